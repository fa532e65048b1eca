/** Above this many days weeks are too close together for words. */
const MAX_DAYS_BY_WEEK = 62;
const MAX_MONTHS = 12;

export const labelsMonths = (days: number): boolean => days > MAX_DAYS_BY_WEEK;

/** Which of the days (dates, in order) get a word at an axis: every so many days, in long periods the first of the months. */
export const labelledDays = (dates: readonly string[], every: number): number[] => {
  const indices = dates.map((_, index) => index);
  if (!labelsMonths(dates.length)) return indices.filter((index) => index % every === 0);
  const firsts = indices.filter((index) => dates[index]?.endsWith('-01'));
  const step = Math.ceil(firsts.length / MAX_MONTHS);
  return firsts.filter((_, index) => index % step === 0);
};

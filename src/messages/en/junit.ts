/** junit.xml: what it does not share with the page. */
export const junit = {
  jobList: 'List of jobs',
  missed: (value: string, target: string): string => `${value}, ${target}`,
  notProven: 'Not evaluable: the history of this job could not be read, or is not proven complete.',
  disabled: 'The job is disabled and protects nothing.',
};

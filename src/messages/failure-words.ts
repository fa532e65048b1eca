import type { FailureCode } from '../model/evidence.ts';

export type FailureTexts = Readonly<Record<FailureCode, string>>;

type FailureWords = {
  /** The rest of a sentence after "could not be collected: ". */
  readonly texts: FailureTexts;
  /** What to do about it, as a sentence. */
  readonly advice: FailureTexts;
  /** A failure of the whole job list can have other causes than one of a single job. */
  readonly listAdvice: Partial<FailureTexts>;
};

/** One language's words for the code of a failure; a code of another version of the product stands as it is. */
export const createFailureWords = ({ texts, advice, listAdvice }: FailureWords) => {
  const isFailureCode = (code: string): code is FailureCode => Object.hasOwn(texts, code);
  return {
    failureText: (code: string): string => (isFailureCode(code) ? texts[code] : code),
    failureAdvice: (code: string, what: 'job' | 'job-list' = 'job'): string => {
      if (!isFailureCode(code)) return '';
      return (what === 'job-list' ? listAdvice[code] : undefined) ?? advice[code];
    },
  };
};

import type { Finding, FindingArgs, FindingCode } from '../../model/finding.ts';
import type { Format } from '../format.ts';
import { dataWords } from './finding-data.ts';
import type { FindingWords, Word } from './finding-parts.ts';
import { rpoWords } from './finding-rpo.ts';
import { runWords } from './finding-runs.ts';
import { scopeWords } from './finding-scope.ts';

const WORDS: { readonly [Code in FindingCode]: Word<Code> } = { ...rpoWords, ...runWords, ...dataWords, ...scopeWords };

const wordsOf = <Code extends FindingCode>(code: Code, args: FindingArgs[Code], name: string, f: Format): FindingWords => WORDS[code](args, name, f);

/** `name` is the job's, or the tenant's for a finding about the whole. */
export const findingWords = (finding: Finding, name: string, f: Format): FindingWords => wordsOf<FindingCode>(finding.code, finding.args, name, f);

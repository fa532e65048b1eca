import { createFindingWords } from '../finding-words.ts';
import { dataWords } from './finding-data.ts';
import { rpoWords } from './finding-rpo.ts';
import { runWords } from './finding-runs.ts';
import { scopeWords } from './finding-scope.ts';

export const findingWords = createFindingWords({ ...rpoWords, ...runWords, ...dataWords, ...scopeWords });

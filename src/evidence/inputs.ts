import { inputsSchema, type ReportInputs } from '../model/inputs.ts';
import { readJson, writeJson, type Read } from './canonical.ts';

export const INPUTS_FILE = 'evidence/inputs.json';

export const writeInputs = (inputs: ReportInputs): Uint8Array => writeJson(inputsSchema, inputs);

export const readInputs = (bytes: Uint8Array): Read<ReportInputs> => readJson(inputsSchema, bytes);

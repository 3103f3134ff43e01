import {
  memoryConstants,
  prepare,
  TinymlError,
  valueOf,
  type Constants,
  type Diagnostic,
  type Graph,
} from '@tinyml/core';
import { verifyGraph, type ImportContext, type ModelFormat } from '@tinyml/core/internal';
import { builtinOperators } from '@tinyml/operators';

export const operators = new Map(builtinOperators.map((operator) => [operator.name as string, operator]));

const missing = (name: string): Diagnostic => ({ code: 'TML901', severity: 'error', message: `no file ${name}` });

export interface Imported {
  readonly graph: Graph;
  readonly constants: Constants;
}

/** Reads a model that needs no further files, or those in `files`, and verifies its graph. */
export const importModel = async (
  format: ModelFormat,
  path: string,
  bytes: Uint8Array,
  files: ReadonlyMap<string, Uint8Array> = new Map(),
  options: Pick<ImportContext, 'inputs'> = {},
): Promise<Imported> => {
  const constants = memoryConstants();
  const readFile = (name: string): Promise<Uint8Array> => {
    const found = files.get(name);
    return found === undefined ? Promise.reject(new TinymlError(missing(name))) : Promise.resolve(found);
  };
  const graph = await format.read({ path, bytes, readFile }, { constants, operators, ...options });
  const problems = verifyGraph(graph, operators, constants);
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
  return { graph, constants };
};

/** Output elements for those of all inputs, in the graph's order. */
export const runInputs = ({ graph, constants }: Imported, inputs: readonly Float32Array[]): readonly Float32Array[] => {
  const tensors = graph.inputs.map((id, i) => ({
    type: valueOf(graph, id).type,
    data: inputs[i] ?? new Float32Array(),
  }));
  return prepare(graph, { operators, constants })
    .run(tensors)
    .map(({ data }) => data as Float32Array);
};

/** Output elements for the one input's. */
export const runModel = ({ graph, constants }: Imported, input: Float32Array): readonly Float32Array[] => {
  const [id = ''] = graph.inputs;
  const results = prepare(graph, { operators, constants }).run([{ type: valueOf(graph, id).type, data: input }]);
  return results.map(({ data }) => data as Float32Array);
};

/** Greatest difference as a share of the expected values' range, or of the greatest of them where all are equal. */
export const relativeError = (actual: ArrayLike<number>, expected: ArrayLike<number>): number => {
  const numbers = Array.from(expected);
  const spread = Math.max(...numbers) - Math.min(...numbers);
  const range = spread > 0 ? spread : Math.max(...numbers.map(Math.abs), 1e-30);
  return Math.max(...numbers.map((value, i) => Math.abs(value - (actual[i] ?? NaN)))) / range;
};

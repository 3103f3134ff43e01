import { memoryConstants, prepare, valueOf, type Constants, type Graph } from '@tinyml/core';
import { verifyGraph, type ModelFormat } from '@tinyml/core/internal';
import { builtinOperators } from '@tinyml/operators';

export const operators = new Map(builtinOperators.map((operator) => [operator.name as string, operator]));

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
): Promise<Imported> => {
  const constants = memoryConstants();
  const readFile = (name: string): Promise<Uint8Array> => {
    const found = files.get(name);
    return found === undefined ? Promise.reject(new Error(`no file ${name}`)) : Promise.resolve(found);
  };
  const graph = await format.read({ path, bytes, readFile }, { constants, operators });
  const problems = verifyGraph(graph, operators, constants);
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
  return { graph, constants };
};

/** Output elements for the one input's. */
export const runModel = ({ graph, constants }: Imported, input: Float32Array): readonly Float32Array[] => {
  const [id = ''] = graph.inputs;
  const results = prepare(graph, { operators, constants }).run([{ type: valueOf(graph, id).type, data: input }]);
  return results.map(({ data }) => data as Float32Array);
};

/** Greatest difference as a share of the expected values' range. */
export const relativeError = (actual: ArrayLike<number>, expected: ArrayLike<number>): number => {
  const numbers = Array.from(expected);
  const range = Math.max(...numbers) - Math.min(...numbers);
  return Math.max(...numbers.map((value, i) => Math.abs(value - (actual[i] ?? NaN)))) / range;
};

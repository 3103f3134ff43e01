import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { memoryConstants, prepare, valueOf, type Constants, type Graph } from '@tinyml/core';
import { verifyGraph, type ImportContext, type ModelFormat } from '@tinyml/core/internal';
import { operators } from '../operators.ts';

/** Models that TensorFlow wrote, with what it computes: see generate.py there. */
export const cases = join(dirname(fileURLToPath(import.meta.url)), '../cases/tensorflow');

export interface Opened {
  readonly graph: Graph;
  readonly constants: Constants;
}

/** Reads a model file, or a folder where `file` is ''. */
export const openRecorded = async (
  format: ModelFormat,
  folder: string,
  file: string,
  context: Pick<ImportContext, 'inputs' | 'signature'> = {},
): Promise<Opened> => {
  const constants = memoryConstants();
  const bytes = file === '' ? new Uint8Array() : new Uint8Array(readFileSync(join(folder, file)));
  const source = { path: join(folder, file), bytes, readFile: (name: string) => readFile(join(folder, name)) };
  const graph = await format.read(source, { constants, operators, ...context });
  const problems = verifyGraph(graph, operators, constants);
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
  return { graph, constants };
};

/** The greatest difference as a share of the largest expected value. */
export const relativeError = (actual: ArrayLike<number>, expected: ArrayLike<number>): number => {
  const values = Array.from(expected);
  const largest = Math.max(...values.map(Math.abs));
  const errors = values.map((value, i) => Math.abs(value - (actual[i] ?? NaN)));
  return actual.length === values.length ? Math.max(...errors) / largest : Infinity;
};

type Named = Readonly<Record<string, readonly number[]>>;

/** The error of each output of a model on the recorded inputs. */
export const errorsOf = ({ graph, constants }: Opened, folder: string): Readonly<Record<string, number>> => {
  const { inputs, outputs } = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as {
    readonly inputs: Named;
    readonly outputs: Named;
  };
  const given = graph.inputs.map((id) => ({
    type: valueOf(graph, id).type,
    data: Float32Array.from(inputs[id] ?? []),
  }));
  const results = prepare(graph, { operators, constants }).run(given);
  return Object.fromEntries(
    graph.outputs.map((id, i) => [id, relativeError(results[i]?.data as Float32Array, outputs[id] ?? [])]),
  );
};

import { isTinymlError, memoryConstants, prepare, valueOf, type Constants, type Graph } from '@tinyml/core';
import type { ImportContext } from '@tinyml/core/internal';
import { readOnnx } from '../../src/onnx/read.ts';
import { operators } from '../operators.ts';

export interface Read {
  readonly graph: Graph;
  readonly constants: Constants;
}

/** Reads a model whose further files are `files`. */
export const read = async (
  bytes: Uint8Array,
  { files = new Map<string, Uint8Array>(), inputs }: { readonly files?: ReadonlyMap<string, Uint8Array> } & Pick<ImportContext, 'inputs'> = {}, // prettier-ignore
): Promise<Read> => {
  const constants = memoryConstants();
  const readFile = (name: string): Promise<Uint8Array> => {
    const found = files.get(name);
    return found === undefined ? Promise.reject(new Error(`no file ${name}`)) : Promise.resolve(found);
  };
  const context = { constants, operators, ...(inputs !== undefined && { inputs }) };
  return { graph: await readOnnx({ path: '/models/m.onnx', bytes, readFile }, context), constants };
};

/** The elements of all outputs. */
export const run = (
  { graph, constants }: Read,
  ...inputs: readonly (readonly number[])[]
): readonly (readonly number[])[] =>
  // prettier-ignore
  prepare(graph, { operators, constants })
    .run(graph.inputs.map((id, i) => ({ type: valueOf(graph, id).type, data: Float32Array.from(inputs[i] ?? []) })))
    .map(({ data }) => Array.from(data as Float32Array, Number));

/** `TML301 message` of each problem of a file. */
export const problemsOf = async (work: Promise<unknown>): Promise<readonly string[]> => {
  try {
    await work;
  } catch (error) {
    if (isTinymlError(error)) return error.diagnostics.map(({ code, message }) => `${code} ${message}`);
    throw error;
  }
  return [];
};

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  isTinymlError,
  memoryConstants,
  prepare,
  valueOf,
  type Constants,
  type Graph,
  type Tensor,
  type TensorData,
} from '@tinyml/core';
import { readTensor } from '../../src/onnx/read-tensor.ts';
import { readOnnx } from '../../src/onnx/read.ts';
import { modelProto, tensorProto } from '../../src/onnx/schema.ts';
import { decodeMessage } from '../../src/protobuf/message.ts';
import { operators } from '../operators.ts';
import { bindInputs } from './bind-inputs.ts';

/** Where Debian's libonnx-testdata has the models of ONNX's own tests, with recorded inputs and outputs. */
export const testData = '/usr/share/libonnx-testdata/data';

/** Which inputs are constants of the model: those that give shapes, axes and indices, or all but the first, as weights are. */
export type Bound = 'none' | 'shapes' | 'weights';

export type Outcome =
  | { readonly kind: 'passed'; readonly bound: Bound }
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'wrong'; readonly reason: string };

export interface Case {
  /** `node/test_abs` */
  readonly name: string;
  readonly folder: string;
}

export const listCases = (root = testData): readonly Case[] =>
  readdirSync(root)
    .sort()
    .flatMap((group) =>
      readdirSync(join(root, group))
        .sort()
        .map((name) => ({ name: `${group}/${name}`, folder: join(root, group, name) }))
        // Of the large models only the addresses are there.
        .filter(({ folder }) => existsSync(join(folder, 'model.onnx'))),
    );

const external = (): Uint8Array => {
  throw new Error('a recorded tensor lies in another file');
};

const tensorOf = (bytes: Uint8Array): Tensor => readTensor('', '', decodeMessage(tensorProto, bytes), external);

interface Imported {
  readonly graph: Graph;
  readonly constants: Constants;
}

const importModel = async (path: string, bytes: Uint8Array): Promise<Imported> => {
  const constants = memoryConstants();
  const readFile = (): Promise<Uint8Array> => Promise.reject(new Error('no further files'));
  return { graph: await readOnnx({ path, bytes, readFile }, { constants, operators }), constants };
};

/** Elements of a recorded file `input_0.pb` … in their order. */
const recorded = (folder: string, kind: 'input' | 'output'): readonly Uint8Array[] =>
  readdirSync(folder)
    .filter((name) => name.startsWith(`${kind}_`))
    .sort((a, b) => Number(/\d+/.exec(a)) - Number(/\d+/.exec(b)))
    .map((name) => readFileSync(join(folder, name)));

/**
 * Greatest difference allowed, as a share of the largest element. Windows written out are computed with a π of few digits,
 * while the recorded ones are exact; losses are sums in single precision, in another order; one mean is recorded with four digits.
 */
const toleranceOf = (name: string): number => {
  if (name.endsWith('averagepool_2d_ceil_last_window_starts_on_pad')) return 1e-3;
  return /window.*_expanded|nllloss|sce_/.test(name) ? 1e-4 : 1e-5;
};

const difference = (actual: TensorData, wanted: TensorData, tolerance: number): string | undefined => {
  if (actual.length !== wanted.length) return `${String(actual.length)} elements, not ${String(wanted.length)}`;
  const isReal = wanted instanceof Float32Array;
  const numbers = Array.from(wanted as Float32Array, Number);
  const largest = numbers.reduce((most, value) => (Number.isFinite(value) ? Math.max(most, Math.abs(value)) : most), 0);
  const limit = isReal ? tolerance * Math.max(largest, 1e-3) : 0;
  const wrong = numbers.findIndex((value, i) => {
    const found = Number((actual as Float32Array)[i]);
    return !Object.is(found, value) && !(Math.abs(found - value) <= limit) && found !== value;
  });
  if (wrong < 0) return undefined;
  return `element ${String(wrong)} is ${String(actual[wrong])}, not ${String(wanted[wrong])}`;
};

/** How a case's results, in the order of the graph's outputs, differ from the recorded ones; undefined where they do not. */
export const compareResults = (
  name: string,
  { graph }: Pick<Imported, 'graph'>,
  results: readonly TensorData[],
  outputs: readonly Tensor[],
): string | undefined => {
  const tolerance = toleranceOf(name);
  for (const [i, wanted] of outputs.entries()) {
    const [id = '', actual] = [graph.outputs[i], results[i]];
    if (actual === undefined) return `output ${String(i)} is missing`;
    const { type } = valueOf(graph, id);
    if (type.dtype !== wanted.type.dtype) return `output ${id} is ${type.dtype}, not ${wanted.type.dtype}`;
    if (type.shape.join() !== wanted.type.shape.join()) return `output ${id} is [${type.shape.join(', ')}], not [${wanted.type.shape.join(', ')}]`; // prettier-ignore
    const found = difference(actual, wanted.data, tolerance);
    if (found !== undefined) return `output ${id}: ${found}`;
  }
  return undefined;
};

const refusal = (error: unknown): string => {
  if (!isTinymlError(error)) throw error;
  return error.diagnostics.map(({ message }) => message)[0] ?? '';
};

/** Inputs whose numbers are shapes, axes or places rather than data. */
const isIndexLike = (tensor: Tensor): boolean => tensor.type.dtype === 'int64' || tensor.type.dtype === 'bool' || tensor.type.shape.length === 0 || tensor.data.length <= 4; // prettier-ignore

const dependsOnInput = /depends? on an input|must be a constant|the shape \[0\] cannot be/;

export interface Prepared {
  readonly imported: Imported;
  readonly inputs: readonly Tensor[];
  readonly outputs: readonly Tensor[];
  readonly bound: Bound;
}

/** Imports a case with the inputs for which `isBound` holds as constants. @throws TinymlError */
const prepareBound = async (
  { folder }: Case,
  bound: Bound,
  isBound: (tensor: Tensor, position: number) => boolean,
): Promise<Prepared> => {
  const path = join(folder, 'model.onnx');
  const bytes = readFileSync(path);
  const data = join(folder, 'test_data_set_0');
  const { graph } = decodeMessage(modelProto, bytes);
  const held = new Set(graph?.initializer.map(({ name }) => name));
  const names = graph?.input.map(({ name }) => name).filter((name) => !held.has(name)) ?? [];
  const files = recorded(data, 'input');
  if (bound === 'none') {
    const imported = await importModel(path, bytes);
    return { imported, inputs: files.map(tensorOf), outputs: recorded(data, 'output').map(tensorOf), bound };
  }
  const tensors = files.map(tensorOf);
  const constants = new Map<string, Uint8Array>();
  const inputs = tensors.filter((tensor, i) => {
    const [name, file] = [names[i], files[i]];
    if (name === undefined || file === undefined || !isBound(tensor, i)) return true;
    constants.set(name, file);
    return false;
  });
  const imported = await importModel(path, bindInputs(bytes, constants));
  return { imported, inputs, outputs: recorded(data, 'output').map(tensorOf), bound };
};

/** Imports a case, with inputs bound where the model says that they must be constant. @throws TinymlError */
export const prepareCase = async (each: Case): Promise<Prepared> => {
  try {
    return await prepareBound(each, 'none', () => false);
  } catch (error) {
    if (!dependsOnInput.test(refusal(error))) throw error;
    return prepareBound(each, 'shapes', isIndexLike);
  }
};

/** Imports a case as networks have it: the first input is data, the others are weights. @throws TinymlError */
export const prepareWithWeights = (each: Case): Promise<Prepared> => prepareBound(each, 'weights', (_, i) => i > 0);

/** Runs a case on the reference interpreter. */
export const runCase = async (each: Case): Promise<Outcome> => {
  let prepared: Prepared;
  try {
    prepared = await prepareCase(each);
  } catch (error) {
    return { kind: 'refused', reason: refusal(error) };
  }
  const { imported, inputs, outputs, bound } = prepared;
  const { graph, constants } = imported;
  const results = prepare(graph, { operators, constants }).run(inputs);
  const reason = compareResults(
    each.name,
    imported,
    results.map(({ data }) => data),
    outputs,
  );
  return reason === undefined ? { kind: 'passed', bound } : { kind: 'wrong', reason };
};

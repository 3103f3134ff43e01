import { TinymlError } from '@tinyml/core';
import { inconsistentModel, malformedModel, modelTooLarge, unsupportedModelFeature } from '../diagnostics/model.ts';
import { halfToNumber } from '../data/half.ts';
import { isJson, type Json } from '../keras/config.ts';
import type { Network } from '../keras/network.ts';
import { variablesByLayer, variablesOf } from '../keras/variables.ts';
import { pathKey, weightOwners } from '../keras/weight-owners.ts';
import type { Weight, WeightStore } from '../keras/weights.ts';

/** Of one shard and of all: no model for a microcontroller comes near it. */
const maximumBytes = 2 ** 28;

const readers = {
  float32: [4, (view: DataView, at: number) => view.getFloat32(at, true)],
  float16: [2, (view: DataView, at: number) => halfToNumber(view.getUint16(at, true))],
  int32: [4, (view: DataView, at: number) => view.getInt32(at, true)],
  uint16: [2, (view: DataView, at: number) => view.getUint16(at, true)],
  uint8: [1, (view: DataView, at: number) => view.getUint8(at)],
  bool: [1, (view: DataView, at: number) => view.getUint8(at)],
} as const satisfies Record<string, readonly [number, (view: DataView, at: number) => number]>;

const numberIn = (json: Json, key: string, fallback: number): number =>
  typeof json[key] === 'number' && Number.isFinite(json[key]) ? json[key] : fallback;

/** A weight of the manifest; names may repeat. */
export interface NamedWeight {
  readonly name: string;
  readonly weight: Weight;
  /** Whole numbers as they are stored. */
  readonly exact?: Int32Array;
}

interface Entry extends NamedWeight {
  readonly length: number;
}

/** One manifest entry at `offset` of its group's bytes; uint8 and uint16 quantisation: real = stored · scale + min. */
const readEntry = (path: string, entry: unknown, bytes: Uint8Array, offset: number): Entry => {
  if (!isJson(entry) || typeof entry['name'] !== 'string' || !Array.isArray(entry['shape']))
    throw new TinymlError(malformedModel(path, 'weightsManifest: an entry without name or shape'));
  const name = entry['name'];
  const shape = entry['shape'] as readonly unknown[];
  if (!shape.every((size): size is number => typeof size === 'number' && Number.isInteger(size) && size >= 0))
    throw new TinymlError(malformedModel(path, `weightsManifest: ${name} has no proper shape`));
  const quantization = isJson(entry['quantization']) ? entry['quantization'] : undefined;
  const stored = quantization?.['dtype'] ?? entry['dtype'] ?? 'float32';
  if (typeof stored !== 'string' || !Object.hasOwn(readers, stored))
    throw new TinymlError(
      unsupportedModelFeature(path, name, `weights of type ${JSON.stringify(stored)} are not supported`),
    );
  const [width, read] = readers[stored as keyof typeof readers];
  const count = shape.reduce((product, size) => product * size, 1);
  if (!(offset + count * width <= bytes.length))
    throw new TinymlError(inconsistentModel(path, name, 'the weight files are shorter than the manifest says'));
  const affine = quantization !== undefined && stored !== 'float16';
  const [scale, min] = affine ? [numberIn(quantization, 'scale', 1), numberIn(quantization, 'min', 0)] : [1, 0];
  const view = new DataView(bytes.buffer, bytes.byteOffset + offset, count * width);
  const values = new Float32Array(count);
  for (let i = 0; i < count; i++) values[i] = read(view, i * width) * scale + min;
  const exact =
    stored === 'int32' ? Int32Array.from({ length: count }, (_, i) => view.getInt32(4 * i, true)) : undefined;
  return { name, weight: { shape, values }, ...(exact && { exact }), length: count * width };
};

/** A path of the manifest that stays in the model's folder. */
const isPlainPath = (path: unknown): path is string =>
  typeof path === 'string' &&
  path !== '' &&
  !path.startsWith('/') &&
  !path.includes('\\') &&
  !path.split('/').includes('..') &&
  !/^\w+:/.test(path);

/** Every weight in the manifest's order. Shards of a group are one run of bytes. */
export const readManifest = async (
  path: string,
  manifest: unknown,
  readFile: (relative: string) => Promise<Uint8Array>,
): Promise<readonly NamedWeight[]> => {
  if (!Array.isArray(manifest)) throw new TinymlError(malformedModel(path, 'the file has no weightsManifest'));
  const weights: NamedWeight[] = [];
  for (const group of manifest as readonly unknown[]) {
    const paths = isJson(group) ? group['paths'] : undefined;
    const entries = isJson(group) ? group['weights'] : undefined;
    if (!Array.isArray(paths) || !Array.isArray(entries) || !paths.every(isPlainPath))
      throw new TinymlError(malformedModel(path, 'weightsManifest: a group without proper paths and weights'));
    const shards: Uint8Array[] = [];
    for (const shard of paths) shards.push(await readFile(shard));
    const total = shards.reduce((sum, shard) => sum + shard.length, 0);
    if (total > maximumBytes)
      throw new TinymlError(modelTooLarge(path, 'a group of weight files', total, maximumBytes));
    const bytes = new Uint8Array(Buffer.concat(shards));
    let offset = 0;
    for (const entry of entries as readonly unknown[]) {
      const { length, ...weight } = readEntry(path, entry, bytes, offset);
      weights.push(weight);
      offset += length;
    }
  }
  return weights;
};

/** Weights of a layer by their names, `conv2d/kernel`, or by their order where layers of several models have one name. */
export const manifestWeights = (path: string, network: Network, weights: readonly NamedWeight[]): WeightStore => {
  const names = weights.map(({ name }) => name);
  const orders = [variablesOf(network, []), variablesByLayer(network)];
  const owners = weightOwners(path, network, [], names, orders);
  return (layer) =>
    new Map(
      [...(owners.get(pathKey(layer)) ?? [])].flatMap(([role, index]) => {
        const found = weights[index];
        return found === undefined ? [] : [[role, found.weight] as const];
      }),
    );
};

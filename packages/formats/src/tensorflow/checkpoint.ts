import { TinymlError, type TensorData, type TensorType } from '@tinyml/core';
import { inconsistentModel, malformedModel, modelTooLarge, unsupportedModelFeature } from '../diagnostics/model.ts';
import { decodeMessage, ProtobufError } from '../protobuf/message.ts';
import { dtypeOf, elementsOf } from './element-types.ts';
import { bundleEntry, bundleHeader } from './schema.ts';
import { readTable, TableError } from './sstable.ts';
import { closedShape } from './tensor-proto.ts';

/** The tensors of a checkpoint, by their keys. */
export interface Checkpoint {
  /** undefined where there is none. @throws TinymlError, TranslationError */
  tensor(key: string): { readonly type: TensorType; readonly data: TensorData } | undefined;
}

const maximumBytes = 2 ** 28;
const mostShards = 1000;

/** Of a file's problems its own errors, in a model's words. */
const inFile = <T>(path: string, file: string, read: () => T): T => {
  try {
    return read();
  } catch (error) {
    if (error instanceof TableError) throw new TinymlError(malformedModel(path, `${file}: ${error.message}`));
    if (error instanceof ProtobufError) throw new TinymlError(malformedModel(path, `${file}: ${error.message}`, error.offset)); // prettier-ignore
    throw error;
  }
};

const shardName = (prefix: string, shard: number, count: number): string =>
  `${prefix}.data-${String(shard).padStart(5, '0')}-of-${String(count).padStart(5, '0')}`;

/** Opens the checkpoint of `prefix` (tensorflow/core/util/tensor_bundle): an index, and shards of data. @throws TinymlError */
export const openCheckpoint = async (
  path: string,
  prefix: string,
  readFile: (relative: string) => Promise<Uint8Array>,
): Promise<Checkpoint> => {
  const name = `${prefix}.index`;
  const index = await readFile(name);
  if (index.length > maximumBytes) throw new TinymlError(modelTooLarge(path, name, index.length, maximumBytes));
  const table = inFile(path, name, () => readTable(index));
  const { shards = 1, endianness = 0 } = inFile(path, name, () =>
    decodeMessage(bundleHeader, table.get('') ?? new Uint8Array()),
  );
  if (endianness !== 0) throw new TinymlError(unsupportedModelFeature(path, name, 'big-endian checkpoints'));
  if (shards < 1 || shards > mostShards)
    throw new TinymlError(malformedModel(path, `${name}: ${String(shards)} shards of data`));
  const data: Uint8Array[] = [];
  let total = 0;
  for (let shard = 0; shard < shards; shard++) {
    const bytes = await readFile(shardName(prefix, shard, shards));
    total += bytes.length;
    if (total > maximumBytes) throw new TinymlError(modelTooLarge(path, 'the checkpoint', total, maximumBytes));
    data.push(bytes);
  }
  return {
    tensor(key) {
      const stored = key === '' ? undefined : table.get(key);
      if (stored === undefined) return undefined;
      const entry = inFile(path, name, () => decodeMessage(bundleEntry, stored));
      if (entry.slices.length > 0)
        throw new TinymlError(unsupportedModelFeature(path, key, 'variables in several slices are not supported'));
      const { shard = 0, offset = 0, size = 0 } = entry;
      const bytes = data[shard];
      if (bytes === undefined || !(offset >= 0 && size >= 0 && offset + size <= bytes.length))
        throw new TinymlError(inconsistentModel(path, key, 'its bytes lie outside of the files of the checkpoint'));
      const shape = closedShape(entry.shape);
      const type = { dtype: dtypeOf(entry.dtype), shape };
      return { type, data: elementsOf(entry.dtype ?? 0, shape, bytes.subarray(offset, offset + size)) };
    },
  };
};

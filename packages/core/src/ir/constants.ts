import type { Constants } from '../pass/define-pass.ts';
import { digestOf } from './digest.ts';
import type { Digest, Graph, ValueId } from './graph.ts';
import { valueOf } from './graph.ts';
import { fromBytes, toBytes, type Tensor, type TensorData } from './tensor.ts';
import type { TensorType } from './type.ts';

/** Constants that live in memory only: for tests and one-off runs. */
export const memoryConstants = (): Constants => {
  const blobs = new Map<Digest, Uint8Array>();
  return {
    get(digest) {
      const bytes = blobs.get(digest);
      if (bytes === undefined) throw new Error(`no constant ${digest}`);
      return bytes;
    },
    put(bytes) {
      const digest = digestOf(bytes);
      if (!blobs.has(digest)) blobs.set(digest, bytes.slice());
      return digest;
    },
  };
};

/** The constant `id` as a tensor, or undefined where the value is computed. */
export const constantOf = (graph: Graph, constants: Constants, id: ValueId): Tensor | undefined => {
  const { type, data } = valueOf(graph, id);
  return data === undefined ? undefined : { type, data: fromBytes(type.dtype, constants.get(data)) };
};

/** Stores `data` and gives the fields of a constant `Value`. */
export const constantValue = (
  constants: Constants,
  id: ValueId,
  type: TensorType,
  data: TensorData,
): { readonly id: ValueId; readonly type: TensorType; readonly data: Digest } => ({
  id,
  type,
  data: constants.put(toBytes(data)),
});

import { byteLength, valueOf, type Graph, type TensorType, type ValueId } from '@tinyml/core';
import type { Folding } from '../select/folding.ts';
import { ctypeOf, type ConstantPool } from './constant-pool.ts';
import type { PlacedTensor } from '../program/program.ts';

/** Where values are, for reading and for writing. */
export interface Placement {
  /** null: neither computed nor constant. `half`: the float16 constant that it was evaluated from. */
  read(value: ValueId, half?: boolean): PlacedTensor | null;
  write(value: ValueId, type?: TensorType): PlacedTensor;
}

/** Finds the memory of values; constants that a call reads as tensors are added to the pool. */
export const placementOf = (
  graph: Graph,
  folding: Folding,
  blockOf: ReadonlyMap<ValueId, number>,
  pool: ConstantPool,
): Placement => {
  const typeOf = (id: ValueId): TensorType => valueOf(graph, id).type;
  const inArena = (value: ValueId, type: TensorType, buffer: number): PlacedTensor => ({
    value,
    type,
    bytes: byteLength(type),
    place: { buffer },
  });
  const inFlash = (value: ValueId, half: boolean): PlacedTensor | null => {
    const tensor = (half ? folding.half(value) : undefined) ?? folding.constant(value);
    if (tensor === undefined) return null;
    const constant = pool.add(value.replace(/\W+/g, '_'), { ctype: ctypeOf(tensor), values: tensor.data }, true);
    return { value, type: tensor.type, bytes: byteLength(tensor.type), place: { constant } };
  };
  return {
    read(value, half = false) {
      const buffer = blockOf.get(value);
      return buffer === undefined ? inFlash(value, half) : inArena(value, typeOf(value), buffer);
    },
    write(value, type = typeOf(value)) {
      return inArena(value, type, blockOf.get(value) as number);
    },
  };
};

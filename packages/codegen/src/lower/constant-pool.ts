import { digestOf, toBytes, type Constants, type Tensor } from '@tinyml/core';
import type { ConstantType, CopiedConstants, ProgramConstant } from '../program/program.ts';
import { storedElements, type StoredConstant } from '../program/stored-elements.ts';

/** The C type that holds a constant tensor's elements as they are. */
export const ctypeOf = (tensor: Tensor): ConstantType => {
  switch (tensor.type.dtype) {
    case 'float32':
      return 'float';
    case 'float16':
      return 'uint16_t';
    case 'int4':
    case 'int8':
      return 'int8_t';
    case 'uint8':
    case 'bool':
      return 'uint8_t';
    case 'int16':
      return 'int16_t';
    case 'int32':
      return 'int32_t';
    case 'uint32':
      return 'uint32_t';
    case 'int64':
      return 'int64_t';
    case 'uint64':
      return 'uint64_t';
  }
};

export interface ConstantPool {
  /** Index of an array with these values: an equal one that is already there, or a new one under `name`. `operand`: a tensor. */
  add(name: string, constant: StoredConstant & { readonly align?: number }, operand?: boolean): number;
  readonly all: readonly ProgramConstant[];
}

/** Gathers a program's constants; equal arrays are stored once. Their bytes go to the blob store. */
export const constantPool = (constants: Constants, copied: CopiedConstants = 'none'): ConstantPool => {
  const all: ProgramConstant[] = [];
  const known = new Map<string, number>();
  const names = new Set<string>();
  return {
    all,
    add(name, { ctype, values, align }, operand = false) {
      const memory = copied === 'all' || (copied === 'operands' && operand) ? 'ram' : 'flash';
      const data = storedElements({ ctype, values });
      const bytes = toBytes(data);
      const alignment = Math.max(align ?? 0, data.BYTES_PER_ELEMENT);
      const key = `${memory} ${ctype} ${String(alignment)} ${digestOf(bytes)}`;
      const found = known.get(key);
      if (found !== undefined) return found;
      let unique = name;
      for (let n = 2; names.has(unique); n += 1) unique = `${name}_${String(n)}`;
      names.add(unique);
      const digest = constants.put(bytes);
      const index =
        all.push({ name: unique, ctype, count: data.length, bytes: bytes.length, align: alignment, digest, memory }) -
        1;
      known.set(key, index);
      return index;
    },
  };
};

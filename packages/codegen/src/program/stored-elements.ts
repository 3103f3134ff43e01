import type { PackedConstant } from '@tinyml/core';

const arrays = {
  int8_t: Int8Array,
  uint8_t: Uint8Array,
  int16_t: Int16Array,
  uint16_t: Uint16Array,
  int32_t: Int32Array,
  float: Float32Array,
} as const;

/** Bytes of one element. */
export const elementBytes = (ctype: PackedConstant['ctype']): number => arrays[ctype].BYTES_PER_ELEMENT;

/** The elements of a constant as C stores them. */
export const storedElements = ({ ctype, values }: Pick<PackedConstant, 'ctype' | 'values'>) =>
  arrays[ctype].from(values);

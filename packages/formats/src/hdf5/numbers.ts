import { halfToNumber } from '../data/half.ts';
import type { Datatype } from './datatype.ts';

const reader = (type: Datatype, view: DataView): ((at: number) => number) => {
  const little = type.kind !== 'string' && !type.bigEndian;
  if (type.kind === 'float') {
    if (type.size === 2) return (at) => halfToNumber(view.getUint16(at, little));
    return type.size === 4 ? (at) => view.getFloat32(at, little) : (at) => view.getFloat64(at, little);
  }
  const signed = type.kind === 'int' && type.signed;
  switch (type.size) {
    case 1:
      return signed ? (at) => view.getInt8(at) : (at) => view.getUint8(at);
    case 2:
      return signed ? (at) => view.getInt16(at, little) : (at) => view.getUint16(at, little);
    case 4:
      return signed ? (at) => view.getInt32(at, little) : (at) => view.getUint32(at, little);
    default:
      return signed ? (at) => Number(view.getBigInt64(at, little)) : (at) => Number(view.getBigUint64(at, little));
  }
};

/** `count` numbers of `type` from `bytes`. */
export const readNumbers = (type: Datatype, bytes: Uint8Array, count: number): Float64Array => {
  const read = reader(type, new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  const values = new Float64Array(count);
  for (let i = 0; i < count; i++) values[i] = read(i * type.size);
  return values;
};

import { TinymlError } from '@tinyml/core';
import { malformedData } from '../diagnostics/data.ts';
import { checkSize, gunzip, gunzipHead, isGzip } from './inflate.ts';
import { elementsOf, storedWidth, type NumericArray, type StoredType } from './numeric-array.ts';

/** Element types of the idx format (Y. LeCun, The MNIST database), by the third byte. */
const types: Readonly<Record<number, StoredType>> = {
  0x08: 'uint8',
  0x09: 'int8',
  0x0b: 'int16',
  0x0c: 'int32',
  0x0d: 'float32',
  0x0e: 'float64',
};

interface Header {
  readonly type: StoredType;
  readonly shape: readonly number[];
  readonly start: number;
  readonly size: number;
}

const readHeader = (bytes: Uint8Array): Header | undefined => {
  const type = types[bytes[2] ?? 0];
  const rank = bytes[3] ?? 0;
  const start = 4 + 4 * rank;
  if (bytes[0] !== 0 || bytes[1] !== 0 || type === undefined || rank === 0 || rank > 8 || bytes.length < start)
    return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const shape = Array.from({ length: rank }, (_, i) => view.getUint32(4 + 4 * i));
  return { type, shape, start, size: start + shape.reduce((product, size) => product * size, storedWidth(type)) };
};

const headOf = (path: string, bytes: Uint8Array): Uint8Array => (isGzip(bytes) ? gunzipHead(path, bytes) : bytes);

export const isIdx = (path: string, bytes: Uint8Array): boolean => readHeader(headOf(path, bytes)) !== undefined;

/** An idx file, gzipped or not. @throws TinymlError (TML801, TML810) where its length is not what its header says. */
export const readIdx = (path: string, bytes: Uint8Array): NumericArray => {
  const header = readHeader(headOf(path, bytes));
  if (header === undefined) throw new TinymlError(malformedData(path, 'not an idx file'));
  const { type, shape, start, size } = header;
  checkSize(path, size);
  const whole = isGzip(bytes) ? gunzip(path, bytes, size) : bytes;
  if (whole.length !== size)
    throw new TinymlError(
      malformedData(
        path,
        `an idx file of [${shape.join(', ')}] ${type} has ${String(size)} bytes, this one ${String(whole.length)}`,
      ),
    );
  return { shape, dtype: type, data: elementsOf(type, whole.subarray(start), true) };
};

import { TinymlError } from '@tinyml/core';
import { malformedData, unsupportedData } from '../diagnostics/data.ts';
import { checkSize } from './inflate.ts';
import { elementsOf, isStoredType, storedWidth, type NumericArray, type NumericData } from './numeric-array.ts';

const magic = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59] as const;
const maximumHeader = 2 ** 16;

export const isNpy = (bytes: Uint8Array): boolean => magic.every((byte, i) => bytes[i] === byte);

const letters: Readonly<Record<string, string>> = { b: 'bool', i: 'int', u: 'uint', f: 'float' };

/** `<f4` → float32, little-endian. */
const readDescription = (path: string, text: string): { readonly name: string; readonly bigEndian: boolean } => {
  const found = /^([<>|=]?)([biuf])(\d{1,2})$/.exec(text);
  if (found === null) throw new TinymlError(unsupportedData(path, `elements of type ${text} are not supported`));
  const [, order, letter = '', width] = found;
  const name = letter === 'b' ? 'bool' : `${letters[letter] ?? ''}${String(Number(width) * 8)}`;
  return { name, bigEndian: order === '>' };
};

/** Column-major elements in row-major order. */
const transposed = (data: NumericData, shape: readonly number[]): NumericData => {
  const result = data.slice();
  const index = new Array<number>(shape.length).fill(0);
  const strides = shape.map((_, axis) => shape.slice(0, axis).reduce((product, size) => product * size, 1));
  let from = 0;
  for (let to = 0; to < data.length; to++) {
    const value = data[from];
    if (value !== undefined) result[to] = value;
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      const next = (index[axis] ?? 0) + 1;
      from += strides[axis] ?? 0;
      if (next < (shape[axis] ?? 0)) {
        index[axis] = next;
        break;
      }
      from -= next * (strides[axis] ?? 0);
      index[axis] = 0;
    }
  }
  return result;
};

/** A .npy file, versions 1 to 3 (numpy.lib.format). @throws TinymlError (TML801, TML803, TML810). */
export const readNpy = (path: string, bytes: Uint8Array): NumericArray => {
  const bad = (what: string): TinymlError => new TinymlError(malformedData(path, `npy: ${what}`));
  if (!isNpy(bytes) || bytes.length < 12) throw bad('not an npy file');
  const version = bytes[6] ?? 0;
  if (version < 1 || version > 3) throw bad(`version ${String(version)} is not known`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = version === 1 ? view.getUint16(8, true) : view.getUint32(8, true);
  const start = (version === 1 ? 10 : 12) + length;
  if (length > maximumHeader || start > bytes.length) throw bad('its header is cut off');
  const header = new TextDecoder().decode(bytes.subarray(start - length, start));
  const order = /'fortran_order'\s*:\s*(True|False)/.exec(header)?.[1];
  const list = /'shape'\s*:\s*\(([\d\s,L]*)\)/.exec(header)?.[1];
  const description = /'descr'\s*:\s*'([^']*)'/.exec(header)?.[1];
  if (/'descr'\s*:\s*\[/.test(header)) throw new TinymlError(unsupportedData(path, 'records are not supported'));
  if (order === undefined || list === undefined || description === undefined)
    throw bad('its header says no type, order or shape');
  const { name, bigEndian } = readDescription(path, description);
  if (!isStoredType(name)) throw new TinymlError(unsupportedData(path, `elements of type ${name} are not supported`));
  const shape = list
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => Number.parseInt(part, 10));
  if (shape.length > 32 || !shape.every((size) => Number.isSafeInteger(size))) throw bad('its shape is impossible');
  const size = shape.reduce((product, extent) => product * extent, storedWidth(name));
  checkSize(path, size);
  const payload = bytes.subarray(start);
  if (payload.length !== size)
    throw bad(
      `an array of [${shape.join(', ')}] ${name} has ${String(size)} bytes, this one ${String(payload.length)}`,
    );
  const data = elementsOf(name, payload, bigEndian);
  const dtype = name === 'float16' ? 'float32' : name;
  return { shape, dtype, data: order === 'True' && shape.length > 1 ? transposed(data, shape) : data };
};

import { TinymlError } from '@tinyml/core';
import type { DType } from '@tinyml/core';
import { ambiguousArray, malformedData, unknownDataFormat, unknownName, unsupportedData } from '../diagnostics/data.ts';
import { readCsv, type CsvOptions } from './csv.ts';
import { isIdx, readIdx } from './idx.ts';
import { checkSize, gunzip, isGzip, maximumBytes } from './inflate.ts';
import { isNpy, readNpy } from './npy.ts';
import { elementsOf, isStoredType, storedWidth, type NumericArray } from './numeric-array.ts';
import { isZip, readZip } from './zip.ts';

export interface ReadOptions extends CsvOptions {
  /** Name of the array in an .npz. */
  readonly array?: string;
  /** Names to take from an .npz where `array` is not given: the first that is there. */
  readonly prefer?: readonly string[];
  /** Element type of plain bytes. Default: float32. */
  readonly dtype?: DType;
  /** Shape of one sample in plain bytes. Default: []. */
  readonly shape?: readonly number[];
}

const readNpz = (path: string, bytes: Uint8Array, options: ReadOptions): NumericArray => {
  const arrays = readZip(path, bytes).filter(({ name }) => name.endsWith('.npy'));
  const names = arrays.map(({ name }) => name.slice(0, -'.npy'.length));
  const named = options.array ?? options.prefer?.find((name) => names.includes(name));
  if (named === undefined && names.length !== 1)
    throw new TinymlError(
      names.length === 0 ? malformedData(path, 'an npz without arrays') : ambiguousArray(path, names),
    );
  const entry = arrays[named === undefined ? 0 : names.indexOf(named)];
  if (entry === undefined) throw new TinymlError(unknownName(path, 'array', named ?? '', names));
  return readNpy(path, entry.read());
};

const readPlain = (path: string, bytes: Uint8Array, { dtype = 'float32', shape = [] }: ReadOptions): NumericArray => {
  if (!isStoredType(dtype))
    throw new TinymlError(unsupportedData(path, `plain elements of type ${dtype} are not supported`));
  const size = shape.reduce((product, extent) => product * extent, storedWidth(dtype));
  if (!(size > 0) || bytes.length % size !== 0)
    throw new TinymlError(
      malformedData(
        path,
        `${String(bytes.length)} bytes are no whole number of samples of ${String(size)} bytes ([${shape.join(', ')}] ${dtype})`,
      ),
    );
  return { shape: [bytes.length / size, ...shape], dtype, data: elementsOf(dtype, bytes) };
};

/**
 * The array in a data file; its first axis counts the samples. The content decides (npy, npz), then the ending (.csv,
 * .bin, .raw), then whether it is an idx file; `.gz` around any of them.
 * @throws TinymlError (TML801–TML811), never anything else, whatever the bytes are.
 */
export const readArray = (path: string, bytes: Uint8Array, options: ReadOptions = {}): NumericArray => {
  checkSize(path, bytes.length);
  if (isGzip(bytes)) {
    if (isIdx(path, bytes)) return readIdx(path, bytes);
    const limit = Math.min(maximumBytes, bytes.length * 1032 + 64);
    return readArray(path.replace(/\.gz$/i, ''), gunzip(path, bytes, limit), options);
  }
  if (isNpy(bytes)) return readNpy(path, bytes);
  if (isZip(bytes)) return readNpz(path, bytes, options);
  const ending = /\.([a-z0-9]+)$/i.exec(path.replace(/\.gz$/i, ''))?.[1]?.toLowerCase();
  if (ending === 'csv') return readCsv(path, bytes, options);
  if (ending === 'bin' || ending === 'raw') return readPlain(path, bytes, options);
  if (ending === 'npy') return readNpy(path, bytes);
  if (ending === 'npz') return readNpz(path, bytes, options);
  if (isIdx(path, bytes)) return readIdx(path, bytes);
  throw new TinymlError(/idx|ubyte/i.test(path) ? malformedData(path, 'not an idx file') : unknownDataFormat(path));
};

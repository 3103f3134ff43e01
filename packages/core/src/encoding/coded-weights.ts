import { bitWriter } from './bit-writer.ts';
import { codesOf, prefixCode, type PrefixCode } from './prefix-code.ts';

/** More ones than this before a run's length mean so many zeros and that the length goes on. */
export const longRun = 8;

/** Largest parameter of the runs' code: a run without a long one then takes at most 16 bits. */
const largestParameter = 7;

/**
 * Integers as a stream of bits: for each but zero, the zeros before it in Rice's code (Golomb, 1966: the length over
 * 2^zeros in ones and a zero, the rest in `zeros` bits), then its prefix code. A row ends where its values do: after the
 * last value but zero comes a run that reaches the end, if any zero is left.
 */
export interface CodedWeights extends PrefixCode {
  /** Parameter of the runs' code; −1: no runs, zero has a code like the others. */
  readonly zeros: number;
  /** Ends with three bytes of zero: the decoder reads ahead, two bytes at a time. */
  readonly stream: Uint8Array<ArrayBuffer>;
  /** Values with a code of their own in the stream, and all bits of the stream: what decoding takes time for. */
  readonly coded: number;
  readonly bits: number;
}

const readAhead = 3;

const frequenciesOf = (values: Iterable<number>): ReadonlyMap<number, number> => {
  const frequencies = new Map<number, number>();
  for (const value of values) frequencies.set(value, (frequencies.get(value) ?? 0) + 1);
  return frequencies;
};

/** [zeros in front, value], value 0: the rest of the row. */
type Run = readonly [zeros: number, value: number];

const runsOf = (values: ArrayLike<number>, row: number): readonly Run[] => {
  const runs: Run[] = [];
  let zeros = 0;
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i] as number;
    if (value !== 0) runs.push([zeros, value]);
    zeros = value === 0 ? zeros + 1 : 0;
    if ((i + 1) % row === 0 && zeros > 0) {
      runs.push([zeros, 0]);
      zeros = 0;
    }
  }
  return runs;
};

const runBits = (zeros: number, parameter: number): number => {
  const ones = zeros >> parameter;
  return ones + 1 + parameter;
};

const withRuns = (values: ArrayLike<number>, row: number): CodedWeights => {
  const runs = runsOf(values, row);
  const coding = runs.flatMap(([, value]) => (value === 0 ? [] : [value]));
  const code = prefixCode(frequenciesOf(coding.length === 0 ? [0] : coding)); // C has no empty arrays
  const bitsWith = (parameter: number): number => runs.reduce((sum, [length]) => sum + runBits(length, parameter), 0);
  const parameters = Array.from({ length: largestParameter + 1 }, (_, i) => i);
  const zeros = parameters.reduce((best, parameter) => (bitsWith(parameter) < bitsWith(best) ? parameter : best), 0);
  const writer = bitWriter();
  const codes = codesOf(code);
  let [coded, bits] = [0, 0];
  const write = (value: number, count: number): void => {
    writer.write(value, count);
    bits += count;
  };
  for (const [length, value] of runs) {
    let ones = length >> zeros;
    for (; ones >= longRun; ones -= longRun) write(0xff, longRun);
    write(2 ** (ones + 1) - 2, ones + 1);
    write(length, zeros);
    if (value === 0) continue;
    const [word, count] = codes.get(value) as readonly [number, number];
    write(word, count);
    coded += 1;
  }
  return { ...code, zeros, stream: writer.bytes(readAhead), coded, bits };
};

const withoutRuns = (values: ArrayLike<number>): CodedWeights => {
  const code = prefixCode(frequenciesOf(Array.from(values)));
  const codes = codesOf(code);
  const writer = bitWriter();
  let bits = 0;
  for (const value of Array.from(values)) {
    const [word, count] = codes.get(value) as readonly [number, number];
    writer.write(word, count);
    bits += count;
  }
  return { ...code, zeros: -1, stream: writer.bytes(readAhead), coded: values.length, bits };
};

/** Bytes on the device: the stream and its code's tables. */
export const codedBytes = ({ counts, stream, symbols }: CodedWeights): number =>
  stream.length + counts.length + symbols.length;

/** The shorter of the two forms. `row`: values in a row, of which there are a whole number. */
export const codeWeights = (values: ArrayLike<number>, row: number): CodedWeights => {
  const [a, b] = [withRuns(values, row), withoutRuns(values)];
  return codedBytes(a) <= codedBytes(b) ? a : b;
};

/** What the C decoder makes of it. `count`: values in all. */
export const decodeWeights = (coded: CodedWeights, row: number, count: number): readonly number[] => {
  const { zeros, stream } = coded;
  const symbolOf = new Map(
    [...codesOf(coded)].map(([symbol, [word, bits]]) => [`${String(bits)} ${String(word)}`, symbol]),
  );
  let at = 0;
  const bit = (): number => {
    const value = ((stream[at >> 3] as number) >> (7 - (at & 7))) & 1;
    at += 1;
    return value;
  };
  const symbol = (): number => {
    for (let [word, bits] = [bit(), 1]; ; [word, bits] = [2 * word + bit(), bits + 1]) {
      const found = symbolOf.get(`${String(bits)} ${String(word)}`);
      if (found !== undefined) return found;
    }
  };
  const run = (): number => {
    let length = 0;
    let ones = 0;
    while (bit() === 1) {
      ones += 1;
      if (ones < longRun) continue;
      length += longRun << zeros;
      ones = 0;
    }
    let rest = 0;
    for (let i = 0; i < zeros; i += 1) rest = 2 * rest + bit();
    return length + (ones << zeros) + rest;
  };
  const values = new Array<number>(count).fill(0);
  for (let first = 0; first < count; first += row)
    for (let i = 0; i < row; i += 1) {
      if (zeros >= 0) i += run();
      if (i < row) values[first + i] = symbol();
    }
  return values;
};

import { deflateRawSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isTinymlError } from '@tinyml/core';
import { readArray } from '../src/index.ts';
import { idx, npy, zip } from './data-files.ts';

const codeOf = (read: () => unknown): string => {
  try {
    read();
  } catch (error) {
    if (isTinymlError(error)) return error.diagnostics[0]?.code ?? '';
    throw error;
  }
  return 'accepted';
};

describe('npy', () => {
  test('every type, both byte orders', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(
          '<f4',
          '>f4',
          '<f8',
          '>f8',
          '|i1',
          '|u1',
          '<i2',
          '>i2',
          '<u2',
          '<i4',
          '>i4',
          '<u4',
          '<i8',
          '>i8',
          '<u8',
        ),
        fc.array(fc.integer({ min: 0, max: 127 }), { minLength: 6, maxLength: 6 }),
        fc.constantFrom(1, 2, 3),
        (description, values, version) => {
          const { shape, data } = readArray('x.npy', npy(description, [2, 3], values, { version }));
          expect(shape).toEqual([2, 3]);
          expect(Array.from(data, Number)).toEqual(values);
        },
      ),
      { numRuns: 100 },
    );
  });

  test('Fortran order, scalars, halves, booleans', () => {
    const fortran = npy('<i4', [2, 3, 2], [0, 6, 2, 8, 4, 10, 1, 7, 3, 9, 5, 11], { fortran: true });
    expect(Array.from(readArray('x.npy', fortran).data, Number)).toEqual([...Array(12).keys()]);
    expect(readArray('x.npy', npy('<f8', [], [2.5]))).toMatchObject({ shape: [], dtype: 'float64' });
    expect(Array.from(readArray('x.npy', npy('<u2', [3], [0x3c00, 0xc000, 1], { as: '<f2' })).data, Number)).toEqual([
      1,
      -2,
      2 ** -24,
    ]);
    expect(readArray('x.npy', npy('|u1', [2], [1, 0], { as: '|b1' })).dtype).toBe('bool');
  });

  test('lengths that do not agree with the header, types that are not read', () => {
    const whole = npy('<f4', [2, 3], [1, 2, 3, 4, 5, 6]);
    expect(codeOf(() => readArray('x.npy', whole.subarray(0, -1)))).toBe('TML801');
    expect(codeOf(() => readArray('x.npy', Buffer.concat([whole, Buffer.alloc(1)])))).toBe('TML801');
    expect(codeOf(() => readArray('x.npy', npy('<f4', [1e9, 1e9], [])))).toBe('TML810');
    expect(codeOf(() => readArray('x.npy', npy('<f4', [2], [1, 2], { as: '|O8' })))).toBe('TML803');
    expect(codeOf(() => readArray('x.npy', npy('<f4', [2], [1, 2], { as: '<c8' })))).toBe('TML803');
    expect(codeOf(() => readArray('x.npy', npy('<f4', [2], [1, 2], { version: 9 })))).toBe('TML801');
  });
});

describe('npz', () => {
  const arrays = { x: npy('<f4', [2], [1, 2]), y: npy('<i8', [2], [3, 4]) };

  test('stored and deflated; by name, by preference, or the only one', () => {
    for (const deflate of [false, true]) {
      const archive = zip({ 'x.npy': arrays.x, 'y.npy': arrays.y }, deflate);
      expect(Array.from(readArray('a.npz', archive, { array: 'y' }).data, Number)).toEqual([3, 4]);
      expect(Array.from(readArray('a.npz', archive, { prefer: ['input', 'x'] }).data, Number)).toEqual([1, 2]);
      expect(codeOf(() => readArray('a.npz', archive))).toBe('TML808');
      expect(codeOf(() => readArray('a.npz', archive, { array: 'z' }))).toBe('TML807');
    }
    expect(Array.from(readArray('a.npz', zip({ 'x.npy': arrays.x }, true)).data, Number)).toEqual([1, 2]);
  });

  test('a bomb is refused before it is inflated', () => {
    const bomb = zip({ 'x.npy': Buffer.alloc(1000) }, true, { size: 2 ** 30 - 1 });
    expect(codeOf(() => readArray('a.npz', bomb))).toBe('TML801');
    const zeros = zip({ 'x.npy': Buffer.alloc(2 ** 24) }, true, { size: 100 });
    expect(codeOf(() => readArray('a.npz', zeros))).toBe('TML801');
    expect(deflateRawSync(Buffer.alloc(2 ** 20)).length).toBeGreaterThan(2 ** 20 / 1032);
  });
});

describe('idx', () => {
  test('plain and gzipped, every type', () => {
    for (const type of [0x08, 0x09, 0x0b, 0x0c, 0x0d, 0x0e]) {
      const file = idx(type, [2, 3], [1, 2, 3, 4, 5, 6]);
      for (const [name, bytes] of [
        ['x-idx2-ubyte', file],
        ['x.gz', gzipSync(file)],
      ] as const) {
        const { shape, data } = readArray(name, bytes);
        expect(shape).toEqual([2, 3]);
        expect(Array.from(data, Number)).toEqual([1, 2, 3, 4, 5, 6]);
      }
    }
  });

  test('cut off, too long, a gzip bomb', () => {
    const file = idx(0x08, [4, 4], Array<number>(16).fill(1));
    expect(codeOf(() => readArray('x-ubyte', file.subarray(0, 20)))).toBe('TML801');
    expect(codeOf(() => readArray('x-ubyte', Buffer.concat([file, file])))).toBe('TML801');
    const bomb = gzipSync(Buffer.concat([file, Buffer.alloc(2 ** 24)]));
    expect(codeOf(() => readArray('x-ubyte.gz', bomb))).toBe('TML801');
    expect(codeOf(() => readArray('x-ubyte.gz', gzipSync(idx(0x08, [65535, 65535], []))))).toBe('TML810');
    expect(codeOf(() => readArray('x-ubyte.gz', gzipSync(file).subarray(0, 30)))).toBe('TML801');
  });
});

describe('csv', () => {
  const read = (text: string, options = {}): unknown => {
    const { shape, data } = readArray('x.csv', Buffer.from(text), options);
    return [shape, Array.from(data, Number)];
  };

  test('with and without header, quotes, CRLF, empty lines', () => {
    expect(read('1,2\n3,4\n')).toEqual([
      [2, 2],
      [1, 2, 3, 4],
    ]);
    expect(read('a,b\r\n1,2.5\r\n\r\n-3e2,.5')).toEqual([
      [2, 2],
      [1, 2.5, -300, 0.5],
    ]);
    expect(read('"a, really ""b""",c\n"1", 2\n')).toEqual([
      [1, 2],
      [1, 2],
    ]);
    expect(read('a,b,label\n1,2,0\n3,4,1\n', { columns: ['label'] })).toEqual([
      [2, 1],
      [0, 1],
    ]);
    expect(read('a,b,label\n1,2,0\n3,4,1\n', { except: ['label'] })).toEqual([
      [2, 2],
      [1, 2, 3, 4],
    ]);
    expect(read('1,2\n3,4\n', { header: true, columns: [1] })).toEqual([[1, 1], [4]]);
  });

  test('problems name the line', () => {
    const problem = (text: string, options = {}): unknown => {
      try {
        read(text, options);
      } catch (error) {
        return isTinymlError(error) ? error.diagnostics.map(({ code, line }) => [code, line])[0] : error;
      }
      return undefined;
    };
    expect(problem('a,b\n1,2\n3,x\n')).toEqual(['TML811', 3]);
    expect(problem('1,2\n3\n')).toEqual(['TML801', 2]);
    expect(problem('a,b\n"1,2\n')).toEqual(['TML801', undefined]);
    expect(problem('a,b\n1,2\n', { columns: ['c'] })).toEqual(['TML807', undefined]);
  });
});

describe('plain elements', () => {
  test('type and shape are given', () => {
    const bytes = Buffer.from(Int16Array.of(1, -2, 3, 4).buffer);
    expect(readArray('x.bin', bytes, { dtype: 'int16', shape: [2] })).toMatchObject({ shape: [2, 2], dtype: 'int16' });
    expect(codeOf(() => readArray('x.bin', bytes, { dtype: 'int16', shape: [3] }))).toBe('TML801');
    expect(codeOf(() => readArray('x.foo', bytes))).toBe('TML802');
  });
});

test('damaged files end in success or in a diagnostic', () => {
  const files = [
    ['x.npy', npy('<f4', [2, 3], [1, 2, 3, 4, 5, 6])],
    ['x.npz', zip({ 'x.npy': npy('<i2', [4], [1, 2, 3, 4]), 'y.npy': npy('<f8', [1], [1]) }, true)],
    ['x-ubyte.gz', gzipSync(idx(0x08, [4, 4], Array<number>(16).fill(1)))],
    ['x-ubyte', idx(0x0d, [2, 2], [1, 2, 3, 4])],
    ['x.csv', Buffer.from('a,"b"\n1,2\n3,4\n')],
  ] as const;
  const counts = { accepted: 0, refused: 0 };
  fc.assert(
    fc.property(
      fc.constantFrom(...files),
      fc.array(fc.tuple(fc.nat(2 ** 20), fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 6 }),
      fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { freq: 8 }),
      ([name, original], changes, cut) => {
        const bytes = new Uint8Array(original);
        for (const [at, value] of changes) bytes[at % bytes.length] = value;
        const code = codeOf(() =>
          readArray(name, cut === null ? bytes : bytes.subarray(0, cut * bytes.length), { array: 'x' }),
        );
        counts[code === 'accepted' ? 'accepted' : 'refused']++;
        expect(code).toMatch(/^(accepted|TML8\d\d)$/);
      },
    ),
    { numRuns: Number(process.env['TINYML_FUZZ'] ?? 3000), seed: 3 },
  );
  expect(counts.accepted).toBeGreaterThan(0);
  expect(counts.refused).toBeGreaterThan(0);
});

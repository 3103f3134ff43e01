import { describe, expect, test } from '@jest/globals';
import { readFlexOptions, writeFlexOptions, type FlexFields } from '../src/tflite/flex-options.ts';

/** The options, and what was reported. */
const read = (fields: FlexFields, bytes: Uint8Array): readonly [options: object, problems: readonly string[]] => {
  const problems: string[] = [];
  const report = (reason: string): void => {
    problems.push(reason);
  };
  return [readFlexOptions(fields, bytes, { unsupported: report, invalid: report }), problems];
};

const every = {
  alpha: 'float',
  axis: 'int',
  name: 'string',
  taps: '[int]',
  weights: '[float]',
  wide: 'bool',
  mixed: '[float]',
} as const;

const values = {
  alpha: 0.25,
  axis: -3,
  name: 'acme',
  taps: [1, 2, 300],
  weights: [0.5, 1.5],
  wide: true,
  mixed: [1, 2.5, -7],
};

/** Written by the Python package flatbuffers 25. */
const python = {
  every:
    'YWxwaGEAYXhpcwBuYW1lAARhY21lAHRhcHMAAAMAAQACACwBBQUFd2VpZ2h0cwAAAgAAAAAAAD8AAMA/Dg53aWRlAG1peGVkAAAAAAMAAAABAAAA' +
    'AAAgQPn///8GDgYHYFsfWE4+KAAIAAAAAQAAAAcAAAAAAIA+/f///ywAAABvAAAAZgAAAFQAAAABAAAADgYqFCkqaiMmAQ==',
  indirect: 'aQD7ZgAAAAAAAAA+Zml4AAMEBXQAAAAAAgAAAAAAwD8AACBABCIaJxUEAQQkHSwTIkwYNggkAQ==',
  list: 'AgECBAQEKAE=',
};

const bytesOf = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64'));

describe('options of custom operators in a FlexBuffer map', () => {
  test('are read as another library wrote them', () => {
    expect(read(every, bytesOf(python.every))).toEqual([values, []]);
    expect(read({ i: 'int', f: 'float', fix: '[int]', t: '[float]' }, bytesOf(python.indirect))).toEqual([
      { i: -5, f: 0.125, fix: [3, 4, 5], t: [1.5, 2.5] },
      [],
    ]);
  });

  test('are read as they were written', () => {
    expect(read(every, writeFlexOptions(every, values))).toEqual([values, []]);
    const long = { list: Array.from({ length: 1000 }, (_, i) => 3 * i - 500) };
    expect(read({ list: '[int]' }, writeFlexOptions({ list: '[int]' }, long))).toEqual([long, []]);
  });

  test('keep their values beside others that need more bytes', () => {
    const fields = { a: 'float', b: 'float', c: 'int', d: '[float]' } as const;
    for (const b of [0.5, 0.1])
      for (const c of [1, 2 ** 40])
        for (const d of [
          [0.5, 2],
          [0.1, 0.2],
          [0.5, 0.1],
        ]) {
          const mixed = { a: 10, b, c, d };
          expect(read(fields, writeFlexOptions(fields, mixed))).toEqual([mixed, []]);
        }
  });

  test('are zero where the map has none', () => {
    const none = { alpha: 0, axis: 0, name: '', taps: [], weights: [], wide: false, mixed: [] };
    expect(read(every, writeFlexOptions(every, {}))).toEqual([none, []]);
    expect(read(every, new Uint8Array())).toEqual([none, []]);
  });

  test('of another type, or bytes that are no map, are reported', () => {
    expect(read({ alpha: 'string', taps: 'int' }, bytesOf(python.every))[1]).toEqual([
      'its alpha is not of type string',
      'its taps is not of type int',
    ]);
    expect(read({ mixed: '[int]' }, bytesOf(python.every))[1]).toEqual(['its mixed is not of type [int]']);
    expect(read(every, bytesOf(python.list))[1]).toEqual([expect.stringContaining('no FlexBuffer map')]);
    expect(read(every, Uint8Array.of(7))[1]).toEqual([expect.stringContaining('cannot be read')]);
  });

  test('are read or reported, whatever was changed', () => {
    const original = bytesOf(python.every);
    let reported = 0;
    for (let at = 0; at < original.length; at += 1) {
      for (const byte of [0, 1, 3, 4, 8, 0x24, 0x7f, 0x80, 0xff]) {
        const damaged = original.slice();
        damaged[at] = byte;
        reported += Math.min(1, read(every, damaged)[1].length);
      }
      expect(read(every, original.slice(0, at))[1]).toBeDefined();
    }
    expect(reported).toBeGreaterThan(original.length);
  });
});

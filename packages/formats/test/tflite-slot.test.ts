import { describe, expect, test } from '@jest/globals';
import {
  defineOperator,
  isTinymlError,
  memoryConstants,
  noAttributes,
  slotOf,
  type Diagnostic,
  type Graph,
  type Operator,
  type OperatorTable,
} from '@tinyml/core';
import { builtinOperators } from '@tinyml/operators';
import { expansionOf } from '../src/tflite/expansions/list.ts';
import { tfliteOperators } from '../src/tflite/operator-table.ts';
import { readTflite } from '../src/tflite/read.ts';
import { tfliteSlot, type TfliteBuiltin, type TfliteCustom, type TfliteEntry } from '../src/tflite/slot.ts';
import { writeTflite } from '../src/tflite/write.ts';
import { draftGraph } from './small-graph.ts';
import { buildTflite, relu } from './tflite-parts.ts';

declare module '@tinyml/core' {
  interface Ops {
    acme_smooth: { readonly alpha: number; readonly taps: readonly number[]; readonly mode: 'mirror' | 'zero' };
    acme_raw: { readonly shift: number };
    acme_scale: { readonly factor: number };
    acme_cumsum: { readonly exclusive: boolean; readonly reverse: boolean };
  }
}

/** An operator of one operand as a package has it. */
const packaged = (name: string, tflite: TfliteEntry): Operator =>
  defineOperator({
    name,
    version: 1,
    summary: 'of a package',
    slots: { tflite },
    attributes: noAttributes,
    arity: { inputs: [1, 2], outputs: [1, 1] },
    infer: ({ inputs: [x] }) => (x == null ? [] : [x.type]),
    check: () => undefined,
    run: ({ inputs: [x] }) => (x == null ? [] : [x.data]),
    macs: () => 0,
  });

const smoothFields = { alpha: 'float', taps: '[int]', mirror: 'bool' } as const;

const smooth: TfliteCustom<'acme_smooth', typeof smoothFields> = {
  custom: 'AcmeSmooth',
  map: smoothFields,
  inputs: [1, 1],
  versions: [[2, ({ attrs }) => attrs.mode === 'mirror']],
  read: ({ alpha, taps, mirror }, { invalid }) => {
    if (alpha < 0) invalid(`its alpha is ${String(alpha)}`);
    return { alpha, taps, mode: mirror ? 'mirror' : 'zero' };
  },
  write: ({ alpha, taps, mode }) => ({ alpha, taps, mirror: mode === 'mirror' }),
};

const raw: TfliteCustom<'acme_raw'> = {
  custom: 'AcmeRaw',
  inputs: [1, 1],
  read: ([shift = 0]) => ({ shift }),
  write: ({ shift }) => Uint8Array.of(shift),
};

const scaleFields = { factor: 'float' } as const;
/** Options that are the attributes. */
const scale: TfliteCustom<'acme_scale', typeof scaleFields> = { custom: 'AcmeScale', map: scaleFields, inputs: [1, 1] };

const cumsumFields = { exclusive: [0, 'bool'], reverse: [1, 'bool'] } as const;
/** A code that no operator of tinyml claims, with options in the second set, where none has any. */
const cumsum: TfliteBuiltin<'acme_cumsum', typeof cumsumFields> = {
  builtin: [131, 'RFFT2D'],
  options2: [7, cumsumFields],
  inputs: [1, 1],
};

const withPackage = (...operators: readonly Operator[]): OperatorTable =>
  new Map([...builtinOperators, ...operators].map((operator) => [operator.name, operator]));

const packages = withPackage(
  packaged('acme_smooth', { forms: [smooth] }),
  packaged('acme_raw', { forms: [raw] }),
  packaged('acme_scale', { forms: [scale] }),
  packaged('acme_cumsum', { forms: [cumsum] }),
);

const constants = memoryConstants();

/** x → each node → y */
const chain = (...nodes: readonly (readonly [op: string, attrs: object])[]): Graph => {
  const { value, node, finish } = draftGraph(constants);
  value('x', { dtype: 'float32', shape: [1, 4] });
  nodes.forEach(([op, attrs], index) => {
    value(`y${String(index)}`, { dtype: 'float32', shape: [1, 4] });
    node({ id: op, op, attrs, inputs: [index === 0 ? 'x' : `y${String(index - 1)}`], outputs: [`y${String(index)}`] });
  });
  return finish(['x'], [`y${String(nodes.length - 1)}`]);
};

const problemsWith = (operators: OperatorTable, bytes: Uint8Array): readonly Diagnostic[] => {
  try {
    readTflite('m.tflite', 'm', bytes, { constants: memoryConstants(), operators });
    return [];
  } catch (error) {
    if (!isTinymlError(error)) throw error;
    return error.diagnostics;
  }
};

describe('what operators say of .tflite files', () => {
  test('no operator of tinyml is taken apart as well', () => {
    const codes = builtinOperators.flatMap((operator) =>
      (slotOf(tfliteSlot, operator)?.forms ?? []).flatMap(({ builtin }) => builtin?.[0] ?? []),
    );
    expect(codes.length).toBeGreaterThan(40);
    expect(codes.filter((code) => expansionOf(code) !== undefined)).toEqual([]);
  });

  test('is composed once for a table of operators', () => {
    expect(tfliteOperators(packages)).toBe(tfliteOperators(packages));
  });

  test('two operators cannot have one code, or one custom name', () => {
    const second: TfliteBuiltin<'acme_raw'> = {
      builtin: [19, 'RELU'],
      inputs: [1, 1],
      read: () => ({ shift: 0 }),
      write: () => ({}),
    };
    for (const [form, message] of [
      [
        second,
        "operator acme_other is not well defined: the built-in operator 19 of TensorFlow Lite is already operator relu's",
      ],
      [
        raw,
        "operator acme_other is not well defined: the custom operator AcmeRaw of TensorFlow Lite is already operator acme_raw's",
      ],
    ] as const) {
      const operators = withPackage(packaged('acme_raw', { forms: [raw] }), packaged('acme_other', { forms: [form] }));
      expect(problemsWith(operators, buildTflite())).toMatchObject([{ code: 'TML313', message }]);
    }
  });

  test('a form is a built-in or a custom operator', () => {
    const operators = withPackage(packaged('acme_raw', { forms: [{ inputs: [1, 1] }] }));
    expect(problemsWith(operators, buildTflite())).toMatchObject([{ code: 'TML313' }]);
  });

  test('its types hold attributes and options together', () => {
    // @ts-expect-error mode is an attribute, and no option
    const incomplete: TfliteCustom<'acme_smooth', typeof smoothFields> = {
      custom: 'A',
      map: smoothFields,
      inputs: [1, 1],
    };
    const wrong: TfliteCustom<'acme_raw'> = {
      custom: 'A',
      inputs: [1, 1],
      // @ts-expect-error shift is a number
      read: () => ({ shift: 'left' }),
      write: () => Uint8Array.of(),
    };
    expect([incomplete, wrong]).toHaveLength(2);
  });
});

describe('operators of packages', () => {
  const graph = chain(
    ['acme_smooth', { alpha: 0.25, taps: [1, -2, 300], mode: 'mirror' }],
    ['relu', {}],
    ['acme_raw', { shift: 7 }],
    ['acme_scale', { factor: 1.5 }],
    ['acme_cumsum', { exclusive: true, reverse: false }],
  );
  const bytes = writeTflite(graph, constants, packages);

  test('are written, and read again by code and by name', () => {
    const back = readTflite('m.tflite', 'm', bytes, { constants, operators: packages });
    expect(back.nodes.map(({ op, attrs }) => [op, attrs])).toEqual(graph.nodes.map(({ op, attrs }) => [op, attrs]));
    expect(back.nodes.map(({ source }) => source?.op)).toEqual([
      'AcmeSmooth',
      'RELU',
      'AcmeRaw',
      'AcmeScale',
      'RFFT2D',
    ]);
    expect(writeTflite(back, constants, packages)).toEqual(bytes);
  });

  test('are refused by name where the package is not there', () => {
    const found = problemsWith(withPackage(), bytes);
    expect(found.map(({ code, message }) => [code, message.split(':')[0]])).toEqual([
      ['TML301', 'AcmeSmooth (y0)'],
      ['TML301', 'AcmeRaw (y2)'],
      ['TML301', 'AcmeScale (y3)'],
      ['TML301', 'RFFT2D (y4)'],
    ]);
    expect(found[0]?.hint).toMatch(/package/);
  });

  test('say what is wrong with their options', () => {
    const code = { deprecatedBuiltinCode: 32, builtinCode: 32, customCode: 'AcmeSmooth' };
    const negative = writeTflite(chain(['acme_smooth', { alpha: -1, taps: [], mode: 'zero' }]), constants, packages);
    expect(problemsWith(packages, negative)).toMatchObject([
      { code: 'TML206', message: expect.stringMatching(/alpha is -1/) },
    ]);
    const damaged = buildTflite({ codes: [code], operators: [{ ...relu, customOptions: Uint8Array.of(1, 2, 3, 4) }] });
    expect(problemsWith(packages, damaged)).toMatchObject([
      { code: 'TML206', message: expect.stringMatching(/cannot be read/) },
    ]);
  });

  test('without a form cannot be written', () => {
    const operators = withPackage(packaged('acme_raw', { forms: [] }));
    expect(() => writeTflite(chain(['acme_raw', { shift: 1 }]), constants, operators)).toThrow(/no operator acme_raw/);
  });
});

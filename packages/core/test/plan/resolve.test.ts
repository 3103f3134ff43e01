import { describe, expect, test } from '@jest/globals';
import {
  definePass,
  isTinymlError,
  parseManifest,
  resolvePasses,
  type Board,
  type Diagnostic,
  type Pass,
  type Plan,
} from '@tinyml/core';
import fc from 'fast-check';
import { factsAfter, isReady, startFacts } from '../../src/plan/facts.ts';
import { losslessPasses } from '../../src/plan/lossless.ts';

const boards: readonly Board[] = [];

type Facts = Partial<Pick<Pass, 'requires' | 'establishes' | 'invalidates' | 'preserves'>>;

const make = (name: string, { preserves = 'bits', ...facts }: Facts = {}): Pass =>
  definePass({ name, version: 1, kind: 'graph', summary: name, preserves, ...facts, run: (graph) => graph });

const quantize = definePass({
  name: 'quantize',
  version: 1,
  kind: 'post-training',
  summary: 'quantize',
  preserves: 'none',
  requires: ['float'],
  establishes: ['quantized'],
  invalidates: ['float'],
  needs: ['calibration'],
  needsWith: ({ mode }) => (mode === 'int8' ? ['calibration'] : []),
  options: {
    type: 'object',
    additionalProperties: false,
    properties: {
      mode: { type: 'string', enum: ['int8', 'dynamic-range', 'float16'], default: 'int8' },
      limit: { type: 'integer', minimum: 1, default: 100 },
      layers: { type: 'array', items: { type: 'string' } },
      rank: {
        anyOf: [
          { type: 'integer', minimum: 1 },
          { type: 'array', items: { type: 'integer' }, minItems: 2 },
        ],
      },
    },
  },
  run: (graph) => graph,
});

const passes = new Map<string, Pass>(
  [
    make('fold-constants', { preserves: 'rounding' }),
    make('eliminate-dead-nodes'),
    make('fold-batch-norm', { preserves: 'rounding', requires: ['float'], establishes: ['batch-norm-folded'] }),
    make('prune', { preserves: 'none', requires: ['batch-norm-folded', 'float'] }),
    quantize as unknown as Pass,
  ].map((pass) => [pass.name, pass]),
);

const plan = (
  text: string,
  facts: readonly string[] = ['static-shapes', 'float'],
  available = passes,
  model = 'a.h5',
): Plan =>
  resolvePasses(
    parseManifest(`version: 1\nmodel: ${model}\ntarget: { core: host }\n${text}`, '/p/tinyml.yaml', {
      boards,
      variables: {},
      exists: () => true,
    }),
    available,
    facts,
  );

const problems = (text: string, facts?: readonly string[]): readonly Diagnostic[] => {
  try {
    plan(text, facts);
  } catch (error) {
    if (isTinymlError(error)) return error.diagnostics;
    throw error;
  }
  return [];
};

const names = ({ stages }: Plan): readonly string[] => stages.map(({ name }) => name);
const calibration = 'data: { calibration: { file: a.npz } }\n';

describe('an explicit list', () => {
  test('keeps its order, fills in defaults and names each use', () => {
    const result = plan('passes: [eliminate-dead-nodes, quantize: { mode: float16 }, eliminate-dead-nodes]');
    expect(names(result)).toEqual(['eliminate-dead-nodes', 'quantize', 'eliminate-dead-nodes-2']);
    expect(result.stages[1]?.options).toEqual({ mode: 'float16', limit: 100 });
  });

  test('may be empty', () => {
    expect(names(plan('passes: []'))).toEqual([]);
  });

  test.each([
    ['passes: [fold-constant]', 'TML401', 4, '`fold-constants`'],
    ['passes:\n  - quantize: { mod: int8 }', 'TML402', 5, '`mode`'],
    ['passes:\n  - quantize: { mode: int-8 }', 'TML403', 5, '`int8`'],
    ['passes:\n  - quantize:\n      mode: float16\n      limit: 0', 'TML403', 7, 'tinyml passes quantize'],
    ['passes:\n  - quantize: { mode: float16, layers: [3] }', 'TML403', 5, 'tinyml passes quantize'],
    ['passes: [prune]', 'TML404', 4, '`fold-batch-norm` before prune'],
    ['passes: [quantize: { mode: float16 }, fold-batch-norm]', 'TML404', 4, 'put fold-batch-norm before quantize'],
    ['passes: [quantize]', 'TML405', 4, 'data: { calibration'],
  ])('%s is %s', (text, code, line, hint) => {
    expect(problems(text).map((one) => ({ code: one.code, line: one.line, hint: one.hint }))).toEqual([
      { code, line, hint: expect.stringContaining(hint) },
    ]);
  });

  test.each([
    ['yes', '`rank` is "yes", not an integer or an array'],
    ['0', '`rank` is 0; it must be at least 1'],
    ['[1]', '`rank` must NOT have fewer than 2 items'],
    ['[1, x]', '`rank[1]` is "x", not an integer'],
  ])('an option of several types: %s', (value, message) => {
    const found = problems(`passes: [quantize: { mode: float16, rank: ${value} }]`);
    expect(found.map((one) => one.message)).toEqual([`quantize: ${message}`]);
  });

  test('a quantised model cannot be quantised again', () => {
    expect(problems('passes: [quantize: { mode: float16 }]', ['static-shapes', 'quantized'])[0]).toMatchObject({
      code: 'TML404',
      hint: expect.stringContaining('float model'),
    });
  });

  test('every problem is reported at once', () => {
    expect(problems('passes: [nothing-like-it, prune, quantize: { mode: 3 }]').map(({ code }) => code)).toEqual([
      'TML401',
      'TML404',
      'TML403',
    ]);
  });
});

describe('lossless and auto', () => {
  test('lossless takes what keeps the outputs, in an order that helps', () => {
    expect(names(plan('passes: lossless'))).toEqual(['fold-constants', 'fold-batch-norm', 'eliminate-dead-nodes']);
    expect(names(plan('passes: lossless', ['static-shapes', 'quantized']))).toEqual(['eliminate-dead-nodes']);
  });

  test.each([
    ['priority: size\n', 'dynamic-range', []],
    [`priority: size\n${calibration}`, 'dynamic-range', []],
    [`priority: accuracy\n${calibration}`, 'int8', []],
    [`priority: latency\n${calibration}`, 'int8', []],
    ['priority: latency\n', 'dynamic-range', ['TML406']],
  ])('auto with %j quantises to %s', (text, mode, notes) => {
    const result = plan(text);
    expect(result.stages.at(-1)).toMatchObject({ name: 'quantize', options: { mode } });
    expect(result.notes.map(({ code }) => code)).toEqual(notes);
    for (const { why } of result.stages) expect(why).not.toBe('');
  });

  test('auto removes dead channels before and after quantisation', () => {
    const available = new Map([...passes, ['remove-dead-channels', make('remove-dead-channels')]]);
    expect(names(plan('priority: size', undefined, available)).slice(2)).toEqual([
      'remove-dead-channels',
      'eliminate-dead-nodes',
      'quantize',
      'remove-dead-channels-2',
    ]);
    expect(names(plan('', ['static-shapes', 'quantized'], available))).toEqual([
      'remove-dead-channels',
      'eliminate-dead-nodes',
    ]);
  });

  test('auto leaves a quantised model as it is, and says so', () => {
    const result = plan('', ['static-shapes', 'quantized']);
    expect(names(result)).toEqual(['eliminate-dead-nodes']);
    expect(result.notes.map(({ code }) => code)).toEqual(['TML407']);
  });

  test("a third party's pass runs only where it is named", () => {
    const foreign = make('polish');
    const available = new Map([...passes, ['acme#polish', foreign], ['polish', foreign]]);
    expect(names(plan('passes: lossless', undefined, available))).not.toContain('polish');
    expect(names(plan('passes: [polish]', undefined, available))).toEqual(['polish']);
  });
});

describe('facts', () => {
  const fact = fc.constantFrom('a', 'b', 'c', 'd');
  const facts = fc.uniqueArray(fact, { maxLength: 3 });
  const pass = fc.record({ requires: facts, establishes: facts, invalidates: facts });
  const some = fc.array(pass, { maxLength: 8 }).map((list) => list.map((one, i) => make(`p${String(i)}`, one)));

  test('a lossless plan runs each pass at most once, with its facts there, and leaves none that could run', () => {
    fc.assert(
      fc.property(some, facts, (list, start) => {
        const chosen = losslessPasses(new Map(list.map((one) => [one.name, one])), startFacts(start));
        expect(new Set(chosen).size).toBe(chosen.length);
        let state = startFacts(start);
        for (const one of chosen) {
          expect(isReady(state, one)).toBe(true);
          state = factsAfter(state, one, one.name);
        }
        for (const one of list) if (!chosen.includes(one)) expect(isReady(state, one)).toBe(false);
      }),
    );
  });

  test('what is established holds afterwards', () => {
    fc.assert(
      fc.property(pass, facts, (one, start) => {
        const { holds } = factsAfter(startFacts(start), make('p', one), 'p');
        for (const established of one.establishes) expect(holds.has(established)).toBe(true);
        for (const lost of one.invalidates) if (!one.establishes.includes(lost)) expect(holds.has(lost)).toBe(false);
      }),
    );
  });
});

describe('an untrained network', () => {
  const withTrain = new Map([...passes, ['train', make('train', { preserves: 'none' })] as const]);
  const layers = '{ input: [4], layers: [{ dense: 2 }] }';
  const data = 'data: { train: { file: train.npz } }\n';
  const planned = (model: string, text: string): readonly (readonly string[])[] => {
    const { stages, notes } = plan(text, undefined, withTrain, model);
    return [stages.slice(0, 1).map(({ name }) => name), notes.map(({ code }) => code)];
  };

  test.each([
    ['layers, with data', layers, data, 'train', undefined],
    ['a module, with data', 'net.ts', data, 'train', undefined],
    ['a trained model, with data', 'a.h5', data, 'fold-constants', undefined],
    ['layers, without data', layers, '', 'fold-constants', 'TML638'],
    ['layers, lossless', layers, `${data}passes: lossless\n`, 'fold-constants', 'TML638'],
    ['a module, which may load weights, without data', 'net.ts', '', 'fold-constants', undefined],
  ])('%s', (_, model, text, first, note) => {
    expect(planned(model, text)).toEqual([[first], note === undefined ? [] : [note]]);
  });
});

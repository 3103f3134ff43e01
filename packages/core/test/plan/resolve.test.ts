import { describe, expect, test } from '@jest/globals';
import { definePass, isTinymlError, type Diagnostic, type LayerForms, type Pass } from '@tinyml/core';
import { modelFacts, parseManifest, resolvePasses, type Board, type Plan } from '@tinyml/core/internal';
import fc from 'fast-check';
import { factsAfter, isReady, startFacts } from '../../src/plan/facts.ts';
import { losslessPasses } from '../../src/plan/lossless.ts';

const boards: readonly Board[] = [];

const layers: LayerForms = {
  dense: { className: 'Dense', summary: 'dense', short: 'units', options: { units: { type: 'integer' } } },
};

type Facts = Partial<Pick<Pass, 'requires' | 'establishes' | 'invalidates' | 'preserves' | 'needs' | 'auto'>>;

const make = (name: string, { preserves = 'bits', ...facts }: Facts = {}): Pass =>
  definePass({ name, version: 1, kind: 'graph', summary: name, preserves, ...facts, run: (graph) => graph });

const wishesSamples: Diagnostic = { code: 'TML406', severity: 'warning', message: 'no samples' };

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
  auto: {
    forms: ({ priority, data }) => ({
      forms: [
        { name: 'half', options: { mode: 'float16' }, loss: 1 },
        { name: 'int8', options: { mode: 'int8' }, loss: 3, why: 'it has samples', gives: ['quantized'] },
        {
          name: 'dynamic-range',
          options: { mode: 'dynamic-range' },
          loss: 2,
          gives: ['quantized'],
          ...(data.has('calibration') && priority[0] !== 'size' ? {} : { why: 'it needs no samples' }),
        },
      ],
      notes: data.has('calibration') || priority[0] === 'size' ? [] : [wishesSamples],
    }),
  },
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
    make('fold-constants', { preserves: 'rounding', auto: { phase: 'reveal' } }),
    make('eliminate-dead-nodes', { auto: { phase: 'sweep' } }),
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
): Plan => {
  const manifest = parseManifest(`version: 1\nmodel: ${model}\ntarget: { core: host }\n${text}`, '/p/tinyml.yaml', {
    boards,
    layers,
    variables: {},
    exists: () => true,
  });
  return resolvePasses(manifest, available, [...facts, ...modelFacts(manifest)]);
};

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
    [`priority: accuracy\n${calibration}`, 'int8', []],
    [`priority: latency\n${calibration}`, 'int8', []],
    ['priority: latency\n', 'dynamic-range', ['TML406']],
  ])('auto with %j quantises to %s', (text, mode, notes) => {
    const result = plan(text);
    expect(result.stages.at(-1)).toMatchObject({ name: 'quantize', options: { mode } });
    expect(result.notes.map(({ code }) => code)).toEqual(notes);
    for (const { why } of result.stages) expect(why).not.toBe('');
  });

  const afterForm = { given: ['quantized'], why: 'rounded weights' } as const;

  test('a pass that always follows a form runs once more after it', () => {
    const shrink = make('shrink', { auto: { afterForm: { ...afterForm, runs: 'always' } } });
    const available = new Map([...passes, ['shrink', shrink]]);
    const automatic = plan('priority: size', undefined, available);
    expect(names(automatic).slice(2)).toEqual(['shrink', 'eliminate-dead-nodes', 'quantize', 'shrink-2']);
    expect(automatic.choice?.forms.map(({ name, stages }) => [name, stages.length])).toEqual([
      ['dynamic-range', 2],
      ['half', 1],
      ['float32', 0],
    ]);
    expect(names(plan('', ['static-shapes', 'quantized'], available))).toEqual(['shrink', 'eliminate-dead-nodes']);
  });

  test('a pass that follows over budget makes one more form of each', () => {
    const encode = make('encode', { preserves: 'none', auto: { afterForm: { ...afterForm, runs: 'over-budget' } } });
    const available = new Map([...passes, ['encode', encode]]);
    const formsOf = ({ choice }: Plan): readonly unknown[] =>
      (choice?.forms ?? []).map(({ name, ordinary, loss }) => [name, ordinary, loss]);
    expect(formsOf(plan('priority: size', undefined, available))).toEqual([
      ['dynamic-range', true, 2],
      ['half', false, 1],
      ['dynamic-range, encode', false, 2],
      ['float32', false, 0],
    ]);
    expect(formsOf(plan('', ['static-shapes', 'quantized'], available))).toEqual([
      ['as it is', true, 0],
      ['as it is, encode', false, 0],
    ]);
  });

  test.each<readonly [string, string, Facts, readonly string[]]>([
    ['says nothing of its place', 'zip', {}, ['fold-constants', 'fold-batch-norm', 'zip', 'eliminate-dead-nodes']],
    ['says nothing of its place', 'add', {}, ['fold-constants', 'add', 'fold-batch-norm', 'eliminate-dead-nodes']],
    [
      'comes after a fact',
      'add',
      { auto: { after: ['batch-norm-folded'] } },
      ['fold-constants', 'fold-batch-norm', 'add', 'eliminate-dead-nodes'],
    ],
    [
      'comes after a fact that nothing establishes',
      'add',
      { auto: { after: ['unheard-of'] } },
      ['fold-constants', 'add', 'fold-batch-norm', 'eliminate-dead-nodes'],
    ],
    [
      'reveals patterns',
      'add',
      { auto: { phase: 'reveal' } },
      ['add', 'fold-constants', 'fold-batch-norm', 'eliminate-dead-nodes'],
    ],
    [
      'reveals patterns, and requires what is established later',
      'add',
      { auto: { phase: 'reveal' }, requires: ['batch-norm-folded'] },
      ['fold-constants', 'fold-batch-norm', 'add', 'eliminate-dead-nodes'],
    ],
    [
      'sweeps up',
      'zip',
      { auto: { phase: 'sweep' } },
      ['fold-constants', 'fold-batch-norm', 'eliminate-dead-nodes', 'zip'],
    ],
  ])('a new lossless pass that %s: %s', (_, name, facts, order) => {
    const available = new Map([...passes, [name, make(name, facts)]]);
    expect(names(plan('passes: lossless', undefined, available))).toEqual(order);
  });

  test('passes that wait for each other in a circle have a place all the same', () => {
    const circle = [
      make('one', { establishes: ['x'], auto: { after: ['y'] } }),
      make('two', { establishes: ['y'], auto: { after: ['x'] } }),
    ];
    const found = plan('passes: lossless', undefined, new Map(circle.map((pass) => [pass.name, pass])));
    expect(names(found)).toEqual(['one', 'two']);
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
  const first = { where: ['untrained'], why: 'random weights' };
  const withTrain = new Map([
    ...passes,
    [
      'train',
      make('train', { preserves: 'none', needs: ['train'], invalidates: ['untrained'], auto: { first } }),
    ] as const,
  ]);
  const network = '{ input: [4], layers: [{ dense: 2 }] }';
  const data = 'data: { train: { file: train.npz } }\n';
  const planned = (model: string, text: string): readonly (readonly string[])[] => {
    const { stages, notes } = plan(text, undefined, withTrain, model);
    return [stages.slice(0, 1).map(({ name }) => name), notes.map(({ code }) => code)];
  };

  test.each([
    ['layers, with data', network, data, 'train', undefined],
    ['a module, with data', 'net.ts', data, 'train', undefined],
    ['a trained model, with data', 'a.h5', data, 'fold-constants', undefined],
    ['layers, without data', network, '', 'fold-constants', 'TML638'],
    ['layers, lossless', network, `${data}passes: lossless\n`, 'fold-constants', 'TML638'],
    ['a module, which may load weights, without data', 'net.ts', '', 'fold-constants', undefined],
  ])('%s', (_, model, text, first, note) => {
    expect(planned(model, text)).toEqual([[first], note === undefined ? [] : [note]]);
  });
});

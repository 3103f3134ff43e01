import { describe, expect, test } from '@jest/globals';
import { type Priority } from '@tinyml/core';
import { resolvePasses, type Plan, type PlanRequest } from '@tinyml/core/internal';
import { builtinPasses } from '@tinyml/passes';

const passes = new Map(builtinPasses.map((pass) => [pass.name, pass]));

interface Wanted {
  readonly passes?: 'auto' | 'lossless';
  readonly priority?: readonly Priority[];
  readonly calibrated?: boolean;
}

/** Facts of a model with everything still to do. */
const asTrained = ['static-shapes', 'float'];

const plan = ({ passes: kind = 'auto', priority = ['size'], calibrated = false }: Wanted, facts = asTrained): Plan => {
  const request = {
    model: { kind: 'file', path: 'a.h5' },
    passes: kind,
    priority,
    data: calibrated ? { calibration: {} } : {},
  };
  return resolvePasses(request as unknown as PlanRequest, passes, facts);
};

const lossless = [
  'fold-constants',
  'remove-identity',
  'fold-batch-norm',
  'simplify-arithmetic',
  'fuse-pad',
  'fuse-activation',
  'remove-dead-channels',
  'merge-duplicates',
  'eliminate-dead-nodes',
];

const names = ({ stages }: Pick<Plan, 'stages'>): readonly string[] => stages.map(({ name }) => name);

describe('the built-in passes in plans that tinyml makes', () => {
  test('lossless: those that keep the outputs, in an order in which they help each other', () => {
    expect(names(plan({ passes: 'lossless' }))).toEqual(lossless);
    const bits = lossless.filter((name) => passes.get(name)?.preserves === 'bits');
    expect(names(plan({ passes: 'lossless' }, ['static-shapes', 'quantized']))).toEqual(bits);
  });

  test.each<readonly [Priority, boolean, string, readonly string[]]>([
    ['size', false, 'dynamic-range', []],
    ['size', true, 'dynamic-range', []],
    ['balanced', true, 'dynamic-range', []],
    ['accuracy', true, 'int8', []],
    ['latency', true, 'int8', []],
    ['latency', false, 'dynamic-range', ['TML406']],
    ['balanced', false, 'dynamic-range', ['TML406']],
  ])('auto under %s, with samples: %s: %s', (first, calibrated, mode, notes) => {
    const found = plan({ priority: [first], calibrated });
    expect(names(found)).toEqual([...lossless, 'quantize', 'remove-dead-channels-2']);
    expect(found.stages[lossless.length]?.options).toMatchObject({ mode });
    expect(found.notes.map(({ code }) => code)).toEqual(notes);
  });

  test('the forms of a float model, and those of a quantised one', () => {
    const forms = ({ choice }: Plan): readonly unknown[] =>
      (choice?.forms ?? []).map((form) => [form.name, form.ordinary, form.loss, ...names(form)]);
    expect(forms(plan({ calibrated: true }))).toEqual([
      ['dynamic-range', true, 2, 'quantize', 'remove-dead-channels-2'],
      ['int8', true, 3, 'quantize', 'remove-dead-channels-2'],
      ['float16', false, 1, 'quantize'],
      ['dynamic-range, compress-weights', false, 2, 'quantize', 'remove-dead-channels-2', 'compress-weights'],
      ['int8, compress-weights', false, 3, 'quantize', 'remove-dead-channels-2', 'compress-weights'],
      ['float32', false, 0],
    ]);
    expect(forms(plan({}, ['static-shapes', 'quantized']))).toEqual([
      ['as it is', true, 0],
      ['as it is, compress-weights', false, 0, 'compress-weights'],
    ]);
  });
});

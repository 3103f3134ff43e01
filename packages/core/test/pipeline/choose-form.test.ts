import { describe, expect, test } from '@jest/globals';
import type { Graph, Priority } from '@tinyml/core';
import type { Form } from '@tinyml/core/internal';
import { chooseForm, chosenText } from '../../src/pipeline/choose-form.ts';
import type { Taken } from '../../src/pipeline/trial.ts';

const graph = {} as Graph;

const form = (name: string, loss: number, ordinary = false): Form => ({ name, loss, ordinary, stages: [] });

const float16 = form('float16', 1);
const dynamic = form('dynamic-range', 2, true);
const dynamicEncoded = form('dynamic-range, compress-weights', 2);
const int8 = form('int8', 3, true);
const int8Encoded = form('int8, compress-weights', 3);
const all: readonly Form[] = [dynamic, int8, float16, dynamicEncoded, int8Encoded];

/** Flash and cycles of a form with kernels for size; fast kernels take half the cycles for twice the flash. */
const sizes: Readonly<Record<string, readonly [flash: number, cycles: number]>> = {
  float16: [400, 900],
  'dynamic-range': [240, 1000],
  'dynamic-range, compress-weights': [150, 5000],
  int8: [220, 400],
  'int8, compress-weights': [130, 3000],
};

const trying =
  (limits: { readonly flash?: number; readonly cycles?: number }, tried: string[] = []) =>
  async ({ name }: Pick<Form, 'stages'> & { readonly name?: string }, kernels: Priority): Promise<Taken> => {
    tried.push(`${name ?? ''} ${kernels}`);
    const [small, slow] = sizes[name ?? ''] ?? [0, 0];
    const [flash, cycles] = kernels === 'latency' ? [2 * small, slow / 2] : [small, slow];
    const over = [
      ...(flash > (limits.flash ?? Infinity) ? ['flash'] : []),
      ...(cycles > (limits.cycles ?? Infinity) ? ['latency'] : []),
    ];
    return Promise.resolve({ flash, ram: 100, cycles, over });
  };

const choose = async (
  priority: readonly Priority[],
  limits: Parameters<typeof trying>[0],
  forms: readonly Form[] = all,
): Promise<readonly [form: string, kernels: Priority]> => {
  const trial = trying(limits);
  const chosen = await chooseForm(graph, forms, priority, (_graph, one, kernels) => trial(one, kernels));
  return [chosen.form, chosen.kernels];
};

const size: readonly Priority[] = ['size', 'accuracy', 'latency'];
const latency: readonly Priority[] = ['latency', 'size', 'accuracy'];
const float32 = form('float32', 0);

describe('the form that passes: auto takes', () => {
  test.each<readonly [string, readonly Priority[], Parameters<typeof trying>[0], readonly Form[], string, Priority]>([
    ['of the ordinary ones the smallest', size, {}, all, 'int8', 'size'],
    ['a larger ordinary one where only that fits', size, { cycles: 300 }, [dynamic, int8, float16], 'int8', 'latency'],
    [
      'encoded weights where flash demands them, of the least lossy form',
      size,
      { flash: 150 },
      all,
      'int8, compress-weights',
      'size',
    ],
    [
      'nothing lossier than usual while something else fits',
      size,
      { flash: 160 },
      [dynamic, dynamicEncoded, { ...int8Encoded, ordinary: false }],
      'dynamic-range, compress-weights',
      'size',
    ],
    [
      'a lossier form rather than none',
      size,
      { flash: 140 },
      [dynamic, dynamicEncoded, int8Encoded],
      'int8, compress-weights',
      'size',
    ],
    [
      'the fastest that fits',
      latency,
      { flash: 300 },
      [{ ...dynamic, ordinary: false }, int8, int8Encoded],
      'int8',
      'size',
    ],
    ['the best ordinary one where nothing fits', size, { flash: 10 }, all, 'int8', 'size'],
    ['float where it alone is fast enough', latency, { cycles: 460 }, [dynamic, float16], 'float16', 'latency'],
  ])('%s', async (_name, priority, limits, forms, expectedForm, kernels) => {
    expect(await choose(priority, limits, forms)).toEqual([expectedForm, kernels]);
  });

  test('where an ordinary form fits no other one is tried', async () => {
    const tried: string[] = [];
    const trial = trying({}, tried);
    const chosen = await chooseForm(graph, [...all, float32], size, (_graph, one, kernels) => trial(one, kernels));
    expect(tried).toEqual(['dynamic-range size', 'int8 size']);
    expect(chosenText(chosen, 'size')).toBe(
      'int8 220 B, RAM 100 B, 400 cycles chosen; dynamic-range 240 B, RAM 100 B, 1,000 cycles',
    );
  });
});

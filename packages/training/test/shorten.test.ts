import { describe, expect, test } from '@jest/globals';
import { checkOptions } from '@tinyml/core/internal';
import { trainingPasses } from '@tinyml/training';

const passes = trainingPasses.filter(({ shorten }) => shorten !== undefined);

const optionsOf = (
  name: string,
  written: Readonly<Record<string, unknown>> = {},
): Readonly<Record<string, unknown>> => {
  const pass = passes.find((one) => one.name === name);
  const checked = pass === undefined ? undefined : checkOptions(pass, written);
  if (checked === undefined || !('options' in checked)) throw new Error(name);
  return checked.options;
};

const short = (name: string, written: Readonly<Record<string, unknown>>, share: number): unknown =>
  passes.find((one) => one.name === name)?.shorten?.(optionsOf(name, written) as never, share);

describe('a shorter training', () => {
  test('every pass of a search that trains has one', () => {
    expect(trainingPasses.filter(({ search }) => Object.keys(search).length > 0)).toEqual(passes);
    expect(passes.length).toBeGreaterThan(5);
  });

  test.each(passes.map((pass) => [pass.name, pass] as const))('%s: options as its schema has them', (name, pass) => {
    for (const share of [0, 0.25, 1]) {
      const options = pass.shorten?.(optionsOf(name) as never, share);
      const epochs = Number(optionsOf(name)['epochs']);
      expect(options).toMatchObject({ epochs: Math.ceil(epochs * share) });
      expect(checkOptions(pass, options ?? {})).toHaveProperty('options');
      if (share === 1) expect(options).toEqual(optionsOf(name));
    }
    expect(pass.shorten?.({ ...optionsOf(name), epochs: 0 } as never, 0.5)).toBeUndefined();
  });

  test('steps of the optimiser shrink as its epochs do', () => {
    const pruning = { epochs: 40, begin: 200, end: 4000, frequency: 100 };
    expect(short('prune', pruning, 0.25)).toMatchObject({ epochs: 10, begin: 50, end: 1000, frequency: 25 });
    expect(short('prune-channels', { epochs: 8, steps: 4 }, 0.25)).toMatchObject({ epochs: 2, steps: 2 });
    expect(short('prune-channels', { epochs: 8, steps: 4 }, 0)).toMatchObject({ epochs: 0, steps: 4 });
  });
});

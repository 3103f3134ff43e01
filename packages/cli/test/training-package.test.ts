import { describe, expect, test } from '@jest/globals';
import { TinymlError } from '@tinyml/core';
import { type Manifest } from '@tinyml/core/internal';
import { gradientSlot, trainingPasses } from '@tinyml/training';
import { makeToolkit } from '../src/toolkit.ts';
import { findTraining, trainingFor, trainingPassNames, trainingSlots } from '../src/training.ts';

/** A model that is trained, with data to train on. */
const trained = { model: { kind: 'file', path: 'a.h5' }, data: { train: {} }, dir: '.' } as unknown as Pick<
  Manifest,
  'model' | 'data' | 'dir'
>;

const naming = (...names: readonly string[]): Parameters<typeof trainingFor>[0] => ({
  ...trained,
  passes: names.map((name) => ({ name, options: {}, at: [] })) as unknown as Manifest['passes'],
});

describe('@tinyml/training is optional', () => {
  test('its passes are known by name without it', () => {
    expect(trainingPassNames).toEqual(trainingPasses.map(({ name }) => name).toSorted());
  });

  test('its slot is known without it', () => {
    expect(trainingSlots).toMatchObject([{ name: gradientSlot.name, summary: gradientSlot.summary }]);
    expect(makeToolkit().slots.map(({ name }) => name)).toContain('gradient');
  });

  test('is loaded where a pass of it is named, and only there', async () => {
    const training = await findTraining('.');
    expect(training?.passes.map(({ name }) => name)).toEqual(trainingPasses.map(({ name }) => name));
    expect(await trainingFor(naming('fold-constants', '@acme/train'))).toBeUndefined();
    expect(await trainingFor({ ...trained, passes: 'auto' })).toBeUndefined();
    const toolkit = makeToolkit(await trainingFor(naming('quantize', 'prune')));
    expect(toolkit.passEntry('prune')).toMatch(/training.*prune\.[jt]s$/);
    expect(toolkit.passes.has('prune')).toBe(true);
    expect(makeToolkit().passes.has('prune')).toBe(false);
  });

  test.each([
    ['with data', { train: {} }, true],
    ['without data', {}, false],
  ])('is loaded for `passes: auto` of an untrained network %s', async (_, data, isLoaded) => {
    const untrained = { passes: 'auto', model: { kind: 'layers' }, data, dir: '.' } as unknown as typeof trained;
    const training = await trainingFor({ ...untrained, passes: 'auto' });
    expect(training !== undefined).toBe(isLoaded);
    expect(await trainingFor({ ...untrained, passes: 'auto' }, () => Promise.resolve(undefined))).toBeUndefined();
  });

  test('a pass that trains, without it, is TML070 with the command that adds it', async () => {
    const error = await trainingFor(naming('prune', 'quantize', 'train'), () => Promise.resolve(undefined)).catch(
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(TinymlError);
    const [diagnostic] = (error as TinymlError).diagnostics;
    expect(diagnostic).toMatchObject({
      code: 'TML070',
      message: '`prune`, `train`: these passes train, and @tinyml/training is not installed',
      hint: expect.stringContaining('pnpm add -D @tinyml/training'),
    });
  });
});

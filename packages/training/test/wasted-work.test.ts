import { describe, expect, test } from '@jest/globals';
import { layerFormsOf } from '@tinyml/formats';
import { builtinOperatorTable } from '@tinyml/operators';
import { type Target } from '@tinyml/core';
import { parseManifest, resolvePasses } from '@tinyml/core/internal';
import { builtinPasses } from '@tinyml/passes';
import { trainingPasses } from '../src/index.ts';

const passes = new Map([...builtinPasses, ...trainingPasses].map((pass) => [pass.name, pass]));

const facts = ['static-shapes', 'float', 'batch-norm-folded', 'activations-fused'];

/** Codes of the notes on a list of passes, each with what its message names first. */
const notesOn = (list: string): readonly string[] => {
  const text = `version: 1\nmodel: { input: [4], layers: [{ dense: 2 }] }\ntarget: { core: host }\ndata: { train: { file: a.npz }, calibration: { file: a.npz } }\npasses: [${list}]\n`;
  const manifest = parseManifest(text, '/project/tinyml.yaml', {
    boards: [],
    layers: layerFormsOf(builtinOperatorTable),
  });
  return resolvePasses(manifest, passes, facts).notes.map(
    ({ code, message, line }) => `${code} ${/^[\w-]+/.exec(message)?.[0] ?? ''}${line === undefined ? ' nowhere' : ''}`,
  );
};

const int8 = 'quantize: { mode: int8 }';

describe('work that a list of passes throws away or does not use', () => {
  test.each<[string, readonly string[]]>([
    ['prune, train', ['TML355 train']],
    [`prune, train, ${int8}, compress-weights`, ['TML355 train']],
    ['prune, low-rank-dense', ['TML355 low-rank-dense']],
    ['prune, separate-convolutions: { epochs: 0 }', ['TML355 separate-convolutions', 'TML359 separate-convolutions']],
    ['prune, prune-channels: { keepSparsity: false }', ['TML355 prune-channels']],
    ['cluster-weights, quantize-aware-training, quantize: { mode: int8 }', ['TML355 quantize-aware-training']],
    [
      'cluster-weights, quantize-aware-training: { epochs: 0 }',
      ['TML355 quantize-aware-training', 'TML358 quantize-aware-training'],
    ],
    [`quantize-aware-training: { weightBits: 4 }, ${int8}`, ['TML357 quantize-aware-training']],
    ['quantize-aware-training, quantize: { mode: dynamic-range }', ['TML355 quantize']],
    ['quantize-aware-training, quantize: { mode: float16 }', ['TML355 quantize']],
    [`quantize-aware-training, train, ${int8}`, ['TML355 train']],
    ['quantize-aware-training', ['TML358 quantize-aware-training']],
    [`prune, ${int8}`, ['TML659 prune']],
    [`cluster-weights, ${int8}`, ['TML356 cluster-weights']],
    // Nothing is lost in these.
    [`train, prune, ${int8}, compress-weights`, []],
    [`low-rank-dense, prune, cluster-weights, ${int8}, compress-weights`, []],
    [`prune, prune-channels, quantize-aware-training, ${int8}, compress-weights`, []],
    [`quantize-aware-training: { weightBits: 4 }, ${int8}, compress-weights`, []],
    ['cluster-weights, prune-channels: { epochs: 0 }, quantize: { mode: float16 }, compress-weights', []],
    [`train, ${int8}`, []],
  ])('%s', (list, expected) => {
    expect(notesOn(list)).toEqual(expected);
  });

  test('splitting convolutions is advised against only where size comes first', () => {
    const advice = passes.get('separate-convolutions')?.advice;
    expect(advice?.({} as never, ['size', 'latency']).map(({ code }) => code)).toEqual(['TML359']);
    expect(advice?.({} as never, ['latency', 'size'])).toEqual([]);
  });

  test('a default that hangs on the target can be shown', () => {
    const multiple = (...priority: Target['priority']): unknown =>
      passes.get('prune-channels')?.defaultsFor?.({ priority } as unknown as Target)['multiple'];
    expect(multiple('latency')).toBe(4);
    expect(multiple('size')).toBe(1);
  });
});

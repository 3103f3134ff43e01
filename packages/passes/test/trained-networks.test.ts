import { describe, expect, jest, test } from '@jest/globals';
import { isWide, type Constants, type Graph, type Samples } from '@tinyml/core';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readArray } from '../../formats/src/data/read-array.ts';
import { addToComparison, decibels, newComparison } from '../src/quantize/signal-to-noise.ts';
import { traceOf } from '../src/quantize/trace.ts';
import { canonicalise, operators, runPass } from './support/run-passes.ts';
import { hasShared, importModel, shared } from './support/shared-models.ts';
import { spreadChannels } from './support/spread-channels.ts';

/** TINYML_FULL=1 measures on all held-out images; without it on every fourth. */
const every = process.env['TINYML_FULL'] === '1' ? 1 : 4;

jest.setTimeout(600_000);

const folder = join(shared, 'quality');
const inShared = hasShared && existsSync(folder) ? describe : describe.skip;

const array = (name: string): Float32Array => {
  const path = join(folder, 'digits.npz');
  return Float32Array.from(readArray(path, readFileSync(path), { array: name }).data, Number);
};

const pixels = 16 * 16;

const images = (data: Float32Array, step = 1): Samples => ({
  count: Math.ceil(data.length / pixels / step),
  inputs: (i) => [
    {
      type: { dtype: 'float32', shape: [1, 16, 16, 1] },
      data: data.slice(i * step * pixels, (i * step + 1) * pixels),
    },
  ],
});

/** The output for each image, in real numbers. */
const outputsOf = (graph: Graph, constants: Constants, { count, inputs }: Samples): Float32Array[] => {
  const trace = traceOf(graph, { constants, operators });
  return Array.from({ length: count }, (_, i) => {
    let result = new Float32Array();
    trace(inputs(i), (id, { type, data }) => {
      if (id !== graph.outputs[0] || isWide(data)) return;
      const [scale = 1] = type.quant?.scale ?? [];
      const [zeroPoint = 0] = type.quant?.zeroPoint ?? [];
      result = Float32Array.from(data, (value) => scale * (value - zeroPoint));
    });
    return result;
  });
};

const sqnr = (expected: readonly Float32Array[], actual: readonly Float32Array[]): number => {
  const sums = newComparison();
  expected.forEach((output, i) => {
    addToComparison(sums, output, actual[i] ?? []);
  });
  return decibels(sums) ?? Infinity;
};

inShared('int8 of trained networks', () => {
  const calibration = (): Samples => images(array('x'));
  const held = (): Samples => images(array('xe'), every);
  const labels = (): Float32Array => array('ye').filter((_, i) => i % every === 0);
  const rightOnes = (outputs: readonly Float32Array[]): readonly boolean[] => {
    const wanted = labels();
    return outputs.map((output, i) => output.indexOf(Math.max(...output)) === wanted[i]);
  };
  const share = (right: readonly boolean[]): number => right.filter(Boolean).length / right.length;

  const float = async (name: string) => {
    const { graph, constants } = await importModel(join(folder, `${name}.h5`));
    return { graph: await canonicalise(graph, constants), constants };
  };

  test("is nearer to float than TensorFlow's converter, and answers as rightly", async () => {
    const gains: number[] = [];
    const [seen, unseen] = [calibration(), held()];
    for (const name of ['mnet_relu', 'rnet', 'mnet_swish', 'mnet_wide']) {
      const { graph, constants } = await float(name);
      const theirs = await importModel(join(folder, `${name}_tf.tflite`));
      const quantized = await runPass('quantize', graph, constants, {}, seen);
      const [expected, ours, others] = [
        outputsOf(graph, constants, unseen),
        outputsOf(quantized.graph, constants, unseen),
        outputsOf(theirs.graph, theirs.constants, unseen),
      ];
      gains.push(sqnr(expected, ours) - sqnr(expected, others));
      const [ownRight, theirRight] = [rightOnes(ours), rightOnes(others)];
      const [won, lost] = [
        ownRight.filter((right, i) => right && theirRight[i] === false).length,
        ownRight.filter((right, i) => !right && theirRight[i] === true).length,
      ];
      // The error of a paired difference: the images on which the two disagree, each counted once.
      expect(lost - won).toBeLessThanOrEqual(Math.max(1, Math.sqrt(won + lost)));
      if (name === 'mnet_wide') expect(share(ownRight)).toBeGreaterThanOrEqual(0.96);
    }
    expect(Math.min(...gains)).toBeGreaterThan(every === 1 ? 0 : -0.5);
    expect(gains.reduce((sum, gain) => sum + gain, 0) / gains.length).toBeGreaterThanOrEqual(1);
    // Without the one that nothing but equalisation can do anything about.
    expect(gains.slice(0, 3).reduce((sum, gain) => sum + gain, 0) / 3).toBeGreaterThanOrEqual(every === 1 ? 1 : 0.5);
  });

  test.each(['rnet', 'mnet_relu'])('%s holds its accuracy when its channels are spread by 2^±5', async (name) => {
    const { graph, constants } = await float(name);
    const spread = spreadChannels(graph, constants, 17, 5);
    expect(spread.channels).toBeGreaterThan(40);
    const unseen = held();
    const before = share(rightOnes(outputsOf(graph, constants, unseen)));
    const { graph: int8 } = await runPass('quantize', spread.graph, constants, {}, calibration());
    expect(share(rightOnes(outputsOf(int8, constants, unseen)))).toBeGreaterThanOrEqual(before - 0.012);
  });
});

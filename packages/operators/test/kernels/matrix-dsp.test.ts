import { describe, expect, test } from '@jest/globals';
import type { Kernel } from '@tinyml/core';
import {
  conv2d1x1PlainS8Dsp,
  conv2d1x1S8Dsp,
  conv2dPlainS8Dsp,
  conv2dS8Dsp,
} from '../../src/convolution/conv-2d/kernels/conv-2d-dsp.ts';
import { conv2d1x1MaxPool2dS8Dsp } from '../../src/convolution/conv-2d/kernels/conv-2d-1x1-max-pool-2d-dsp.ts';
import { conv2dStripS8Dsp } from '../../src/convolution/conv-2d/kernels/conv-2d-strip.ts';
import { conv2dWinogradS8Dsp } from '../../src/convolution/conv-2d/kernels/conv-2d-winograd.ts';
import {
  fullyConnectedDirectPlainS8Dsp,
  fullyConnectedDirectS8Dsp,
} from '../../src/dense/fully-connected/kernels/fully-connected-direct-dsp.ts';
import {
  fullyConnectedPlainS8Dsp,
  fullyConnectedS8Dsp,
} from '../../src/dense/fully-connected/kernels/fully-connected-dsp.ts';
import { describeWith } from '../../../../tools/testing.ts';
import { hasCompiler } from './harness.ts';
import { holdToReference, holdToReferenceOn } from './hold-to-reference.ts';
import { make, shape, type Draw } from './matrix-cases.ts';
import { followedBy, sampled, type NodeCase } from './nn-cases.ts';

/** More cases with TINYML_CASES=5000. */
const count = Number(process.env['TINYML_CASES'] ?? 250);

const kernels = [
  conv2dS8Dsp,
  conv2dPlainS8Dsp,
  conv2dStripS8Dsp,
  conv2dWinogradS8Dsp,
  conv2d1x1S8Dsp,
  conv2d1x1PlainS8Dsp,
  conv2d1x1MaxPool2dS8Dsp,
  fullyConnectedS8Dsp,
  fullyConnectedPlainS8Dsp,
  fullyConnectedDirectS8Dsp,
  fullyConnectedDirectPlainS8Dsp,
] as unknown as readonly Kernel[];

/** What a kernel asks of shapes. */
const shapeOf = (name: string, seed: number): Partial<Draw> => {
  if (name.includes('1x1_pool')) return { filter: [1, 1], strides: [1, 1], padding: 'valid', channels: 1 + (seed % 2) };
  if (name.includes('1x1')) return { filter: [1, 1], strides: [1, 1], padding: 'valid' };
  return name.includes('winograd') ? { filter: [3, 3], strides: [1, 1], dilations: [1, 1] } : {};
};

/** With the pooling after it, where the kernel is for both; undefined where no window fits. */
const pooled = (one: NodeCase | undefined, { seed }: Draw): NodeCase | undefined => {
  const [, height = 0, width = 0] = one?.request.outputs[0]?.shape ?? [];
  if (one === undefined || Math.min(height, width) < 2) return undefined;
  const padding = seed % 2 === 0 ? 'valid' : 'same';
  return followedBy(one, 'max_pool_2d', { activation: 'none', filter: [2, 2], strides: [2, 2], padding }, []);
};

const casesOf = (kernel: Kernel, wanted: number, seed: number): readonly NodeCase[] =>
  sampled(shape, wanted, seed)
    .flatMap((draw) => {
      const one = make({ ...draw, ...shapeOf(kernel.name, draw.seed) }, kernel.op as 'conv_2d', 'cortex-m4f');
      return (kernel.followedBy === undefined ? one : pooled(one, draw)) ?? [];
    })
    .filter(({ request }) => kernel.supports(request) === true);

const suite = hasCompiler ? describe : describe.skip;

suite('matrix kernels for Armv7E-M, with their stand-ins, against the reference operators', () => {
  test.each(kernels)(
    '$name',
    (kernel) => {
      const cases = casesOf(kernel, count, 41);
      expect(cases.length).toBeGreaterThan(count / 4);
      holdToReference(kernel, cases);
    },
    600_000,
  );
});

describeWith('the assembly on an emulated core', { commands: ['arm-none-eabi-gcc', 'qemu-system-arm'] }, () => {
  test.each([
    ['cortex-m4f', '-O2'],
    ['cortex-m4f', '-O0'],
    ['cortex-m4', '-Os'],
    ['cortex-m7', '-O3'],
  ] as const)(
    '%s %s',
    (core, flag) => {
      holdToReferenceOn(core, flag, kernels, (kernel) => casesOf(kernel, 60, 8));
    },
    120_000,
  );
});

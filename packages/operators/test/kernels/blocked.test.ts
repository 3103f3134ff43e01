import { describe, expect, test } from '@jest/globals';
import type { Core, Kernel } from '@tinyml/core';
import { conv2dBlockedS8, conv2dPairsS8 } from '../../src/convolution/conv-2d/kernels/conv-2d-blocked.ts';
import { depthwiseConv2dSlidingS8 } from '../../src/convolution/depthwise-conv-2d/kernels/depthwise-conv-2d-sliding.ts';
import {
  fullyConnectedEightsS8,
  fullyConnectedFoursS8,
} from '../../src/dense/fully-connected/kernels/fully-connected-blocked.ts';
import { describeWith } from '../../../../tools/testing.ts';
import { attempt, make as makeDepthwise, shape as depthwiseShape } from './depthwise-cases.ts';
import { hasCompiler } from './harness.ts';
import { holdToReference, holdToReferenceOn } from './hold-to-reference.ts';
import { make, shape } from './matrix-cases.ts';
import { sampled, type NodeCase } from './nn-cases.ts';

/** More cases with TINYML_CASES=5000. */
const count = Number(process.env['TINYML_CASES'] ?? 250);

const kernels = [
  conv2dBlockedS8,
  conv2dPairsS8,
  depthwiseConv2dSlidingS8,
  fullyConnectedEightsS8,
  fullyConnectedFoursS8,
] as unknown as readonly Kernel[];

const casesOf = (kernel: Kernel, wanted: number, seed: number, core: Core): readonly NodeCase[] =>
  (kernel.op === 'depthwise_conv_2d'
    ? sampled(depthwiseShape, wanted, seed).flatMap((draw) => attempt(() => makeDepthwise(draw, core)))
    : sampled(shape, wanted, seed).flatMap((draw) => make(draw, kernel.op as 'conv_2d', core) ?? [])
  ).filter(({ request }) => kernel.supports(request) === true);

/** A core that the kernel is for. */
const coreOf = ({ name }: Kernel): Core => (/_(pairs|fours)_/.test(name) ? 'cortex-m0plus' : 'cortex-m3');

const suite = hasCompiler ? describe : describe.skip;

suite('blocks of int8 for cores without SIMD against the reference operators', () => {
  test.each(kernels)(
    '$name',
    (kernel) => {
      const cases = casesOf(kernel, count, 23, coreOf(kernel));
      expect(cases.length).toBeGreaterThan(count / 4);
      holdToReference(kernel, cases);
    },
    600_000,
  );
});

describeWith('on emulated cores', { commands: ['arm-none-eabi-gcc', 'qemu-system-arm'] }, () => {
  test.each([
    ['cortex-m3', '-O2'],
    ['cortex-m0plus', '-O2'],
    ['cortex-m0plus', '-Os'],
  ] as const)(
    '%s %s',
    (core, flag) => {
      holdToReferenceOn(core, flag, kernels, (kernel) => casesOf(kernel, 60, 8, core));
    },
    120_000,
  );
});

import { describe, expect, test } from '@jest/globals';
import type { Kernel } from '@tinyml/core';
import { conv2d1x1S8Mve, conv2dS8Mve } from '../../src/convolution/conv-2d/kernels/conv-2d-mve.ts';
import { fullyConnectedS8Mve } from '../../src/dense/fully-connected/kernels/fully-connected-mve.ts';
import { describeWith } from '../../../../tools/testing.ts';
import { hasCompiler } from './harness.ts';
import { holdToReference, holdToReferenceOn } from './hold-to-reference.ts';
import { make, shape, type Draw } from './matrix-cases.ts';
import { sampled, type NodeCase } from './nn-cases.ts';

/** More cases with TINYML_CASES=5000. */
const count = Number(process.env['TINYML_CASES'] ?? 250);

const kernels = [conv2d1x1S8Mve, conv2dS8Mve, fullyConnectedS8Mve] as unknown as readonly Kernel[];

/** What a kernel asks of shapes. */
const shapeOf = (name: string): Partial<Draw> => (name.includes('1x1') ? { filter: [1, 1], padding: 'valid' } : {});

const casesOf = (kernel: Kernel, wanted: number, seed: number): readonly NodeCase[] =>
  sampled(shape, wanted, seed)
    .flatMap((draw) => make({ ...draw, ...shapeOf(kernel.name) }, kernel.op as 'conv_2d', 'cortex-m55') ?? [])
    .filter(({ request }) => kernel.supports(request) === true);

const suite = hasCompiler ? describe : describe.skip;

suite('matrix kernels for Helium, with their stand-ins, against the reference operators', () => {
  test.each(kernels)(
    '$name',
    (kernel) => {
      const cases = casesOf(kernel, count, 43);
      expect(cases.length).toBeGreaterThan(count / 4);
      holdToReference(kernel, cases);
    },
    600_000,
  );
});

describeWith('their assembly on an emulated core', { commands: ['arm-none-eabi-gcc', 'qemu-system-arm'] }, () => {
  test.each(['-O2', '-O0', '-Os', '-O3'] as const)(
    '%s',
    (flag) => {
      holdToReferenceOn('cortex-m55', flag, kernels, (kernel) => casesOf(kernel, 120, 8));
    },
    120_000,
  );
});

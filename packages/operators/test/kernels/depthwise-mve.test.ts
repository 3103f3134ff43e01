import { describe, expect, test } from '@jest/globals';
import { depthwiseConv2dS8Mve as kernel } from '../../src/convolution/depthwise-conv-2d/kernels/depthwise-conv-2d-mve.ts';
import { describeWith } from '../../../../tools/testing.ts';
import { attempt, make, shape, type Draw } from './depthwise-cases.ts';
import { emulate } from './emulation.ts';
import { hasCompiler, runKernels } from './harness.ts';
import { sampled, type NodeCase } from './nn-cases.ts';

/** More cases with TINYML_CASES=5000. */
const count = Number(process.env['TINYML_CASES'] ?? 300);

/** Four channels at least, and factors below 1, as the kernel takes them. */
const suited = (draw: Draw): Draw => ({
  ...draw,
  channels: [4 + (draw.seed % 9), 1],
  scale: draw.scale > 1 ? 0.4 : draw.scale,
});

const casesOf = (wanted: number, seed: number): readonly NodeCase[] =>
  sampled(shape, wanted, seed)
    .flatMap((draw) => attempt(() => make(suited(draw), 'cortex-m55')))
    .filter(({ request }) => kernel.supports(request as never) === true);

const shown = ({ request }: NodeCase): string =>
  `${JSON.stringify(request.node.attrs)} ${JSON.stringify(request.inputs.map((input) => input?.type.shape))}`;

const functionOf = ({ request }: NodeCase): string => kernel.lower(request as never).function;

const suite = hasCompiler ? describe : describe.skip;

suite('the depthwise kernel for Helium, with its stand-ins, against the reference operator', () => {
  test('random shapes', () => {
    const cases = casesOf(count, 91);
    expect(cases.length).toBeGreaterThan(count / 2);
    if (count >= 300) expect(new Set(cases.map(functionOf)).size).toBe(12);
    // A compilation each, of a size that gcc likes.
    for (let from = 0; from < cases.length; from += 500) {
      const part = cases.slice(from, from + 500);
      const results = runKernels(part.map(({ request, inputs }) => ({ kernel: kernel as never, request, inputs })));
      results.forEach(([result], i) => {
        const one = part[i] as NodeCase;
        expect([shown(one), Array.from(result as Int8Array)]).toEqual([
          shown(one),
          Array.from(one.expected[0] as Int8Array),
        ]);
      });
    }
  }, 600_000);
});

describeWith('its assembly on an emulated core', { commands: ['arm-none-eabi-gcc', 'qemu-system-arm'] }, () => {
  test.each(['-O2', '-O0', '-Os', '-O3'] as const)(
    '%s',
    (flag) => {
      const cases = casesOf(150, 8);
      const results = emulate(
        cases.map((item) => ({ ...item, kernel: kernel as never })),
        'cortex-m55',
        [flag],
      );
      expect(cases.filter((_, i) => results[i]?.same !== true).map(shown)).toEqual([]);
    },
    120_000,
  );
});

import { describe, expect, test } from '@jest/globals';
import {
  depthwiseConv2d3x3S8Dsp,
  depthwiseConv2dS8Dsp,
  depthwiseConv2dStride1S8Dsp,
  depthwiseConv2dStride2S8Dsp,
} from '../../src/convolution/depthwise-conv-2d/kernels/depthwise-conv-2d-dsp.ts';
import { depthwiseConv2dMaxPool2dS8Dsp } from '../../src/convolution/depthwise-conv-2d/kernels/depthwise-conv-2d-max-pool-2d-dsp.ts';
import { depthwiseConv2dWindowS8Dsp } from '../../src/convolution/depthwise-conv-2d/kernels/depthwise-conv-2d-window.ts';
import { attempt, make, shape, type Draw } from './depthwise-cases.ts';
import { hasCompiler, runKernels } from './harness.ts';
import { followedBy, sampled, type NodeCase } from './nn-cases.ts';

/** More cases with TINYML_CASES=5000. */
const count = Number(process.env['TINYML_CASES'] ?? 300);

/** With the pooling after it, in shapes that a kernel of both is for. */
const pooled = (draw: Draw): NodeCase => {
  const one = make({ ...draw, filter: [3, 3], strides: [1, 1], dilations: [1, 1] }, 'cortex-m4f');
  const pool = { activation: 'none', filter: [2, 2], strides: [2, 2], padding: draw.swap ? 'valid' : 'same' } as const;
  return followedBy(one, 'max_pool_2d', pool, []);
};

/** What a kernel takes: draws that it would refuse anyway are left out. */
const suited = (name: string, draw: Draw): Draw => {
  if (name.includes('window')) return { ...draw, channels: [4 + (draw.seed % 9), 1], padding: 'valid' };
  return draw;
};

const suite = hasCompiler ? describe : describe.skip;

suite('depthwise kernels for Armv7E-M, with their stand-ins, against the reference operator', () => {
  const planes = [
    depthwiseConv2d3x3S8Dsp,
    depthwiseConv2dMaxPool2dS8Dsp,
    depthwiseConv2dS8Dsp,
    depthwiseConv2dStride1S8Dsp,
    depthwiseConv2dStride2S8Dsp,
  ];
  test.each([
    ...planes.flatMap((kernel) =>
      (['latency', 'size'] as const).map((priority) => [kernel.name, priority, kernel] as const),
    ),
    [depthwiseConv2dWindowS8Dsp.name, 'latency', depthwiseConv2dWindowS8Dsp] as const,
  ])(
    '%s, priority %s',
    (_, priority, kernel) => {
      const cases = sampled(shape, count, 77)
        .flatMap((draw) =>
          attempt(() =>
            kernel.followedBy === undefined ? make(suited(kernel.name, draw), 'cortex-m4f') : pooled(draw),
          ),
        )
        .map((item) => ({ ...item, request: { ...item.request, priority } }))
        .filter(({ request }) => kernel.supports(request as never) === true);
      expect(cases.length).toBeGreaterThan(count / 20);
      // A compilation each, of a size that gcc likes.
      for (let from = 0; from < cases.length; from += 500) {
        const part = cases.slice(from, from + 500);
        const results = runKernels(part.map(({ request, inputs }) => ({ kernel: kernel as never, request, inputs })));
        results.forEach(([result], i) => {
          const { expected, request } = part[i] as NodeCase;
          const shown = `${JSON.stringify(request.node.attrs)} ${JSON.stringify(request.inputs.map((input) => input?.type.shape))}`;
          expect([shown, Array.from(result as Int8Array)]).toEqual([shown, Array.from(expected[0] as Int8Array)]);
        });
      }
    },
    600_000,
  );
});

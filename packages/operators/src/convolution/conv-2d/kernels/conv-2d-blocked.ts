/** Kernels for cores without SIMD: blocks of windows by filters. */

import { defineKernel, elementCount, type Core, type Kernel } from '@tinyml/core';
import { columnsOf, depthOf } from './conv-2d-columns.ts';
import { conv2dOperands, conv2dResults, type Conv2dRequest as Request } from './conv-2d-request.ts';
import { convolutionGeometry } from '../../kernels/convolution-geometry.ts';
import { ratedCost, type Work } from '../../../kernel/kernel-cost.ts';
import { suitsBlocks, suitsSmallBlocks } from '../../../kernel/weighted/block-cores.ts';
import { channelsOf, matrixProblem, type Channel } from '../../../kernel/weighted/matrix-records.ts';
import { windowDistance } from '../../../kernel/overlap-distance.ts';
import { kernelSources } from '../../../kernel/kernel-sources.ts';
import { interleaved, rightShiftConstants } from '../../../kernel/weighted/right-shifts.ts';
import { supportsWeighted, type WeightedOperands } from '../../../kernel/weighted/weighted-constants.ts';
import { rates } from './kernel-rates.ts';

/** How a kernel takes windows and filters together. */
interface Block {
  readonly name: string;
  /** true, or why it is not for the core. */
  suits(core: Core): true | string;
  /** Why the weights of a channel cannot be taken so, or undefined. */
  problem(weights: Int8Array): string | undefined;
  /** Weights of all channels as the kernel reads them. */
  weights(channels: readonly Int8Array[]): Int8Array;
  /** Channels that are computed together. */
  readonly together: number;
  /** Channels that have a bias, those that only fill up a block among them. */
  biases(channels: number): number;
  /** Bytes of working memory for `depth` products. */
  scratch(depth: number): number;
}

const blocks: Block = {
  name: 'tml_conv_2d_blocked_s8',
  suits: suitsBlocks,
  problem: () => undefined,
  weights: (channels) => interleaved(channels, 4),
  together: 4,
  biases: (channels) => channels,
  scratch: (depth) => 2 * depth,
};

const even = (count: number): number => count + (count % 2);

const pairs: Block = {
  name: 'tml_conv_2d_pairs_s8',
  suits: suitsSmallBlocks,
  problem: (weights) =>
    weights.some((weight, i) => i % 2 === 0 && weight === -128 && weights[i + 1] === -128)
      ? 'two weights of -128 side by side'
      : undefined,
  weights(channels) {
    const taps = even(channels[0]?.length ?? 0);
    const filled = Array.from({ length: even(channels.length) }, (_, i) => {
      const weights = new Int8Array(taps);
      weights.set(channels[i] ?? []);
      return weights;
    });
    return interleaved(filled, 2);
  },
  together: 2,
  biases: even,
  scratch: (depth) => 4 * even(depth),
};

/** Whether windows are pixels, one after another. */
const isPointwise = ({ node: { attrs } }: Request, { types: { x, y, filter } }: WeightedOperands): boolean =>
  filter.shape[1] === 1 &&
  filter.shape[2] === 1 &&
  attrs.strides.every((stride) => stride === 1) &&
  elementCount(x.shape.slice(0, 3)) === elementCount(y.shape.slice(0, 3));

const channels = (request: Request, operands: WeightedOperands): readonly Channel[] =>
  channelsOf(operands, depthOf(operands), conv2dResults(request, operands));

const workOf = (request: Request, operands: WeightedOperands, { together }: Block): Work => {
  const { depth, edge, filter, pixels, channels: outputs } = columnsOf(request, operands);
  const turns = Math.ceil(pixels / 2);
  const groups = turns * Math.floor(outputs / together);
  const left = turns * (outputs % together);
  const lines = isPointwise(request, operands)
    ? 1
    : 2 * filter[0] * (request.node.attrs.dilations[1] === 1 ? 1 : filter[1]);
  return {
    turn: turns,
    line: turns * lines,
    edge: 2 * turns * edge,
    value: 2 * turns * depth,
    group: groups,
    step: groups * depth,
    left,
    leftStep: left * depth,
    result: 2 * turns * outputs,
  };
};

const blocked = (block: Block): Kernel<'conv_2d'> =>
  defineKernel({
    name: block.name,
    version: 1,
    op: 'conv_2d',
    isa: 'generic',
    sources: kernelSources(`${block.name}.h`),
    supports(request) {
      const suits = block.suits(request.core);
      if (suits !== true) return suits;
      const operands = conv2dOperands(request);
      const depth = depthOf(operands);
      const supported = supportsWeighted(operands, 's8', depth);
      if (supported !== true) return supported;
      const problem = matrixProblem(operands, depth, 'plain', conv2dResults(request, operands));
      if (problem !== undefined) return problem;
      for (const { weights } of channels(request, operands)) {
        const found = block.problem(weights);
        if (found !== undefined) return found;
      }
      return true;
    },
    lower(request) {
      const operands = conv2dOperands(request);
      const { filter, before, depth } = columnsOf(request, operands);
      const { x, y } = operands.types;
      const { attrs } = request.node;
      const { min, max, zeroPoint } = conv2dResults(request, operands);
      const all = channels(request, operands);
      const weights = block.weights(all.map((channel) => channel.weights));
      const constants = [
        { name: 'filter', ctype: 'int8_t', values: weights } as const,
        ...rightShiftConstants(all, zeroPoint, block.biases(all.length)),
      ];
      return {
        function: block.name,
        params: {
          type: 'tml_conv_blocked_params',
          fields: {
            geometry: convolutionGeometry(x, y, filter, attrs.strides, attrs.dilations, before),
            pointwise: isPointwise(request, operands) ? 1 : 0,
            input_zero_point: x.quant?.zeroPoint[0] ?? 0,
            output_zero_point: zeroPoint,
            min,
            max,
          },
        },
        arguments: [
          { params: true },
          { input: 0 },
          ...constants.map(({ name }) => ({ constant: name })),
          { output: 0 },
          { scratch: true },
        ],
        constants,
        scratch: block.scratch(depth),
        overlaps: [{ input: 0, output: 0, distance: windowDistance({ x, y, filter, ...attrs, before, pixels: 2 }) }],
      };
    },
    cost: (request) => {
      const operands = conv2dOperands(request);
      return ratedCost(rates, block.name, request, workOf(request, operands, block));
    },
  });

export const conv2dBlockedS8 = blocked(blocks);
export const conv2dPairsS8 = blocked(pairs);

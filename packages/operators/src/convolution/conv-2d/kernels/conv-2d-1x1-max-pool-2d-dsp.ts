import { callOutputs, defineKernel, elementCount, sameQuant, type Kernel, type TensorType } from '@tinyml/core';
import { followerActivation, poolsTwoByTwo } from '../../kernels/following-pool.ts';
import { blockConstants, type BlockWeights } from './block-constants.ts';
import { conv2dOperands, conv2dResults, type Conv2dRequest } from './conv-2d-request.ts';
import { matrixProblem } from '../../../kernel/weighted/matrix-records.ts';
import { windowDistance } from '../../../kernel/overlap-distance.ts';
import { kernelSources } from '../../../kernel/kernel-sources.ts';
import { supportsWeighted } from '../../../kernel/weighted/weighted-constants.ts';

const name = 'tml_conv_2d_1x1_pool_s8_dsp';

const pooledType = (request: Conv2dRequest): TensorType => callOutputs(request)[0] as TensorType;

/** A word holds two; with more, kernels that compute three pixels at once are near, although they requantise every result. */
const mostChannels = 2;

/** Both weights of a channel in a word, 256 times the real ones. */
const oneWord: BlockWeights = {
  form: 'wide',
  words: ([low = 0, high = 0]) => [((256 * low) & 0xffff) | ((256 * high) << 16)],
};

const isPair = (pair: readonly number[], size: number): boolean => pair.every((one) => one === size);

/** A 1×1 convolution of one or two channels and the largest of each 2×2 results, of which only these exist. */
export const conv2d1x1MaxPool2dS8Dsp: Kernel<'conv_2d'> = defineKernel({
  name,
  version: 1,
  op: 'conv_2d',
  followedBy: ['max_pool_2d'],
  isa: 'dsp',
  sources: kernelSources(`${name}.h`),
  supports(request) {
    if (request.priority === 'size') return 'its weights take two bytes each';
    const operands = conv2dOperands(request);
    const { x, y, channels } = operands.types;
    const depth = x.shape[3] as number;
    if (!isPair(operands.filter.type.shape.slice(1, 3), 1)) return 'the filter is not 1×1';
    if (!isPair(request.node.attrs.strides, 1)) return 'the filter is strided';
    if (elementCount(x.shape.slice(0, 3)) !== elementCount(y.shape.slice(0, 3))) return 'the image is padded';
    if (depth > mostChannels) return `it is for ${String(mostChannels)} input channels at most`;
    if (channels < 2) return 'it takes two output channels at once';
    if (!poolsTwoByTwo(request)) return 'the pooling is not of 2×2';
    if (followerActivation(request) !== 'none') return 'the pooling has an activation';
    const pooled = pooledType(request);
    if (!sameQuant(pooled.quant, y.quant)) return 'the pooling changes scale or zero point';
    if ([1, 2].some((axis) => 2 * (pooled.shape[axis] as number) > (y.shape[axis] as number)))
      return 'a window of the pooling is cut off';
    const supported = supportsWeighted(operands, 's8', depth);
    if (supported !== true) return supported;
    return matrixProblem(operands, depth, 'wide', conv2dResults(request, operands)) ?? true;
  },
  lower(request) {
    const operands = conv2dOperands(request);
    const { x, channels: outputs } = operands.types;
    const [batch, , columns, channels] = x.shape as readonly [number, number, number, number];
    const y = pooledType(request);
    const results = conv2dResults(request, operands);
    return {
      function: name,
      params: {
        type: 'tml_1x1_pool_params',
        fields: {
          batch,
          channels,
          outputs,
          x_row: columns * channels,
          x_image: elementCount(x.shape.slice(1)),
          y_rows: y.shape[1] as number,
          y_columns: y.shape[2] as number,
          min: results.min,
          max: results.max,
        },
      },
      arguments: [{ params: true }, { input: 0 }, { constant: 'constants' }, { output: 0 }, { scratch: true }],
      constants: [
        { name: 'constants', ctype: 'int32_t', values: blockConstants(operands, channels, results, oneWord) },
      ],
      scratch: 16 * (y.shape[2] as number),
      overlaps: [
        {
          input: 0,
          output: 0,
          distance: windowDistance({
            x,
            y,
            filter: [2, 2],
            strides: [2, 2],
            dilations: [1, 1],
            before: [0, 0],
            pixels: y.shape[2] as number,
          }),
        },
      ],
    };
  },
  cost(request) {
    const [batch, rows, columns] = pooledType(request).shape as readonly [number, number, number];
    const { x, channels } = conv2dOperands(request).types;
    const pairs = Math.ceil(channels / 2);
    const widened = 4 * columns * (x.shape[3] as number);
    const of = (line: number, value: number, pair: number, window: number): number =>
      Math.round(300 + batch * rows * (line + widened * value + pairs * (pair + columns * window)));
    return { instructions: of(60, 3, 45, 43), cycles: of(80, 3.5, 65, 47) };
  },
});

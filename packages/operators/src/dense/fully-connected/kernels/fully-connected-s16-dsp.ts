import { defineKernel, type Kernel } from '@tinyml/core';
import { denseOperands, denseSizes } from './fully-connected-operands.ts';
import { ratedCost } from '../../../kernel/kernel-cost.ts';
import { recordDistance, rowDistance } from '../../../kernel/overlap-distance.ts';
import { kernelSources } from '../../../kernel/kernel-sources.ts';
import { int16Limits } from '../../../kernel/weighted/int16-weights.ts';
import {
  int16Channels,
  int16DspProblem,
  int16WeightBytes,
  needsLimit,
  type Int16Channel,
} from '../../../kernel/weighted/int16-records.ts';
import { vectorWork } from '../../../kernel/weighted/matrix-cost.ts';
import { rates } from './kernel-rates.ts';

const none: Int16Channel = { weights: new Int8Array(), bias: 0, multiplier: 0, shift: 1 };

/** Outputs in fours; see tml_fully_connected_s16_dsp.h. */
const fours = (channels: readonly Int16Channel[]): readonly (readonly Int16Channel[])[] =>
  Array.from({ length: Math.ceil(channels.length / 4) }, (_, g) =>
    [0, 1, 2, 3].map((i) => channels[4 * g + i] ?? none),
  );

const recordOf = (four: readonly Int16Channel[]): readonly number[] => [
  ...four.map(({ bias }) => bias),
  four.reduce((word, { shift }, i) => word | (shift << (8 * i)), 0),
  ...four.map(({ multiplier }) => multiplier),
];

const weightsOf = (four: readonly Int16Channel[], steps: number): readonly number[] =>
  Array.from({ length: steps }, (_, step) => four.flatMap(({ weights }) => int16WeightBytes(weights, 4 * step))).flat();

const name = 'tml_fully_connected_s16_dsp';

export const fullyConnectedS16Dsp: Kernel<'fully_connected'> = defineKernel({
  name,
  version: 1,
  op: 'fully_connected',
  isa: 'dsp',
  sources: kernelSources(`${name}.h`),
  supports: (request) => int16DspProblem(denseOperands(request), true) ?? true,
  lower(request) {
    const operands = denseOperands(request);
    const { rows, depth, outputs } = denseSizes(operands);
    const groups = fours(int16Channels(operands, true));
    const copies = depth % 4 !== 0;
    const steps = Math.ceil(depth / 4);
    const { x, y } = operands.types;
    return {
      function: name,
      params: {
        type: 'tml_vector_params',
        fields: { rows, depth, outputs, ...int16Limits(operands.types, request.node.attrs.activation) },
      },
      arguments: [
        { params: true },
        { input: 0 },
        { constant: 'weights' },
        { constant: 'records' },
        { output: 0 },
        copies ? { scratch: true } : { c: 'NULL' },
      ],
      constants: [
        {
          name: 'weights',
          ctype: 'int8_t',
          values: Int8Array.from(groups.flatMap((four) => weightsOf(four, steps))),
          align: 4,
        },
        { name: 'records', ctype: 'int32_t', values: Int32Array.from(groups.flatMap(recordOf)) },
      ],
      scratch: copies ? 8 * steps : 0,
      overlaps: [
        {
          input: 0,
          output: 0,
          distance: copies ? recordDistance(rows, 2 * depth, 2 * outputs) : rowDistance(rows, x, y, 4),
        },
      ],
    };
  },
  cost(request) {
    const operands = denseOperands(request);
    const sizes = denseSizes(operands);
    const limited = needsLimit(int16Limits(operands.types, request.node.attrs.activation));
    return ratedCost(rates, name, request, {
      ...vectorWork(sizes),
      widening: sizes.depth % 4 === 0 ? 0 : sizes.rows * Math.ceil(sizes.depth / 4),
      limited: limited ? sizes.rows * sizes.outputs : 0,
    });
  },
});

/** Kernels for cores without SIMD: a value of the input at once with as many filters as the registers hold sums. */

import { defineKernel, type Core, type Kernel } from '@tinyml/core';
import { denseOperands, denseResults, denseSizes } from './fully-connected-operands.ts';
import { ratedCost } from '../../../kernel/kernel-cost.ts';
import { rowDistance } from '../../../kernel/overlap-distance.ts';
import { kernelSources } from '../../../kernel/kernel-sources.ts';
import { suitsLargeBlocks, suitsSmallBlocks } from '../../../kernel/weighted/block-cores.ts';
import { channelsOf, matrixProblem } from '../../../kernel/weighted/matrix-records.ts';
import { interleaved, rightShiftConstants } from '../../../kernel/weighted/right-shifts.ts';
import { supportsWeighted } from '../../../kernel/weighted/weighted-constants.ts';
import { rates } from './kernel-rates.ts';

const blocked = (name: string, together: number, suits: (core: Core) => true | string): Kernel<'fully_connected'> =>
  defineKernel({
    name,
    version: 1,
    op: 'fully_connected',
    isa: 'generic',
    sources: kernelSources(`${name}.h`),
    supports(request) {
      const suited = suits(request.core);
      if (suited !== true) return suited;
      const operands = denseOperands(request);
      const { depth } = denseSizes(operands);
      const supported = supportsWeighted(operands, 's8', depth, true);
      return supported === true
        ? (matrixProblem(operands, depth, 'plain', denseResults(request, operands)) ?? true)
        : supported;
    },
    lower(request) {
      const operands = denseOperands(request);
      const { rows, depth, outputs } = denseSizes(operands);
      const { x, y } = operands.types;
      const results = denseResults(request, operands);
      const { min, max, zeroPoint } = results;
      const channels = channelsOf(operands, depth, results);
      const weights = interleaved(
        channels.map((channel) => channel.weights),
        together,
      );
      const constants = [
        { name: 'filter', ctype: 'int8_t', values: weights } as const,
        ...rightShiftConstants(channels, zeroPoint),
      ];
      return {
        function: name,
        params: {
          type: 'tml_fully_connected_s8_params',
          fields: {
            rows,
            depth,
            outputs,
            input_zero_point: x.quant?.zeroPoint[0] ?? 0,
            output_zero_point: zeroPoint,
            min,
            max,
          },
        },
        arguments: [
          { params: true },
          { input: 0 },
          ...constants.map((constant) => ({ constant: constant.name })),
          { output: 0 },
        ],
        constants,
        scratch: 0,
        overlaps: [{ input: 0, output: 0, distance: rowDistance(rows, x, y, together) }],
      };
    },
    cost(request) {
      const { rows, depth, outputs } = denseSizes(denseOperands(request));
      const groups = rows * Math.floor(outputs / together);
      const left = rows * (outputs % together);
      return ratedCost(rates, name, request, {
        row: rows,
        group: groups,
        step: groups * depth,
        left,
        leftStep: left * depth,
        result: rows * outputs,
      });
    },
  });

export const fullyConnectedEightsS8 = blocked('tml_fully_connected_eights_s8', 8, suitsLargeBlocks);
export const fullyConnectedFoursS8 = blocked('tml_fully_connected_fours_s8', 4, suitsSmallBlocks);

import { defineKernel } from '@tinyml/core';
import { denseOperands, denseResults, denseSizes } from './fully-connected-operands.ts';
import { kernelSources } from '../../../kernel/kernel-sources.ts';
import { rowsDistance } from '../../../kernel/overlap-distance.ts';
import { rowWork } from '../../../kernel/weighted/vector-cost.ts';
import { rowConstants, vectorConstants, vectorProblem } from '../../../kernel/weighted/vector-records.ts';
import { supportsWeighted } from '../../../kernel/weighted/weighted-constants.ts';

/** Eight outputs at once. */
export const fullyConnectedS8Mve = defineKernel({
  name: 'tml_fully_connected_s8_mve',
  version: 1,
  op: 'fully_connected',
  isa: 'mve',
  sources: kernelSources('tml_fully_connected_s8_mve.h'),
  supports(request) {
    const operands = denseOperands(request);
    const supported = supportsWeighted(operands, 's8', denseSizes(operands).depth);
    return supported === true ? (vectorProblem(operands, true) ?? true) : supported;
  },
  lower(request) {
    const operands = denseOperands(request);
    const { rows, depth, outputs } = denseSizes(operands);
    const results = denseResults(request, operands);
    const { zeroPoint, min, max } = results;
    const { x, y } = operands.types;
    return {
      function: 'tml_fully_connected_s8_mve',
      params: { type: 'tml_row_params', fields: { rows, depth, outputs, zero_point: zeroPoint, min, max } },
      arguments: [{ params: true }, { input: 0 }, { constant: 'constants' }, { output: 0 }],
      constants: vectorConstants(rowConstants(operands, depth, results)),
      scratch: 0,
      overlaps: [{ input: 0, output: 0, distance: rowsDistance(rows, x, y, 1, 8) }],
    };
  },
  cost: (request) => rowWork(denseSizes(denseOperands(request))),
});

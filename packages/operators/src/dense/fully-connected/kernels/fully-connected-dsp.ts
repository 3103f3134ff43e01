import { defineKernel, type Kernel } from '@tinyml/core';
import { denseOperands, denseResults, denseSizes } from './fully-connected-operands.ts';
import { ratedCost } from '../../../kernel/kernel-cost.ts';
import { vectorWork } from '../../../kernel/weighted/matrix-cost.ts';
import { matrixProblem, type MatrixForm } from '../../../kernel/weighted/matrix-records.ts';
import { kernelSources } from '../../../kernel/kernel-sources.ts';
import { vectorCall } from '../../../kernel/weighted/vector-call.ts';
import { supportsWeighted } from '../../../kernel/weighted/weighted-constants.ts';
import { rates } from './kernel-rates.ts';

const dense = (form: MatrixForm): Kernel<'fully_connected'> => {
  const name = `tml_fully_connected${form === 'plain' ? '_plain' : ''}_s8_dsp`;
  return defineKernel({
    name,
    version: 1,
    op: 'fully_connected',
    isa: 'dsp',
    sources: kernelSources('tml_fully_connected_s8_dsp.h'),
    supports(request) {
      // The copy can be larger than all tensors of a dense network together.
      if (request.priority !== 'latency') return 'works on a widened copy of its input: only where latency comes first';
      const operands = denseOperands(request);
      const { depth } = denseSizes(operands);
      const supported = supportsWeighted(operands, 's8', depth);
      return supported === true
        ? (matrixProblem(operands, depth, form, denseResults(request, operands)) ?? true)
        : supported;
    },
    lower(request) {
      const operands = denseOperands(request);
      return vectorCall(name, operands, denseSizes(operands), form, denseResults(request, operands));
    },
    cost: (request) => ratedCost(rates, name, request, vectorWork(denseSizes(denseOperands(request)))),
  });
};

export const fullyConnectedS8Dsp = dense('composite');
export const fullyConnectedPlainS8Dsp = dense('plain');

import { defineKernel, elementCount, quantizedActivationRange, type Kernel, type KernelRequest } from '@tinyml/core';
import { vectorCost, type VectorSizes } from './matrix-cost.ts';
import { matrixProblem, type MatrixForm, type MatrixResults } from './matrix-records.ts';
import { kernelSources } from './sources.ts';
import { vectorCall } from './vector-call.ts';
import { supportsWeighted, weightedOperands, type WeightedOperands } from './weighted-constants.ts';

type Request = KernelRequest<'fully_connected'>;

const operandsOf = (request: Request): WeightedOperands =>
  weightedOperands(request as KernelRequest, { x: 0, filter: 1, bias: 2 }, 0);

const sizesOf = ({ types: { x, filter } }: WeightedOperands): VectorSizes => {
  const [outputs, depth] = filter.shape as readonly [number, number];
  return { rows: elementCount(x.shape) / depth, depth, outputs };
};

const resultsOf = (request: Request, { types: { y } }: WeightedOperands): MatrixResults => {
  const zeroPoint = y.quant?.zeroPoint[0] ?? 0;
  const [min, max] = quantizedActivationRange(request.node.attrs.activation, y.quant?.scale[0] ?? 1, zeroPoint, 'int8');
  return { zeroPoint, min, max, once: true };
};

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
      const operands = operandsOf(request);
      const { depth } = sizesOf(operands);
      const supported = supportsWeighted(operands, 's8', depth);
      return supported === true
        ? (matrixProblem(operands, depth, form, resultsOf(request, operands)) ?? true)
        : supported;
    },
    lower(request) {
      const operands = operandsOf(request);
      return vectorCall(name, operands, sizesOf(operands), form, resultsOf(request, operands));
    },
    cost: (request) => vectorCost(sizesOf(operandsOf(request)), form),
  });
};

export const fullyConnectedS8Dsp = dense('composite');
export const fullyConnectedPlainS8Dsp = dense('plain');

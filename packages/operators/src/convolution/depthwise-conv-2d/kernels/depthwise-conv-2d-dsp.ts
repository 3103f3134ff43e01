import { defineKernel, type Cost, type Kernel } from '@tinyml/core';
import { depthwiseOperands, depthwiseTaps, type DepthwiseRequest as Request } from './depthwise-request.ts';
import { compactCall, recordCall } from './plane-call.ts';
import { planeCost, everyOther, general, threeByThree, unstrided, type PlaneKernel } from './plane-kernels.ts';
import { planeLayouts, planesInPlace, type PlaneLayout } from './plane-layout.ts';
import { planeResults, recordProblem } from './plane-records.ts';
import { kernelSources } from '../../../kernel/kernel-sources.ts';
import { supportsWeighted, type WeightedOperands } from '../../../kernel/weighted/weighted-constants.ts';

const depthwise = (form: PlaneKernel): Kernel<'depthwise_conv_2d'> => {
  /** A result beside its operand takes far more memory than any layout saves. */
  const apart = ({ priority }: Request, layout: PlaneLayout): number =>
    priority === 'size' && !planesInPlace(layout) ? 1 : 0;
  const cheapest = (request: Request, operands: WeightedOperands): readonly [PlaneLayout, Cost] | undefined =>
    planeLayouts(request, operands, form.demand)
      .filter((layout) => form.problem(layout) === undefined)
      .map((layout) => [layout, planeCost(form, request, layout)] as const)
      .sort(([a, one], [b, other]) => apart(request, a) - apart(request, b) || one.cycles - other.cycles)[0];
  return defineKernel({
    name: form.name,
    version: 1,
    op: 'depthwise_conv_2d',
    isa: 'dsp',
    sources: kernelSources(`${form.name}.h`),
    supports(request) {
      const operands = depthwiseOperands(request);
      const supported = supportsWeighted(operands, 's8', depthwiseTaps(operands));
      if (supported !== true) return supported;
      if (cheapest(request, operands) === undefined) {
        const [layout] = planeLayouts(request, operands, form.demand);
        return (layout && form.problem(layout)) ?? 'the image is wider than the planes';
      }
      return recordProblem(operands, planeResults(request, operands)) ?? true;
    },
    lower(request) {
      const operands = depthwiseOperands(request);
      const [layout] = cheapest(request, operands) as readonly [PlaneLayout, Cost];
      const call = request.priority === 'size' ? compactCall : recordCall;
      return {
        ...call(form, operands, layout, planeResults(request, operands)),
        inPlace: planesInPlace(layout) ? [[0, 0]] : [],
      };
    },
    cost: (request) => (cheapest(request, depthwiseOperands(request)) as readonly [PlaneLayout, Cost])[1],
  });
};

export const depthwiseConv2d3x3S8Dsp = depthwise(threeByThree);
export const depthwiseConv2dS8Dsp = depthwise(general);
export const depthwiseConv2dStride1S8Dsp = depthwise(unstrided);
export const depthwiseConv2dStride2S8Dsp = depthwise(everyOther);

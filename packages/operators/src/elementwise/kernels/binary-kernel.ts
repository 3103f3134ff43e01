import { defineKernel, type DType, type Kernel, type KernelRequest, type OpName } from '@tinyml/core';
import { elementSuffixes, type ElementDType } from '../../kernel/element-suffixes.ts';
import type { Fields } from './binary-fields.ts';
import { broadcastFields, broadcastLoop, greatestOuterDimensions } from './broadcast-loop.ts';
import { noRates, ratedCost, type RateTable } from '../../kernel/kernel-cost.ts';
import {
  dtypeProblem,
  elementOverlaps,
  operandArgument,
  operatorProblem,
  requiredOperand,
} from '../../kernel/operand.ts';
import { kernelSources } from '../../kernel/kernel-sources.ts';

const loopOf = (request: KernelRequest): ReturnType<typeof broadcastLoop> =>
  broadcastLoop(
    requiredOperand(request, 0).type.shape,
    requiredOperand(request, 1).type.shape,
    request.outputs[0]?.shape ?? [],
  );

export interface BinaryKernelOptions {
  /** Type of the result; default: the operands'. */
  readonly result?: DType;
  readonly rates?: RateTable;
  /** Of the C function and its header; default: those of the operator for this type. */
  readonly name?: string;
}

/** An element-wise kernel of two operands; `fields` are its parameters beside the loop over them. */
export const binaryKernel = (
  op: OpName,
  dtype: ElementDType,
  fields: (request: KernelRequest) => Fields = () => ({}),
  { result = dtype, rates = noRates, name = `tml_${op}_${elementSuffixes[dtype]}` }: BinaryKernelOptions = {},
): Kernel => {
  return defineKernel({
    name,
    version: 1,
    op,
    isa: 'generic',
    sources: kernelSources(`${name}.h`),
    supports(request) {
      const problem = dtypeProblem(request, [dtype, dtype], result) ?? operatorProblem(request);
      if (problem !== undefined) return problem;
      return (
        loopOf(request).outer.length <= 3 * greatestOuterDimensions ||
        'broadcasting over so many dimensions is not supported'
      );
    },
    lower(request) {
      const loop = broadcastFields(loopOf(request));
      const a = operandArgument(request, 0, 'a');
      const b = operandArgument(request, 1, 'b');
      return {
        function: name,
        params: { type: `${name}_params`, fields: { loop: loop.value, ...fields(request) } },
        arguments: [{ params: true }, a.argument, b.argument, { output: 0 }],
        constants: [...loop.constants, ...a.constants, ...b.constants],
        scratch: 0,
        overlaps: elementOverlaps(request, [0, 1]),
      };
    },
    cost(request) {
      const { count, rows } = loopOf(request);
      const work = { row: rows, element: rows * count };
      const rated = dtype === 'int16' ? `tml_${op}_s8` : name;
      return ratedCost(rates, rated, request, work, dtype === 'float32' ? rows * count : 0);
    },
  });
};

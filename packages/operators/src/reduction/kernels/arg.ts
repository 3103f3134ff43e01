import {
  defineKernel,
  elementCount,
  resolveAxis,
  type DType,
  type Kernel,
  type KernelRequest,
  type OpName,
} from '@tinyml/core';
import { noRates, ratedCost } from '../../kernel/kernel-cost.ts';
import { kernelSources } from '../../kernel/kernel-sources.ts';
import { operandArgument, operatorProblem, requiredOperand } from '../../kernel/operand.ts';

const forms: readonly (readonly [suffix: string, dtypes: readonly DType[]])[] = [
  ['f32', ['float32']],
  ['s8', ['int8']],
  ['u8', ['uint8', 'bool']],
  ['s16', ['int16']],
  ['s32', ['int32']],
  ['s64', ['int64']],
];

interface Sizes {
  readonly outer: number;
  readonly size: number;
  readonly inner: number;
}

const sizesOf = (request: KernelRequest): Sizes | undefined => {
  const axis = request.inputs[1]?.constant?.[0];
  const { shape } = requiredOperand(request, 0).type;
  if (axis === undefined) return undefined;
  const at = resolveAxis(Number(axis), shape.length);
  return {
    outer: elementCount(shape.slice(0, at)),
    size: shape[at] ?? 1,
    inner: elementCount(shape.slice(at + 1)),
  };
};

/** Where along an axis the greatest or least element stands, for elements of each type. */
export const argKernels = (op: OpName): readonly Kernel[] =>
  forms.map(([suffix, dtypes]) => {
    const name = `tml_${op}_${suffix}`;
    return defineKernel({
      name,
      version: 1,
      op,
      isa: 'generic',
      sources: kernelSources(`${name}.h`),
      supports(request) {
        const { dtype } = requiredOperand(request, 0).type;
        if (!dtypes.includes(dtype)) return `takes ${dtypes.join(' or ')}, not ${dtype}`;
        return operatorProblem(request) ?? (sizesOf(request) === undefined ? 'the axis must be a constant' : true);
      },
      lower(request) {
        const { outer = 1, size = 1, inner = 1 } = sizesOf(request) ?? {};
        const wide = request.outputs[0]?.dtype === 'int64' ? 1 : 0;
        const input = operandArgument(request, 0, 'input');
        return {
          function: name,
          params: { type: 'tml_arg_params', fields: { outer, size, inner, wide } },
          arguments: [{ params: true }, input.argument, { output: 0 }],
          constants: input.constants,
          scratch: 0,
        };
      },
      cost(request) {
        const { outer = 1, size = 1, inner = 1 } = sizesOf(request) ?? {};
        const element = outer * size * inner;
        return ratedCost(
          noRates,
          'tml_arg',
          request,
          { result: outer * inner, element },
          suffix === 'f32' ? element : 0,
        );
      },
    });
  });

import {
  defineKernel,
  elementCount,
  perTensorQuant,
  type CValue,
  type DType,
  type Kernel,
  type KernelCall,
  type KernelRequest,
  type PackedConstant,
} from '@tinyml/core';
import { noRates, ratedCost } from '../../kernel/kernel-cost.ts';
import { withSizes } from '../../kernel/with-sizes.ts';
import { sizes } from './kernel-sizes.ts';
import { kernelSources } from '../../kernel/kernel-sources.ts';
import {
  dtypeProblem,
  elementOverlaps,
  operandArgument,
  operatorProblem,
  requiredOperand,
} from '../../kernel/operand.ts';
import { logSoftmaxExponentials, logSoftmaxScale } from './stored.ts';

interface Parameters {
  readonly type: string;
  readonly fields: Readonly<Record<string, CValue>>;
  readonly constants: readonly PackedConstant[];
}

const stored = (request: KernelRequest): Parameters => {
  const factors = logSoftmaxScale(perTensorQuant(requiredOperand(request, 0).type).scale);
  const table = logSoftmaxExponentials(factors);
  return {
    type: 'tml_log_softmax_8_params',
    fields: {
      multiplier: factors.toQ5.multiplier,
      shift: factors.toQ5.shift,
      back_multiplier: factors.back.multiplier,
      back_shift: factors.back.shift,
      radius: factors.toQ5.radius,
      table_length: table.length,
      table: { c: '@exponentials' },
    },
    constants: [{ name: 'exponentials', ctype: 'int32_t', values: table }],
  };
};

const real = (): Parameters => ({ type: 'tml_log_softmax_f32_params', fields: {}, constants: [] });

const rowsOf = ({ outputs: [y] }: KernelRequest): { readonly rows: number; readonly depth: number } => {
  const depth = y?.shape.at(-1) ?? 1;
  return { rows: depth === 0 ? 0 : elementCount(y?.shape ?? []) / depth, depth };
};

const kernel = (
  suffix: string,
  dtype: DType,
  parameters: (request: KernelRequest) => Parameters,
): Kernel<'log_softmax'> => {
  const name = `tml_log_softmax_${suffix}`;
  return defineKernel<'log_softmax'>({
    name,
    version: 1,
    op: 'log_softmax',
    isa: 'generic',
    sources: kernelSources(`${name}.h`),
    supports: (request) => dtypeProblem(request, [dtype], dtype) ?? operatorProblem(request) ?? true,
    lower(request): KernelCall {
      const input = operandArgument(request, 0, 'input');
      const { type, fields, constants } = parameters(request);
      return {
        function: name,
        params: { type, fields: { ...rowsOf(request), ...fields } },
        arguments: [{ params: true }, input.argument, { output: 0 }],
        constants: [...constants, ...input.constants],
        scratch: 0,
        overlaps: elementOverlaps(request, [0]),
      };
    },
    cost(request) {
      const { rows, depth } = rowsOf(request);
      const floats = dtype === 'float32' ? rows * depth * 25 : 0;
      return ratedCost(noRates, name, request, { row: rows, element: rows * depth }, floats);
    },
  });
};

export const kernels = withSizes(sizes, [
  kernel('f32', 'float32', real),
  kernel('s8', 'int8', stored),
  kernel('u8', 'uint8', stored),
]);

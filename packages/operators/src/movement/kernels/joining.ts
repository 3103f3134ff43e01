import {
  byteWidth,
  defineKernel,
  elementCount,
  resolveAxis,
  type Kernel,
  type KernelCall,
  type OpName,
  type PackedConstant,
  type PlainArgument,
} from '@tinyml/core';
import { moveCost } from '../../kernel/element-cost.ts';
import { operandArgument, operatorProblem, requiredOperand } from '../../kernel/operand.ts';
import { kernelSources } from '../../kernel/kernel-sources.ts';
import { sizes } from './kernel-sizes.ts';
import { rates } from './kernel-rates.ts';

/** More operands than this go through arrays, which is slower for few. */
const most = 8;

type CallParts = Pick<KernelCall, 'function' | 'params' | 'arguments' | 'constants'>;

const few = (
  outer: number,
  bytes: readonly number[],
  pointers: readonly PlainArgument[],
  constants: readonly PackedConstant[],
): CallParts => ({
  function: `tml_concatenation_${String(bytes.length)}`,
  params: { type: 'tml_concatenation_params', fields: { outer, bytes } },
  arguments: [{ params: true }, ...pointers, { output: 0 }],
  constants,
});

const many = (
  outer: number,
  bytes: readonly number[],
  pointers: readonly PlainArgument[],
  constants: readonly PackedConstant[],
): CallParts => ({
  function: 'tml_concatenation_many',
  params: {
    type: 'tml_concatenation_many_params',
    fields: { outer, count: bytes.length, bytes: { c: '@bytes' } },
  },
  arguments: [{ params: true }, { pointers }, { output: 0 }],
  constants: [...constants, { name: 'bytes', ctype: 'int32_t', values: bytes }],
});

/** Operands side by side along the attribute `axis`, which may be one that the result alone has: bytes of each operand in one row, and rows. */
export const joining = (op: OpName, form: 'few' | 'many'): Kernel =>
  defineKernel({
    name: form === 'few' ? `tml_${op}` : `tml_${op}_many`,
    version: 1,
    op,
    isa: 'generic',
    sources: kernelSources(form === 'few' ? 'tml_concatenation.h' : 'tml_concatenation_many.h'),
    measured: sizes,
    supports({ inputs, ...request }) {
      const fits = form === 'few' ? inputs.length <= most : inputs.length > most;
      if (fits) return operatorProblem({ inputs, ...request }) ?? true;
      return `joins ${form === 'few' ? 'at most' : 'more than'} ${String(most)} operands, not ${String(inputs.length)}`;
    },
    lower(request) {
      const operands = request.inputs.map((_, index) => operandArgument(request, index, `input${String(index)}`));
      const types = request.inputs.map((_, index) => requiredOperand(request, index).type);
      const { axis: wanted } = request.node.attrs as { readonly axis: number };
      const axis = resolveAxis(wanted, request.outputs[0]?.shape.length ?? 0);
      const bytes = types.map(({ dtype, shape }) => elementCount(shape.slice(axis)) * byteWidth(dtype));
      const outer = elementCount(types[0]?.shape.slice(0, axis) ?? []);
      const row = bytes.reduce((sum, part) => sum + part, 0);
      const pointers = operands.map(({ argument }) => argument);
      const constants = operands.flatMap((operand) => operand.constants);
      return {
        ...(form === 'few' ? few : many)(outer, bytes, pointers, constants),
        scratch: 0,
        // A part of the last row is moved after all that lies before it was written.
        overlaps: bytes.map((part, input) => ({
          input,
          output: 0,
          distance: (outer - 1) * (row - part) + bytes.slice(0, input).reduce((sum, other) => sum + other, 0),
        })),
      };
    },
    cost(request) {
      const { axis } = request.node.attrs as { readonly axis: number };
      const shape = request.outputs[0]?.shape ?? [];
      const rows = elementCount(shape.slice(0, resolveAxis(axis, shape.length)));
      return moveCost(rates, 'tml_concatenation', request, rows * request.inputs.length);
    },
  });

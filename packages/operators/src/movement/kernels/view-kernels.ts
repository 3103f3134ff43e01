import {
  byteWidth,
  defineKernel,
  elementCount,
  type CValue,
  type Kernel,
  type KernelRequest,
  type OpName,
  type StridedView,
} from '@tinyml/core';
import { moveCost } from '../../kernel/element-cost.ts';
import { ratedCost } from '../../kernel/kernel-cost.ts';
import { operandArgument, operatorProblem, requiredOperand } from '../../kernel/operand.ts';
import { kernelSources } from '../../kernel/kernel-sources.ts';
import { deepViewFields, deepViewProblem, innerRun, viewFields, viewProblem } from './strided-view.ts';
import { sizes } from './kernel-sizes.ts';
import { rates } from './kernel-rates.ts';

/** How many dimensions a form of the kernels walks: the C function, its parameters, and what it does not take. */
interface Form {
  readonly suffix: '' | '_deep';
  readonly struct: string;
  problem(view: StridedView): string | undefined;
  fields(view: StridedView): Readonly<Record<string, CValue>>;
}

const flat: Form = { suffix: '', struct: 'tml_view', problem: viewProblem, fields: viewFields };
const deep: Form = { suffix: '_deep', struct: 'tml_deep_view', problem: deepViewProblem, fields: deepViewFields };

/** Copies a part or a reordering of one operand, element by element or row by row. */
const viewKernel = <Name extends OpName>(
  op: Name,
  { fields, problem, struct, suffix }: Form,
  bits: 8 | 16 | 32 | 64,
  viewOf: (request: KernelRequest<Name>) => StridedView | undefined,
  operand: number,
): Kernel<Name> =>
  defineKernel<Name>({
    name: `tml_${op}${suffix}_${String(bits)}`,
    version: 1,
    op,
    isa: 'generic',
    sources: kernelSources(`tml_gather${suffix}_${String(bits)}.h`),
    measured: sizes,
    supports(request) {
      const { dtype } = requiredOperand(request, operand).type;
      if (byteWidth(dtype) * 8 !== bits) return `takes elements of ${String(bits)} bits, not ${dtype}`;
      const view = viewOf(request);
      return operatorProblem(request) ?? (view === undefined ? 'positions must be constants' : (problem(view) ?? true));
    },
    lower(request) {
      const input = operandArgument(request, operand, 'input');
      const view = viewOf(request);
      if (view === undefined) throw new Error(`${request.node.id} has positions that are not constant`);
      return {
        function: `tml_gather${suffix}_${String(bits)}`,
        params: { type: struct, fields: fields(view) },
        arguments: [{ params: true }, input.argument, { output: 0 }],
        constants: input.constants,
        scratch: 0,
      };
    },
    cost(request) {
      const view = viewOf(request);
      const { count = 1, stride = 1 } = view === undefined ? {} : innerRun(view);
      const element = elementCount(request.outputs[0]?.shape ?? []);
      return stride === 1
        ? moveCost(rates, 'tml_gather', request, element / count)
        : ratedCost(rates, 'tml_gather', request, { run: element / count, element });
    },
  });

const ofEachWidth = <Name extends OpName>(
  op: Name,
  form: Form,
  viewOf: (request: KernelRequest<Name>) => StridedView | undefined,
  operand: number,
): readonly Kernel<Name>[] => ([8, 16, 32, 64] as const).map((bits) => viewKernel(op, form, bits, viewOf, operand));

/** The same for elements of each width. `viewOf`: undefined where positions are computed; `operand`: whose elements move. */
export const viewKernels = <Name extends OpName>(
  op: Name,
  viewOf: (request: KernelRequest<Name>) => StridedView | undefined,
  operand = 0,
): readonly Kernel<Name>[] => ofEachWidth(op, flat, viewOf, operand);

/** The same, along as many dimensions as tensors have. */
export const deepViewKernels = <Name extends OpName>(
  op: Name,
  viewOf: (request: KernelRequest<Name>) => StridedView | undefined,
): readonly Kernel<Name>[] => [...ofEachWidth(op, flat, viewOf, 0), ...ofEachWidth(op, deep, viewOf, 0)];

import { defineKernel, type Kernel, type KernelCall, type KernelRequest, type OpName } from '@tinyml/core';
import { moveCost } from '../../kernel/element-cost.ts';
import { sizes } from './kernel-sizes.ts';
import { rates } from './kernel-rates.ts';
import { kernelSources } from '../../kernel/kernel-sources.ts';
import { operandArgument, operatorProblem } from '../../kernel/operand.ts';

/** Slices of one axis of a tensor that numbers name. */
export interface Taking {
  /** Parts of the tensor, each with numbers of its own; more than one only for operators with `batched` kernels. */
  readonly batches: number;
  /** Rows in a part: product of the dimensions before the axis. */
  readonly outer: number;
  /** Of the axis. */
  readonly size: number;
  /** Numbers of a part. */
  readonly count: number;
  /** Bytes of a slice. */
  readonly bytes: number;
}

interface TakingOperator<Name extends OpName> {
  readonly op: Name;
  /** Positions of the tensor and of the numbers among the operands. */
  readonly data: number;
  readonly numbers: number;
  readonly takingOf: (request: KernelRequest<Name>) => Taking;
}

const batchedFields = ({ batches, outer, size, count, bytes }: Taking) => ({
  take: { fields: { outer, size, count, bytes } },
  batches,
});

const call = (form: string, taking: Taking, rest: Pick<KernelCall, 'arguments' | 'constants'>): KernelCall => {
  const { outer, size, count, bytes } = taking;
  const one = taking.batches === 1;
  return {
    function: one ? `tml_take${form}` : `tml_take_batched${form}`,
    params: one
      ? { type: 'tml_take_params', fields: { outer, size, count, bytes } }
      : { type: 'tml_take_batched_params', fields: batchedFields(taking) },
    ...rest,
    scratch: 0,
  };
};

const header = (form: string, batched: boolean): string => `tml_take${batched ? '_batched' : ''}${form}.h`;

const batchProblem = ({ batches }: Taking, batched: boolean): string | undefined =>
  batches > 1 === batched ? undefined : `takes ${batched ? 'several batches' : 'one batch'} of indices`;

/** Slices that constant numbers name. */
const constantNumbers = <Name extends OpName>(operator: TakingOperator<Name>, batched: boolean): Kernel<Name> => {
  const { op, data, numbers, takingOf } = operator;
  return defineKernel<Name>({
    name: `tml_${op}${batched ? '_batched' : ''}`,
    version: 1,
    op,
    isa: 'generic',
    measured: sizes,
    sources: kernelSources(header('', batched)),
    supports: (request) =>
      operatorProblem(request) ??
      batchProblem(takingOf(request), batched) ??
      (request.inputs[numbers]?.constant === undefined ? 'the indices must be a constant' : true),
    lower(request) {
      const input = operandArgument(request, data, 'input');
      const { size, ...taking } = takingOf(request);
      const values = Array.from((request.inputs[numbers]?.constant ?? []) as Int32Array, (value) =>
        Math.min(Math.max(Number(value), 0), size - 1),
      );
      return call(
        '',
        { size, ...taking },
        {
          arguments: [{ params: true }, input.argument, { constant: 'indices' }, { output: 0 }],
          constants: [{ name: 'indices', ctype: 'int32_t', values }, ...input.constants],
        },
      );
    },
    cost: (request) => takingCost(request, takingOf(request)),
  });
};

/** Slices that computed numbers name, as a table of embeddings is read. */
const computedNumbers = <Name extends OpName>(
  { op, data, numbers, takingOf }: TakingOperator<Name>,
  dtype: 'int32' | 'int64',
  batched: boolean,
): Kernel<Name> => {
  const form = dtype === 'int32' ? '_s32' : '_s64';
  return defineKernel<Name>({
    name: `tml_${op}${batched ? '_batched' : ''}${form}`,
    version: 1,
    op,
    isa: 'generic',
    measured: sizes,
    sources: kernelSources(header(form, batched)),
    supports(request) {
      const indices = request.inputs[numbers];
      if (indices?.constant !== undefined) return 'the indices are constant';
      return (
        operatorProblem(request) ??
        batchProblem(takingOf(request), batched) ??
        (indices?.type.dtype === dtype ? true : `takes indices of type ${dtype}`)
      );
    },
    lower(request) {
      const input = operandArgument(request, data, 'input');
      return call(form, takingOf(request), {
        arguments: [{ params: true }, input.argument, { input: numbers }, { output: 0 }],
        constants: input.constants,
      });
    },
    cost: (request) => takingCost(request, takingOf(request)),
  });
};

const takingCost = (request: KernelRequest, { batches, outer, count }: Taking) =>
  moveCost(rates, 'tml_take', request, batches * outer * count);

/** Kernels for one batch of numbers, and where `batched` is set for several. */
export const takingKernels = <Name extends OpName>(
  operator: TakingOperator<Name>,
  batched = false,
): readonly Kernel<Name>[] =>
  (batched ? [false, true] : [false]).flatMap((several) => [
    constantNumbers(operator, several),
    computedNumbers(operator, 'int32', several),
    computedNumbers(operator, 'int64', several),
  ]);

import { kernelsSlot } from '@tinyml/codegen';
import { isOperatorError, whyNone, type DType, type KernelRequest, type Node, type Operator } from '@tinyml/core';
import { builtinKernels, builtinOperatorTable } from '@tinyml/operators';
import { dtypes, samplesOf, type Sample } from './sample.ts';
import { whyUnrecorded } from './unrecorded.ts';

/** True where it does, else why not; undefined where nobody has said. */
export type Answer = true | string | undefined;

/** What runs an operator on operands of one type. */
export interface OperatorType {
  readonly dtype: DType;
  /** LiteRT's reference kernels have run it, and the result is a test case. */
  readonly recorded: Answer;
  /** The interpreter runs it. */
  readonly interpreted: Answer;
  /** A portable kernel in C runs it. */
  readonly compiled: Answer;
}

const problemOf = (operator: Operator, { attrs, inputs, outputs }: Sample): string | undefined => {
  try {
    return operator.check({ attrs: attrs as never, inputs: inputs.map((input) => input && input.type), outputs });
  } catch (error) {
    if (isOperatorError(error)) return error.message;
    throw error;
  }
};

/** As the recording has its constants, then with the first operand computed. */
const requestsOf = (op: string, { attrs, inputs, outputs }: Sample): readonly KernelRequest[] =>
  [inputs, inputs.map((input, i) => (input !== null && i === 0 ? { type: input.type } : input))].map((operands) => ({
    node: { id: 'n', op, attrs, inputs: [], outputs: [] } as unknown as Node,
    inputs: operands,
    outputs,
    operators: builtinOperatorTable,
    core: 'host',
    priority: 'size',
  }));

const compiledOf = (operator: Operator, dtype: DType, samples: readonly Sample[]): Answer => {
  const kernels = builtinKernels.filter(
    ({ op, followedBy, isa }) => op === operator.name && followedBy === undefined && isa === 'generic',
  );
  if (kernels.length === 0) return whyNone(kernelsSlot, operator);
  const runs = samples
    .flatMap((sample) => requestsOf(operator.name, sample))
    .some((request) => kernels.some((kernel) => kernel.supports(request) === true));
  if (runs) return true;
  return dtype === 'uint8'
    ? 'none of its kernels takes uint8: files of that type are made int8 first, where they can be'
    : 'none of its kernels takes this type yet';
};

/** What runs the operator, for each type that it might have. */
export const typesOf = (operator: Operator): readonly OperatorType[] => {
  if (operator.traits?.control !== undefined) {
    const recorded = 'its graphs have the types: whole models are recorded, in packages/formats/test/cases/tflite';
    return dtypes.map((dtype) => ({ dtype, recorded, interpreted: true, compiled: whyNone(kernelsSlot, operator) }));
  }
  const samples = samplesOf(operator);
  return dtypes.map((dtype) => {
    const all = samples.get(dtype) ?? [];
    const problems = all.map((sample) => problemOf(operator, sample));
    const accepted = all.filter((_, i) => problems[i] === undefined);
    if (accepted.length === 0) {
      const [problem] = problems;
      return { dtype, recorded: problem, interpreted: problem, compiled: problem };
    }
    return {
      dtype,
      recorded: accepted.some(({ recorded }) => recorded) || whyUnrecorded(operator, dtype),
      interpreted: true,
      compiled: compiledOf(operator, dtype, accepted),
    };
  });
};

import fc from 'fast-check';
import {
  allocate,
  callOutputs,
  elementCount,
  float32ArrayToFloat16,
  type Core,
  type DType,
  type Kernel,
  type KernelRequest,
  type Node,
  type OpName,
  type Quant,
  type Tensor,
  type TensorData,
  type TensorType,
  type WeightEncoding,
} from '@tinyml/core';
import { builtinOperators, builtinOperatorTable } from '@tinyml/operators';

/** A random node with operands, and what the reference operator makes of it. */
export interface NodeCase {
  readonly request: KernelRequest;
  readonly inputs: readonly (TensorData | null)[];
  readonly expected: readonly TensorData[];
}

/** One operand: its tensor, and whether the kernel sees it as a constant. */
export interface CaseOperand {
  readonly tensor: Tensor;
  readonly constant: boolean;
}

/** A small deterministic generator for element values: shapes come from fast-check, contents from here. */
export const values = (seed: number): (() => number) => {
  let state = (seed ^ 0x9e3779b9) >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };
};

export const quantOf = (next: () => number): Quant => ({
  scale: [Math.fround(0.01 + next() * 0.07)],
  zeroPoint: [Math.floor(next() * 256) - 128],
});

/** Random elements of `type` over a range that suits its dtype. */
export const filled = (type: TensorType, next: () => number): Tensor => {
  const count = elementCount(type.shape);
  if (type.dtype === 'float16') {
    return { type, data: float32ArrayToFloat16(Array.from({ length: count }, () => next() * 2 - 1)) };
  }
  if (type.dtype === 'int64') {
    return { type, data: BigInt64Array.from({ length: count }, () => BigInt(Math.floor(next() * 2 ** 40) - 2 ** 39)) };
  }
  const data = allocate(type.dtype, count) as Float32Array;
  const draw: Partial<Record<DType, () => number>> = {
    float32: () => next() * 4 - 2,
    int8: () => Math.floor(next() * 256) - 128,
    int32: () => Math.floor(next() * 4000) - 2000,
  };
  const element = draw[type.dtype];
  if (element === undefined) throw new Error(`no values for ${type.dtype}`);
  for (let i = 0; i < count; i++) data[i] = element();
  return { type, data };
};

interface CaseOutput {
  readonly dtype: DType;
  readonly quant?: Quant;
}

/** Runs the reference operator and shapes the request for the kernels. `dtype` and `quant` are the output's. */
export const nodeCase = <Name extends OpName>(
  op: Name,
  attrs: Node<Name>['attrs'],
  operands: readonly (CaseOperand | null)[],
  output: CaseOutput,
  core: Core = 'host',
): NodeCase => {
  const operator = builtinOperators.find((candidate) => candidate.name === op);
  if (operator === undefined) throw new Error(`no operator ${op}`);
  const inputs = operands.map((operand) => {
    if (operand === null) return null;
    const { tensor, constant } = operand;
    return { type: tensor.type, ...(constant && { constant: tensor.data }) };
  });
  const shape = operator.infer({ attrs, inputs })[0]?.shape ?? [];
  const outputs: readonly TensorType[] = [{ ...output, shape }];
  const tensors = operands.map((operand) => operand?.tensor ?? null);
  const reason = operator.check({ attrs, inputs: tensors.map((tensor) => tensor?.type ?? null), outputs });
  if (reason !== undefined) throw new Error(`${op}: ${reason}`);
  const node = {
    id: 'n',
    op,
    attrs,
    inputs: operands.map((_, i) => `t${String(i)}`),
    outputs: ['y'],
  } as unknown as Node;
  return {
    request: { node, inputs, outputs, operators: builtinOperatorTable, core, priority: 'latency' },
    inputs: operands.map((operand) => (operand === null || operand.constant ? null : operand.tensor.data)),
    expected: operator.run({ attrs, inputs: tensors, outputs }),
  };
};

/** The case with the weights, its second operand, stored in fewer bytes. */
export const storedAs = (encoding: WeightEncoding, item: NodeCase): NodeCase => {
  const inputs = item.request.inputs.map((operand, i) =>
    i === 1 && operand !== null ? { ...operand, encoding } : operand,
  );
  return { ...item, request: { ...item.request, inputs } };
};

/** The case with `op` after it in the same call: it reads the case's result first, then `operands`. */
export const followedBy = <Name extends OpName>(
  { request, inputs, expected }: NodeCase,
  op: Name,
  attrs: Node<Name>['attrs'],
  operands: readonly CaseOperand[],
  quant?: Quant,
): NodeCase => {
  const between: Tensor = { type: callOutputs(request)[0] as TensorType, data: expected[0] as TensorData };
  const next = nodeCase(
    op,
    attrs,
    [{ tensor: between, constant: false }, ...operands],
    {
      dtype: between.type.dtype,
      ...((quant ?? between.type.quant) && { quant: quant ?? between.type.quant }),
    } as CaseOutput,
    request.core,
  );
  const { node, inputs: read, outputs } = next.request;
  return {
    request: { ...request, followers: [...(request.followers ?? []), { node, inputs: read, fed: 0, outputs }] },
    inputs: [...inputs, ...next.inputs.slice(1)],
    expected: next.expected,
  };
};

/** Sums may be taken in another order: 2e-6 of the outputs' range, or of 1. */
export const floatTolerance = (expected: Float32Array): number => {
  const [least, greatest] = expected.reduce(([low, high], x) => [Math.min(low, x), Math.max(high, x)], [0, 0] as [
    number,
    number,
  ]);
  return 2e-6 * Math.max(1, greatest - least);
};

/** Values of `arbitrary` that are the same at every run. */
export const sampled = <T>(arbitrary: fc.Arbitrary<T>, count: number, seed: number): readonly T[] =>
  fc.sample(arbitrary, { numRuns: count, seed });

/** Kernels in plain C that are faster ones of some cores: blocked.test.ts. */
export const isBlocked = ({ name }: Kernel): boolean => /_(blocked|eights|fours|pairs|sliding)_s8$/.test(name);

/** The one generic kernel of `kernels` that supports the request, faster ones of some cores aside. */
export const kernelFor = (kernels: readonly Kernel[], request: KernelRequest): Kernel => {
  const fitting = kernels.filter(
    (kernel) =>
      kernel.op === request.node.op &&
      kernel.isa === 'generic' &&
      !isBlocked(kernel) &&
      kernel.supports(request) === true,
  );
  if (fitting.length !== 1) throw new Error(`${String(fitting.length)} kernels fit ${request.node.op}`);
  return fitting[0] as Kernel;
};

import {
  activationRange,
  defineKernel,
  perTensorQuant,
  productFactor,
  quantizedActivationRange,
  sumFactors,
  type Activation,
  type CValue,
  type DType,
  type Kernel,
  type KernelRequest,
} from '@tinyml/core';
import { broadcastFields, broadcastLoop, greatestOuterDimensions } from './broadcast-loop.ts';
import { ratedCost } from './kernel-cost.ts';
import { dtypeProblem, elementOverlaps, operandArgument, operatorProblem, requiredOperand } from './operand.ts';
import { kernelSources } from './sources.ts';

type BinaryName = 'add' | 'sub' | 'mul' | 'minimum' | 'maximum';
type Fields = Readonly<Record<string, CValue>>;

const suffixes = { float32: 'f32', int8: 's8', int32: 's32' } as const satisfies Partial<Record<DType, string>>;

const loopOf = (request: KernelRequest): ReturnType<typeof broadcastLoop> =>
  broadcastLoop(
    requiredOperand(request, 0).type.shape,
    requiredOperand(request, 1).type.shape,
    request.outputs[0]?.shape ?? [],
  );

const binaryKernel = (
  op: BinaryName,
  dtype: keyof typeof suffixes,
  fields: (request: KernelRequest) => Fields,
): Kernel => {
  const name = `tml_${op}_${suffixes[dtype]}`;
  return defineKernel({
    name,
    version: 1,
    op,
    isa: 'generic',
    sources: kernelSources(`${name}.h`),
    supports(request) {
      const problem = dtypeProblem(request, [dtype, dtype], dtype) ?? operatorProblem(request);
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
      return ratedCost(name, request, { row: rows, element: rows * count }, dtype === 'float32' ? rows * count : 0);
    },
  });
};

const activationOf = ({ node }: KernelRequest): Activation =>
  (node.attrs as { readonly activation?: Activation }).activation ?? 'none';

const floatLimits = (request: KernelRequest): Fields => {
  const [low, high] = activationRange(activationOf(request));
  return { low, high };
};

const int32Limits = (request: KernelRequest): Fields => {
  const [low, high] = activationRange(activationOf(request));
  return { low: Math.max(low, -2147483648), high: Math.min(high, 2147483647) };
};

const quants = (request: KernelRequest) =>
  [
    perTensorQuant(requiredOperand(request, 0).type),
    perTensorQuant(requiredOperand(request, 1).type),
    perTensorQuant(request.outputs[0] as NonNullable<(typeof request.outputs)[0]>),
  ] as const;

const int8Result = (request: KernelRequest): Fields => {
  const { scale, zeroPoint } = quants(request)[2];
  const [low, high] = quantizedActivationRange(activationOf(request), scale, zeroPoint, 'int8');
  return { output_zero_point: zeroPoint, low, high };
};

const sumFields = (request: KernelRequest): Fields => {
  const [a, b, output] = quants(request);
  const factors = sumFactors(a, b, output);
  return {
    a_zero_point: a.zeroPoint,
    b_zero_point: b.zeroPoint,
    a_multiplier: factors.a.multiplier,
    a_shift: factors.a.shift,
    b_multiplier: factors.b.multiplier,
    b_shift: factors.b.shift,
    output_multiplier: factors.output.multiplier,
    output_shift: factors.output.shift,
    ...int8Result(request),
  };
};

const productFields = (request: KernelRequest): Fields => {
  const [a, b, output] = quants(request);
  const { multiplier, shift } = productFactor(a, b, output);
  return {
    a_zero_point: a.zeroPoint,
    b_zero_point: b.zeroPoint,
    output_multiplier: multiplier,
    output_shift: shift,
    ...int8Result(request),
  };
};

const none = (): Fields => ({});

/** Element-wise operators of two operands. */
export const arithmeticKernels: readonly Kernel[] = [
  binaryKernel('add', 'float32', floatLimits),
  binaryKernel('add', 'int32', int32Limits),
  binaryKernel('add', 'int8', sumFields),
  binaryKernel('maximum', 'float32', none),
  binaryKernel('maximum', 'int32', none),
  binaryKernel('maximum', 'int8', none),
  binaryKernel('minimum', 'float32', none),
  binaryKernel('minimum', 'int32', none),
  binaryKernel('minimum', 'int8', none),
  binaryKernel('mul', 'float32', floatLimits),
  binaryKernel('mul', 'int32', int32Limits),
  binaryKernel('mul', 'int8', productFields),
  binaryKernel('sub', 'float32', floatLimits),
  binaryKernel('sub', 'int32', int32Limits),
  binaryKernel('sub', 'int8', sumFields),
];

import {
  broadcastShape,
  defineKernel,
  elementCount,
  quantizeMultiplier,
  rowMajorStrides,
  type CValue,
  type DType,
  type Kernel,
  type KernelCall,
  type KernelRequest,
  type PackedConstant,
  type Shape,
  type TensorType,
} from '@tinyml/core';
import { halfFactor } from '../../kernel/half-factor.ts';
import { noRates, ratedCost } from '../../kernel/kernel-cost.ts';
import { kernelSources } from '../../kernel/kernel-sources.ts';
import { dtypeProblem, operandArgument, operatorProblem, requiredOperand } from '../../kernel/operand.ts';
import { withSizes } from '../../kernel/with-sizes.ts';
import { columnScales, scaleInIntegers } from './column-scales.ts';
import { sizes } from './kernel-sizes.ts';

type Request = KernelRequest<'batch_matmul'>;

/** Dimensions of a batch. */
const most = 3;

interface Form {
  readonly suffix: string;
  readonly x: DType;
  readonly y: DType;
  readonly z: DType;
}

const forms: readonly Form[] = [
  { suffix: 'f32', x: 'float32', y: 'float32', z: 'float32' },
  { suffix: 's8', x: 'int8', y: 'int8', z: 'int8' },
  { suffix: 's8s32', x: 'int8', y: 'int8', z: 'int32' },
  { suffix: 's16', x: 'int16', y: 'int16', z: 'int16' },
  { suffix: 's16s8', x: 'int16', y: 'int8', z: 'int16' },
  { suffix: 'hybrid', x: 'float32', y: 'int8', z: 'float32' },
];

/** How far an operand's matrices are apart along each dimension of the result's batch. */
const batchSteps = (shape: Shape, batch: Shape): readonly number[] => {
  const own = rowMajorStrides(shape).slice(0, -2);
  const added = batch.length - own.length;
  return batch.map((_, axis) => ((shape[axis - added] ?? 1) === 1 || axis < added ? 0 : (own[axis - added] as number)));
};

const filled = (values: readonly number[], value: number): readonly number[] => [
  ...new Array<number>(most - values.length).fill(value),
  ...values,
];

interface Sizes {
  readonly rows: number;
  readonly depth: number;
  readonly columns: number;
}

const sizesOf = (request: Request): Sizes => {
  const [rows = 1, columns = 1] = request.outputs[0]?.shape.slice(-2) ?? [];
  const depth = requiredOperand(request, 0).type.shape.at(request.node.attrs.adjX ? -2 : -1) ?? 1;
  return { rows, depth, columns };
};

const batchOf = (request: Request): Shape =>
  broadcastShape(
    requiredOperand(request, 0).type.shape.slice(0, -2),
    requiredOperand(request, 1).type.shape.slice(0, -2),
  );

const geometryOf = (request: Request): Readonly<Record<string, CValue>> => {
  const { adjX, adjY } = request.node.attrs;
  const { rows, depth, columns } = sizesOf(request);
  const batch = batchOf(request);
  return {
    batch: filled(batch, 1),
    x_batch: filled(batchSteps(requiredOperand(request, 0).type.shape, batch), 0),
    y_batch: filled(batchSteps(requiredOperand(request, 1).type.shape, batch), 0),
    rows,
    depth,
    columns,
    x_row: adjX ? 1 : depth,
    x_depth: adjX ? rows : 1,
    y_depth: adjY ? 1 : columns,
    y_column: adjY ? depth : 1,
  };
};

/** The factor of 15 bits and the shift to the right of 16-bit results, or those of 31 bits. */
const factorOf = (x: TensorType, y: TensorType, z: TensorType | undefined): Readonly<Record<string, number>> => {
  const scale = ({ quant }: TensorType): number => quant?.scale[0] ?? 1;
  const real = (scale(x) * scaleInIntegers(y)) / (z === undefined ? 1 : scale(z));
  return z?.dtype === 'int16' ? halfFactor(real) : { ...quantizeMultiplier(real) };
};

const quantizedFields = (request: Request): Readonly<Record<string, CValue>> => {
  const [x, y, z] = [requiredOperand(request, 0).type, requiredOperand(request, 1).type, request.outputs[0]];
  return {
    geometry: { fields: geometryOf(request) },
    x_zero_point: x.quant?.zeroPoint[0] ?? 0,
    y_zero_point: y.quant?.zeroPoint[0] ?? 0,
    z_zero_point: z?.quant?.zeroPoint[0] ?? 0,
    ...factorOf(x, y, z),
  };
};

const hybridFields = (request: Request): Readonly<Record<string, CValue>> => ({
  geometry: { fields: geometryOf(request) },
  y_zero_point: requiredOperand(request, 1).type.quant?.zeroPoint[0] ?? 0,
  asymmetric: request.node.attrs.asymmetricQuantizeInputs === true ? 1 : 0,
});

/** Parameters of a form: sums that are results themselves need no factor. */
const paramsOf = ({ suffix }: Form, request: Request): NonNullable<KernelCall['params']> => {
  if (suffix === 'hybrid') return { type: 'tml_batch_matmul_hybrid_params', fields: hybridFields(request) };
  return suffix === 'f32' || suffix === 's8s32'
    ? { type: 'tml_batch_matmul_geometry', fields: geometryOf(request) }
    : { type: 'tml_batch_matmul_q_params', fields: quantizedFields(request) };
};

/** The scale of each column, for results that are real. */
const scaleConstant = (request: Request): PackedConstant => ({
  name: 'scale',
  ctype: 'float',
  values: columnScales(requiredOperand(request, 1).type, sizesOf(request).columns),
});

/** 16-bit operands and results have no zero point in the C. */
const zeroPointProblem = (request: Request): string | undefined =>
  [...request.inputs.map((operand) => operand?.type), request.outputs[0]].some(
    (type) => type?.dtype === 'int16' && (type.quant?.zeroPoint[0] ?? 0) !== 0,
  )
    ? 'takes 16-bit values without a zero point'
    : undefined;

const kernelOf = (form: Form): Kernel<'batch_matmul'> => {
  const { suffix, x, y, z } = form;
  const name = `tml_batch_matmul_${suffix}`;
  const hybrid = suffix === 'hybrid';
  return defineKernel<'batch_matmul'>({
    name,
    version: 1,
    op: 'batch_matmul',
    isa: 'generic',
    sources: kernelSources(`${name}.h`),
    supports: (request) =>
      dtypeProblem(request, [x, y], z) ??
      operatorProblem(request) ??
      zeroPointProblem(request) ??
      (batchOf(request).length > most ? `takes batches of at most ${String(most)} dimensions` : true),
    lower(request) {
      const [left, right] = [operandArgument(request, 0, 'x'), operandArgument(request, 1, 'y')];
      const scale = hybrid ? [scaleConstant(request)] : [];
      return {
        function: name,
        params: paramsOf(form, request),
        arguments: [
          { params: true },
          left.argument,
          right.argument,
          ...scale.map((one) => ({ constant: one.name })),
          { output: 0 },
          ...(hybrid ? [{ scratch: true } as const] : []),
        ],
        constants: [...left.constants, ...right.constants, ...scale],
        scratch: hybrid ? 5 * sizesOf(request).depth : 0,
      };
    },
    cost(request) {
      const result = elementCount(request.outputs[0]?.shape ?? []);
      const product = result * sizesOf(request).depth;
      return ratedCost(noRates, 'tml_batch_matmul', request, { result, product }, suffix === 'f32' ? 2 * product : 0);
    },
  });
};

export const kernels = withSizes(sizes, forms.map(kernelOf));

import { axisOrder } from './axis-order.ts';
import {
  none,
  allocate,
  broadcastShape,
  broadcastIndex,
  clamp,
  defineOperator,
  doubles,
  elementCount,
  type IntegerDType,
  integerRange,
  multiplyByQuantizedMultiplier,
  multiplyWideByQuantizedMultiplier,
  type OptionsOf,
  OperatorError,
  perTensorProblem,
  quantizeMultiplier,
  required,
  type Shape,
  type Tensor,
  type TensorType,
} from '@tinyml/core';
import { multiplyRows, quantizeDynamically } from '@tinyml/core/internal';
import { kernels } from './kernels.ts';
import { tflite } from './tflite.ts';
import { columnScales, columnScalesProblem, scaleInIntegers } from './column-scales.ts';
import { quantize } from './quantize.ts';
import { keras } from './keras.ts';

const attributes = {
  type: 'object',
  additionalProperties: false,
  required: ['adjX', 'adjY'],
  properties: {
    adjX: { type: 'boolean', description: 'the first operand is transposed' },
    adjY: { type: 'boolean', description: 'the second operand is transposed' },
    asymmetricQuantizeInputs: {
      type: 'boolean',
      description: 'float32 × int8: the first operand is quantised with a zero point',
    },
  },
} as const;

declare module '@tinyml/core' {
  interface Ops {
    readonly batch_matmul: OptionsOf<typeof attributes>;
  }
}

type Attributes = OptionsOf<typeof attributes>;

interface Product {
  readonly batch: Shape;
  readonly rows: number;
  readonly depth: number;
  readonly columns: number;
}

/** @throws OperatorError where the operands are no matrices that fit */
const productOf = (attrs: Attributes, x: Shape, y: Shape): Product => {
  const [xr, xc] = x.slice(-2);
  const [yr, yc] = y.slice(-2);
  if (xr === undefined || xc === undefined || yr === undefined || yc === undefined)
    throw new OperatorError('needs two matrices');
  const [rows, depth] = attrs.adjX ? [xc, xr] : [xr, xc];
  const [inner, columns] = attrs.adjY ? [yc, yr] : [yr, yc];
  if (depth !== inner) throw new OperatorError(`rows of ${String(depth)} and columns of ${String(inner)} do not fit`);
  return { batch: broadcastShape(x.slice(0, -2), y.slice(0, -2)), rows, depth, columns };
};

/** A matrix with its sizes swapped. */
const transposed = (values: Float64Array, rows: number, columns: number): Float64Array => {
  const result = new Float64Array(values.length);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++)
      result[column * rows + row] = values[row * columns + column] as number;
  return result;
};

const typesProblem = (attrs: Attributes, x: TensorType, y: TensorType, z: TensorType): string | undefined => {
  const types = `${x.dtype} × ${y.dtype} → ${z.dtype}`;
  if (types === 'float32 × float32 → float32') return undefined;
  if (types === 'float32 × int8 → float32') return columnScalesProblem(attrs, y);
  if (types === 'int8 × int8 → int32') return undefined;
  if (!['int8 × int8 → int8', 'int16 × int16 → int16', 'int16 × int8 → int16'].includes(types))
    return `types ${types} are not supported`;
  const ofY = y.quant?.axis === undefined ? perTensorProblem('operand 1', y) : columnScalesProblem(attrs, y);
  return perTensorProblem('operand 0', x) ?? ofY ?? perTensorProblem('the result', z);
};

/** Less the zero point; LiteRT's products of stored integers as int32 leave it in. */
const centred = (tensor: Tensor, result: TensorType): Float64Array =>
  doubles(tensor, result.dtype === 'int32' ? 0 : (tensor.type.quant?.zeroPoint[0] ?? 0));

/**
 * Products of the matrices of two operands [..., m, k] and [..., k, n], their batches broadcast. An int8 second operand may
 * have a scale for each column: column-scales.ts.
 */
export const batchMatmul = defineOperator({
  name: 'batch_matmul',
  version: 1,
  summary: 'products of matrices',
  traits: { bilinear: true },
  slots: {
    axisOrder,
    keras,
    gradient: none('nothing is trained through it yet'),
    kernels,
    tflite,
    micro: 'AddBatchMatMul',
    quantize,
  },
  attributes,
  arity: { inputs: [2, 2], outputs: [1, 1] },
  infer({ attrs, inputs: [x, y] }) {
    const { batch, rows, columns } = productOf(attrs, required(x).type.shape, required(y).type.shape);
    return [{ dtype: required(x).type.dtype, shape: [...batch, rows, columns] }];
  },
  check: ({ attrs, inputs: [x, y], outputs: [z] }) =>
    x == null || y == null || z === undefined ? 'needs two operands' : typesProblem(attrs, x, y, z),
  run({ attrs, inputs: [x, y], outputs: [z] }) {
    const [a, b, result] = [required(x), required(y), required(z)];
    const { batch, rows, depth, columns } = productOf(attrs, a.type.shape, b.type.shape);
    const hybrid = a.type.dtype === 'float32' && b.type.dtype === 'int8';
    const left = (values: Float64Array): Float64Array => (attrs.adjX ? transposed(values, depth, rows) : values);
    const count = elementCount(batch);
    const ofX = broadcastIndex(a.type.shape.slice(0, -2), batch);
    const ofY = broadcastIndex(b.type.shape.slice(0, -2), batch);
    const [xs, ys] = [hybrid ? new Float64Array() : centred(a, result), centred(b, result)];
    const sums = new Float64Array(count * rows * columns);
    for (let i = 0; i < count; i++) {
      const [xi, yi] = [ofX?.[i] ?? i, ofY?.[i] ?? i];
      const matrix = ys.subarray(yi * depth * columns, (yi + 1) * depth * columns);
      const w = attrs.adjY ? matrix : transposed(matrix, depth, columns);
      const at = i * rows * columns;
      if (!hybrid) {
        multiplyRows(left(xs.subarray(xi * rows * depth, (xi + 1) * rows * depth)), rows, depth, w, columns, sums, at);
        continue;
      }
      // Each row is quantised by itself, as fully_connected does.
      const own = left(
        Float64Array.from((a.data as Float32Array).subarray(xi * rows * depth, (xi + 1) * rows * depth)),
      );
      const { values, scales } = quantizeDynamically(
        Float32Array.from(own),
        rows,
        attrs.asymmetricQuantizeInputs ?? false,
      );
      multiplyRows(values, rows, depth, w, columns, sums, at);
      const factors = columnScales(b.type, columns);
      for (let k = 0; k < rows * columns; k++)
        sums[at + k] =
          (sums[at + k] as number) * (scales[Math.floor(k / columns)] as number) * (factors[k % columns] as number);
    }
    const output = allocate(result.dtype, sums.length);
    if (result.dtype === 'float32' || result.dtype === 'int32') {
      (output as Float32Array).set(sums);
      return [output];
    }
    const { multiplier, shift } = quantizeMultiplier(
      ((a.type.quant?.scale[0] ?? 1) * scaleInIntegers(b.type)) / (result.quant?.scale[0] ?? 1),
    );
    const zeroPoint = result.quant?.zeroPoint[0] ?? 0;
    const [low, high] = integerRange(result.dtype as IntegerDType);
    const scaled = result.dtype === 'int16' ? multiplyWideByQuantizedMultiplier : multiplyByQuantizedMultiplier;
    sums.forEach((sum, i) => {
      output[i] = clamp(scaled(sum, multiplier, shift) + zeroPoint, low, high);
    });
    return [output];
  },
  macs({ attrs, inputs: [x, y] }) {
    const { batch, rows, depth, columns } = productOf(attrs, required(x).shape, required(y).shape);
    return elementCount(batch) * rows * depth * columns;
  },
});

import {
  byteWidth,
  isFloat,
  slidingWindow,
  type KernelRequest,
  type OpName,
  type Padding,
  type Pair,
  type TensorType,
} from '@tinyml/core';

/**
 * Rows are the indices along one axis of a tensor that has extent 1 before it: they are contiguous in memory. 1: rows of
 * an image [1,h,w,c]; 2: those of a series [1,1,w,c].
 */
export type RowAxis = 1 | 2;

/** Rows from `from` to before `to`. */
export interface Rows {
  readonly from: number;
  readonly to: number;
}

/** How an operand is read for some rows of the result. */
export interface RowRead {
  readonly operand: number;
  /** Rows of the operand in all. */
  readonly rows: number;
  readonly rowBytes: number;
  /** Those that rows of the result, at least one, are computed from. */
  needs(rows: Rows): Rows;
}

/** A node as something that gives rows. */
export interface RowView {
  readonly axis: RowAxis;
  readonly rows: number;
  readonly rowBytes: number;
  /** Operands that are read by rows; any other is read whole. */
  readonly reads: readonly RowRead[];
  /** The same node for some rows of its result: operands hold what they need, and padding only where they end. */
  slice(rows: Rows): KernelRequest;
}

/** A window that slides over the operand's rows: the result's row r starts at r · stride − before. */
interface RowWindow {
  readonly stride: number;
  readonly before: number;
  readonly extent: number;
}

const single: RowWindow = { stride: 1, before: 0, extent: 1 };

export const rowsOf = ({ shape }: TensorType, axis: RowAxis): number => shape[axis] as number;

export const rowBytes = ({ dtype, shape }: TensorType, axis: RowAxis): number =>
  shape.slice(axis + 1).reduce((bytes, extent) => bytes * extent, byteWidth(dtype));

/** Whether a tensor's rows along the axis are contiguous. */
export const hasRows = ({ dtype, shape }: TensorType, axis: RowAxis): boolean =>
  shape.length > axis && shape.slice(0, axis).every((extent) => extent === 1) && dtype !== 'int4';

const withRows = (type: TensorType, axis: RowAxis, { from, to }: Rows): TensorType => ({
  ...type,
  shape: type.shape.map((extent, i) => (i === axis ? to - from : extent)),
});

const needsOf =
  ({ stride, before, extent }: RowWindow, rows: number) =>
  ({ from, to }: Rows): Rows => ({
    from: Math.max(0, from * stride - before),
    to: Math.min(rows, (to - 1) * stride - before + extent),
  });

interface WindowedAttributes {
  readonly padding: Padding;
  readonly strides: Pair;
  readonly dilations?: Pair;
  readonly filter?: Pair;
}

/** A convolution or pooling. */
const windowed = (request: KernelRequest, axis: RowAxis): RowView | undefined => {
  const attrs = request.node.attrs as unknown as WindowedAttributes;
  const [x, filter] = request.inputs;
  const y = request.outputs[0];
  if (x == null || y === undefined || x.constant !== undefined) return undefined;
  // A hybrid kernel quantises its operand by the range of all rows.
  if (filter != null && isFloat(x.type.dtype) && !isFloat(filter.type.dtype)) return undefined;
  const size = attrs.filter ?? ([filter?.type.shape[1], filter?.type.shape[2]] as unknown as Pair);
  const dilations = attrs.dilations ?? [1, 1];
  const image: Pair = [x.type.shape[1] as number, x.type.shape[2] as number];
  const window = slidingWindow(image, size, attrs.strides, dilations, attrs.padding);
  const along = axis === 1 ? 0 : 1;
  const axes = [window.height, window.width] as const;
  const extents = [0, 1].map((i) => ((size[i] as number) - 1) * (dilations[i] as number) + 1);
  const { before } = axes[along];
  const stride = attrs.strides[along];
  const extent = extents[along] as number;
  const rows = rowsOf(x.type, axis);
  const needs = needsOf({ stride, before, extent }, rows);
  /** Padding on both ends of the other axis, as it is. */
  const across = 1 - along;
  const other = axes[across] as (typeof axes)[0];
  const behind = (other.output - 1) * (attrs.strides[across] as number) + (extents[across] as number);
  const sides = [other.before, Math.max(0, behind - (image[across] as number) - other.before)] as const;
  return {
    axis,
    rows: rowsOf(y, axis),
    rowBytes: rowBytes(y, axis),
    reads: [{ operand: 0, rows, rowBytes: rowBytes(x.type, axis), needs }],
    slice(wanted) {
      const ends = [
        Math.max(0, before - wanted.from * stride),
        Math.max(0, (wanted.to - 1) * stride - before + extent - rows),
      ] as const;
      const padding: Padding = axis === 1 ? [...ends, ...sides] : [...sides, ...ends];
      return {
        ...request,
        node: { ...request.node, attrs: { ...request.node.attrs, padding } as never },
        inputs: [{ ...x, type: withRows(x.type, axis, needs(wanted)) }, ...request.inputs.slice(1)],
        outputs: [withRows(y, axis, wanted)],
      };
    },
  };
};

/** An operator that makes each row of the result from the same row of its operands. */
const rowByRow = (request: KernelRequest, axis: RowAxis): RowView | undefined => {
  const y = request.outputs[0];
  if (y === undefined || request.outputs.length > 1) return undefined;
  const rows = rowsOf(y, axis);
  const reads: RowRead[] = [];
  for (const [operand, given] of request.inputs.entries()) {
    if (given === null) continue;
    const { type, constant } = given;
    // Operands are broadcast from the last axis on: one that ends before the rows, or has one row for all, is read whole.
    const own = axis - (y.shape.length - type.shape.length);
    if (own < 0 || type.shape[own] === 1) continue;
    if (own !== axis || !hasRows(type, axis) || constant !== undefined) return undefined;
    reads.push({ operand, rows, rowBytes: rowBytes(type, axis), needs: needsOf(single, rows) });
  }
  return {
    axis,
    rows,
    rowBytes: rowBytes(y, axis),
    reads,
    slice: (wanted) => ({
      ...request,
      inputs: request.inputs.map((given, operand) =>
        given !== null && reads.some((read) => read.operand === operand)
          ? { ...given, type: withRows(given.type, axis, wanted) }
          : given,
      ),
      outputs: [withRows(y, axis, wanted)],
    }),
  };
};

type Viewer = (request: KernelRequest, axis: RowAxis) => RowView | undefined;

const viewers: Readonly<Partial<Record<OpName, Viewer>>> = {
  conv_2d: windowed,
  depthwise_conv_2d: windowed,
  max_pool_2d: windowed,
  average_pool_2d: windowed,
  add: rowByRow,
  sub: rowByRow,
  mul: rowByRow,
  minimum: rowByRow,
  maximum: rowByRow,
  relu: rowByRow,
  relu6: rowByRow,
  relu_n1_to_1: rowByRow,
  leaky_relu: rowByRow,
  hard_swish: rowByRow,
  logistic: rowByRow,
  tanh: rowByRow,
  quantize: rowByRow,
  dequantize: rowByRow,
  batch_normalization: rowByRow,
};

/** The node by rows along the axis, or undefined where it cannot run on some of its rows alone. */
export const rowView = (request: KernelRequest, axis: RowAxis): RowView | undefined => {
  const y = request.outputs[0];
  if (y === undefined || !hasRows(y, axis)) return undefined;
  const view = viewers[request.node.op]?.(request, axis);
  return view?.reads.every(({ operand }) => hasRows((request.inputs[operand] as { type: TensorType }).type, axis)) ===
    true && view.reads.length > 0
    ? view
    : undefined;
};

import { elementCount, type ValueId } from '@tinyml/core';
import { axisOf, concatenated, slicedAlong } from '../../translation/axes.ts';
import { TranslationError } from '../../translation/translation-error.ts';
import type { TensorflowCall, TensorflowOperator, TensorflowOperators } from '../call.ts';

/** −1 in a shape stands for what is left. */
const withRest = (call: TensorflowCall, wanted: readonly number[]): readonly number[] => {
  const count = elementCount(call.shapeOf(call.operand(0)));
  const others = wanted.reduce((product, size) => (size === -1 ? product : product * size), 1);
  return wanted.map((size) => (size === -1 ? count / others : size));
};

const reshaped: TensorflowOperator = (call) => {
  const shape = withRest(call, call.known(1, 'shape'));
  return call.emit('reshape', { newShape: [...shape] }, [call.operand(0)]);
};

/** Sizes as a tensor; a scalar where there is no axis. */
const sizes = (call: TensorflowCall, shape: readonly number[], values: readonly number[]): ValueId => {
  const wide = call.attributes.type('out_type', 'int32') === 'int64';
  return wide
    ? call.constant('sizes', { dtype: 'int64', shape }, BigInt64Array.from(values, BigInt))
    : call.ints('sizes', shape, values);
};

const gathered = (call: TensorflowCall, axis: number): ValueId => {
  const x = call.operand(0);
  const attrs = { axis: axisOf(axis, call.rankOf(x)), batchDims: call.attributes.int('batch_dims', 0) };
  return call.emit('gather', attrs, [x, call.indices(1)]);
};

const stridedSlice: TensorflowOperator = (call) => {
  const mask = (name: string): number => call.attributes.int(`${name}_mask`, 0);
  const attrs = {
    beginMask: mask('begin'),
    endMask: mask('end'),
    ellipsisMask: mask('ellipsis'),
    newAxisMask: mask('new_axis'),
    shrinkAxisMask: mask('shrink_axis'),
  };
  return call.emit('strided_slice', attrs, [call.operand(0), call.indices(1), call.indices(2), call.indices(3)]);
};

const blocks =
  (op: 'depth_to_space' | 'space_to_depth'): TensorflowOperator =>
  (call) => {
    if (call.attributes.text('data_format', 'NHWC') !== 'NHWC')
      throw new TranslationError('only the data format NHWC is supported');
    return call.emit(op, { blockSize: call.attributes.int('block_size', 1) }, [call.operand(0)]);
  };

const inBatches =
  (op: 'space_to_batch_nd' | 'batch_to_space_nd'): TensorflowOperator =>
  (call) =>
    call.emit(op, {}, [call.operand(0), call.indices(1), call.indices(2)]);

const resized =
  (op: 'resize_bilinear' | 'resize_nearest_neighbor'): TensorflowOperator =>
  (call) => {
    const { attributes } = call;
    const attrs = {
      alignCorners: attributes.flag('align_corners'),
      halfPixelCenters: attributes.flag('half_pixel_centers'),
    };
    const result = call.emit(op, attrs, [call.operand(0), call.indices(1)]);
    // The bilinear one computes with real numbers, whatever it is given.
    return op === 'resize_bilinear' ? call.cast(result, 'float32') : result;
  };

const axisOperand = (call: TensorflowCall, position: number, rank: number): number => {
  const [axis = 0] = call.known(position, 'axis');
  return axisOf(axis, rank);
};

/** Parts of given sizes, of which −1 is the rest, and some may have no elements. */
const splitInParts: TensorflowOperator = (call) => {
  const x = call.operand(0);
  const axis = axisOperand(call, 2, call.rankOf(x));
  const length = call.shapeOf(x)[axis] ?? 0;
  const wanted = call.known(1, 'list of sizes');
  const others = wanted.reduce((sum, size) => sum + Math.max(size, 0), 0);
  const sizes = wanted.map((size) => (size === -1 ? length - others : size));
  if (sizes.every((size) => size > 0))
    return call.emitAll('split_v', { numSplits: sizes.length }, [x, call.indices(1), call.indices(2)]);
  let begin = 0;
  return sizes.map((size) => {
    begin += size;
    return size > 0
      ? slicedAlong(call, x, axis, begin - size, size)
      : call.constant('empty', { ...call.typeOf(x), shape: call.shapeOf(x).with(axis, 0) }, new Float32Array());
  });
};

/** Elements that leave an axis at its end come in at its beginning. */
const rolled: TensorflowOperator = (call) => {
  const shifts = call.known(1, 'list of shifts');
  return call.known(2, 'list of axes').reduce((x, given, i) => {
    const axis = axisOf(given, call.rankOf(x));
    const length = call.shapeOf(x)[axis] ?? 1;
    const shift = (((shifts[i] ?? 0) % length) + length) % length;
    if (shift === 0) return x;
    const parts = [slicedAlong(call, x, axis, length - shift, shift), slicedAlong(call, x, axis, 0, length - shift)];
    return concatenated(call, parts, axis);
  }, call.operand(0));
};

/** A band around the diagonal of matrices, and zeros beside it; negative: without a limit. */
const bandOf: TensorflowOperator = (call) => {
  const x = call.operand(0);
  const [rows = 1, columns = 1] = call.shapeOf(x).slice(-2);
  const [[below = -1], [above = -1]] = [call.known(1, 'lower limit'), call.known(2, 'upper limit')];
  const isIn = (row: number, column: number): boolean =>
    (below < 0 || row - column <= below) && (above < 0 || column - row <= above);
  const mask = Uint8Array.from({ length: rows * columns }, (_, i) =>
    Number(isIn(Math.floor(i / columns), i % columns)),
  );
  const inside = call.constant('band', { dtype: 'bool', shape: [rows, columns] }, mask);
  return call.emit('select_v2', {}, [inside, x, call.floats('zero', [], [0])]);
};

export const movement: TensorflowOperators = {
  Reshape: reshaped,
  Squeeze: (call) =>
    call.emit('squeeze', { squeezeDims: [...call.attributes.ints('squeeze_dims')] }, [call.operand(0)]),
  /** A view where only axes of size 1 move. */
  Transpose: (call) => call.permuted(call.operand(0), call.known(1, 'order of axes')),
  Shape(call) {
    const shape = call.shapeOf(call.operand(0));
    return sizes(call, [shape.length], shape);
  },
  ShapeN: (call) =>
    call.operands.map((id) => {
      const shape = call.shapeOf(id);
      return sizes(call, [shape.length], shape);
    }),
  Size: (call) => sizes(call, [], [elementCount(call.shapeOf(call.operand(0)))]),
  StridedSlice: stridedSlice,
  Gather: (call) => gathered(call, 0),
  GatherV2: (call) => gathered(call, axisOperand(call, 2, call.rankOf(call.operand(0)))),
  ConcatV2(call) {
    const parts = call.operands.slice(0, -1);
    return concatenated(call, parts, axisOperand(call, parts.length, call.rankOf(call.operand(0))));
  },
  Concat(call) {
    const parts = call.operands.slice(1);
    return concatenated(call, parts, axisOperand(call, 0, call.rankOf(call.operand(1))));
  },
  Pack: (call) => call.emit('pack', { axis: call.attributes.int('axis', 0) }, call.operands),
  Unpack: (call) =>
    call.emitAll('unpack', { axis: call.attributes.int('axis', 0), count: call.attributes.int('num', 1) }, [
      call.operand(0),
    ]),
  Split: (call) =>
    call.emitAll('split', { numSplits: call.attributes.int('num_split', 1) }, [call.indices(0), call.operand(1)]),
  SplitV: splitInParts,
  Roll: rolled,
  MatrixBandPart: bandOf,
  OneHot: (call) =>
    call.emit('one_hot', { axis: call.attributes.int('axis', -1) }, [
      call.indices(0),
      call.indices(1),
      call.operand(2),
      call.operand(3),
    ]),
  PadV2: (call) => call.emit('pad', {}, [call.operand(0), call.indices(1), call.operand(2)]),
  MirrorPad: (call) =>
    call.emit(
      'mirror_pad',
      { mode: call.attributes.text('mode', 'REFLECT') === 'SYMMETRIC' ? 'symmetric' : 'reflect' },
      [call.operand(0), call.indices(1)],
    ),
  DepthToSpace: blocks('depth_to_space'),
  SpaceToDepth: blocks('space_to_depth'),
  SpaceToBatchND: inBatches('space_to_batch_nd'),
  BatchToSpaceND: inBatches('batch_to_space_nd'),
  ResizeBilinear: resized('resize_bilinear'),
  ResizeNearestNeighbor: resized('resize_nearest_neighbor'),
  ReverseSequence: (call) =>
    call.emit(
      'reverse_sequence',
      { seqDim: call.attributes.int('seq_dim', 0), batchDim: call.attributes.int('batch_dim', 0) },
      [call.operand(0), call.indices(1)],
    ),
};

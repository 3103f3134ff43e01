import type { OpName, Ops } from '@tinyml/core';
import {
  readActivation,
  readFinite,
  readPadding,
  readPair,
  writeActivation,
  writePadding,
  type OptionsReport,
} from './attributes.ts';
import type { Decoded, Encodable, TableName } from './tables.ts';

/** How one operator of TensorFlow Lite maps to one of ours. */
export interface TfliteOperator {
  readonly op: OpName;
  /** BuiltinOperator of the schema. */
  readonly code: number;
  /** BuiltinOptions of the schema, 0 for none, and the table it stands for. */
  readonly optionsType: number;
  readonly options: TableName;
  /** How many operands are required and allowed; beyond the required ones an operand may be absent. */
  readonly inputs: readonly [required: number, most: number];
  readonly outputs: readonly [least: number, most: number];
  readonly read: (options: never, report: OptionsReport) => Ops[OpName];
  /** `operands`: how many the node has. */
  readonly write: (attrs: never, operands: number) => Readonly<Record<string, unknown>>;
}

interface Definition<Name extends OpName, Table extends TableName> {
  readonly op: Name;
  readonly code: number;
  readonly options: readonly [type: number, table: Table];
  readonly inputs: readonly [number, number];
  readonly outputs?: readonly [number, number];
  read(options: Decoded<Table>, report: OptionsReport): Ops[Name];
  write(attrs: Ops[Name], operands: number): Encodable<Table>;
}

const define = <Name extends OpName, Table extends TableName>(definition: Definition<Name, Table>): TfliteOperator => ({
  op: definition.op,
  code: definition.code,
  optionsType: definition.options[0],
  options: definition.options[1],
  inputs: definition.inputs,
  outputs: definition.outputs ?? [1, 1],
  read: definition.read,
  write: definition.write,
});

/** An operator without attributes. */
const plain = (op: OpName, code: number, operands: readonly [number, number], optionsType = 0): TfliteOperator =>
  define({
    op,
    code,
    options: [optionsType, 'NoOptions'],
    inputs: operands,
    read: () => ({}),
    write: () => ({}),
  });

/** An operator whose only attribute is its activation. */
const fused = (
  op: 'add' | 'sub' | 'mul',
  code: number,
  options: readonly [number, 'AddOptions' | 'SubOptions' | 'MulOptions'],
): TfliteOperator =>
  define({
    op,
    code,
    options,
    inputs: [2, 2],
    read: (o, report) => ({ activation: readActivation(o.activation, report) }),
    write: (a) => ({ activation: writeActivation(a.activation) }),
  });

const pool = (op: 'max_pool_2d' | 'average_pool_2d', code: number): TfliteOperator =>
  define({
    op,
    code,
    options: [5, 'Pool2DOptions'],
    inputs: [1, 1],
    read: (o, report) => ({
      padding: readPadding(o.padding, report),
      strides: readPair(o.strideH, o.strideW, 'stride', report),
      filter: readPair(o.filterHeight, o.filterWidth, 'window', report),
      activation: readActivation(o.activation, report),
    }),
    write: (a) => ({
      padding: writePadding(a.padding),
      strideH: a.strides[0],
      strideW: a.strides[1],
      filterHeight: a.filter[0],
      filterWidth: a.filter[1],
      activation: writeActivation(a.activation),
    }),
  });

const reduction = (op: 'mean' | 'reduce_max' | 'reduce_min' | 'reduce_prod', code: number): TfliteOperator =>
  define({
    op,
    code,
    options: [27, 'ReducerOptions'],
    inputs: [2, 2],
    read: (o) => ({ keepDims: o.keepDims }),
    write: (a) => ({ keepDims: a.keepDims }),
  });

const int32Type = 2;
const int64Type = 4;

/** Every operator that tinyml reads and writes. */
export const tfliteOperators: readonly TfliteOperator[] = [
  fused('add', 0, [11, 'AddOptions']),
  pool('average_pool_2d', 1),
  define({
    op: 'concatenation',
    code: 2,
    options: [10, 'ConcatenationOptions'],
    inputs: [1, Infinity],
    read: (o, report) => ({ axis: o.axis, activation: readActivation(o.activation, report) }),
    write: (a) => ({ axis: a.axis, activation: writeActivation(a.activation) }),
  }),
  define({
    op: 'conv_2d',
    code: 3,
    options: [1, 'Conv2DOptions'],
    inputs: [2, 3],
    read: (o, report) => ({
      padding: readPadding(o.padding, report),
      strides: readPair(o.strideH, o.strideW, 'stride', report),
      dilations: readPair(o.dilationH, o.dilationW, 'dilation', report),
      activation: readActivation(o.activation, report),
    }),
    write: (a) => ({
      padding: writePadding(a.padding),
      strideH: a.strides[0],
      strideW: a.strides[1],
      dilationH: a.dilations[0],
      dilationW: a.dilations[1],
      activation: writeActivation(a.activation),
    }),
  }),
  define({
    op: 'depthwise_conv_2d',
    code: 4,
    options: [2, 'DepthwiseConv2DOptions'],
    inputs: [2, 3],
    read: (o, report) => ({
      padding: readPadding(o.padding, report),
      strides: readPair(o.strideH, o.strideW, 'stride', report),
      dilations: readPair(o.dilationH, o.dilationW, 'dilation', report),
      depthMultiplier: o.depthMultiplier,
      activation: readActivation(o.activation, report),
    }),
    write: (a) => ({
      padding: writePadding(a.padding),
      strideH: a.strides[0],
      strideW: a.strides[1],
      dilationH: a.dilations[0],
      dilationW: a.dilations[1],
      depthMultiplier: a.depthMultiplier,
      activation: writeActivation(a.activation),
    }),
  }),
  plain('dequantize', 6, [1, 1], 38),
  define({
    op: 'fully_connected',
    code: 9,
    options: [8, 'FullyConnectedOptions'],
    inputs: [2, 3],
    read: (o, report) => {
      if (o.weightsFormat === 1) report.unsupported('shuffled weights are not supported');
      else if (o.weightsFormat !== 0) report.invalid(`there is no weights format ${String(o.weightsFormat)}`);
      const asymmetric = o.asymmetricQuantizeInputs && { asymmetricQuantizeInputs: true };
      return { activation: readActivation(o.activation, report), keepNumDims: o.keepNumDims, ...asymmetric };
    },
    write: (a) => ({
      activation: writeActivation(a.activation),
      keepNumDims: a.keepNumDims,
      asymmetricQuantizeInputs: a.asymmetricQuantizeInputs ?? false,
    }),
  }),
  plain('logistic', 14, [1, 1]),
  pool('max_pool_2d', 17),
  fused('mul', 18, [21, 'MulOptions']),
  plain('relu', 19, [1, 1]),
  plain('relu_n1_to_1', 20, [1, 1]),
  plain('relu6', 21, [1, 1]),
  define({
    op: 'reshape',
    code: 22,
    options: [17, 'ReshapeOptions'],
    inputs: [1, 2],
    read: (o) => (o.newShape === undefined ? {} : { newShape: o.newShape }),
    write: (a) => (a.newShape === undefined ? {} : { newShape: a.newShape }),
  }),
  define({
    op: 'softmax',
    code: 25,
    options: [9, 'SoftmaxOptions'],
    inputs: [1, 1],
    read: (o, report) => ({ beta: readFinite(o.beta, 'beta', report) }),
    write: (a) => ({ beta: a.beta }),
  }),
  plain('tanh', 28, [1, 1]),
  plain('pad', 34, [2, 2], 22),
  define({
    op: 'gather',
    code: 36,
    options: [23, 'GatherOptions'],
    inputs: [2, 2],
    read: (o) => ({ axis: o.axis, batchDims: o.batchDims }),
    write: (a) => a,
  }),
  plain('batch_to_space_nd', 37, [3, 3], 24),
  plain('space_to_batch_nd', 38, [3, 3], 25),
  plain('transpose', 39, [2, 2], 26),
  reduction('mean', 40),
  fused('sub', 41, [28, 'SubOptions']),
  define({
    op: 'squeeze',
    code: 43,
    options: [30, 'SqueezeOptions'],
    inputs: [1, 1],
    read: (o) => ({ squeezeDims: o.squeezeDims ?? [] }),
    write: (a) => ({ squeezeDims: a.squeezeDims }),
  }),
  define({
    op: 'strided_slice',
    code: 45,
    options: [32, 'StridedSliceOptions'],
    inputs: [4, 4],
    read: ({ offset, ...masks }, report) => {
      if (offset) report.unsupported('`end` as an offset from `begin` is not supported');
      return masks;
    },
    write: (a) => a,
  }),
  define({
    op: 'split',
    code: 49,
    options: [35, 'SplitOptions'],
    inputs: [2, 2],
    outputs: [1, Infinity],
    read: (o) => ({ numSplits: o.numSplits }),
    write: (a) => ({ numSplits: a.numSplits }),
  }),
  plain('maximum', 55, [2, 2], 39),
  plain('minimum', 57, [2, 2], 39),
  plain('pad', 60, [3, 3], 43),
  define({
    op: 'transpose_conv',
    code: 67,
    options: [49, 'TransposeConvOptions'],
    inputs: [3, 4],
    read: (o, report) => ({
      padding: readPadding(o.padding, report),
      strides: readPair(o.strideH, o.strideW, 'stride', report),
      activation: readActivation(o.activation, report),
    }),
    write: (a) => ({
      padding: writePadding(a.padding),
      strideH: a.strides[0],
      strideW: a.strides[1],
      activation: writeActivation(a.activation),
    }),
  }),
  plain('expand_dims', 70, [2, 2], 52),
  define({
    op: 'shape',
    code: 77,
    options: [55, 'ShapeOptions'],
    inputs: [1, 1],
    read: (o, report) => {
      if (o.outType !== int32Type && o.outType !== int64Type)
        report.invalid(`a shape cannot have elements of type ${String(o.outType)}`);
      return { outType: o.outType === int64Type ? ('int64' as const) : ('int32' as const) };
    },
    write: (a) => ({ outType: a.outType === 'int64' ? int64Type : int32Type }),
  }),
  define({
    op: 'fake_quant',
    code: 80,
    options: [58, 'FakeQuantOptions'],
    inputs: [1, 1],
    read: (o, report) => ({
      min: readFinite(o.min, 'min', report),
      max: readFinite(o.max, 'max', report),
      numBits: o.numBits,
      narrowRange: o.narrowRange,
    }),
    write: (a) => a,
  }),
  reduction('reduce_prod', 81),
  reduction('reduce_max', 82),
  define({
    op: 'pack',
    code: 83,
    options: [59, 'PackOptions'],
    inputs: [1, Infinity],
    read: (o) => ({ axis: o.axis }),
    write: (a, valuesCount) => ({ axis: a.axis, valuesCount }),
  }),
  define({
    op: 'unpack',
    code: 88,
    options: [64, 'UnpackOptions'],
    inputs: [1, 1],
    outputs: [1, Infinity],
    read: (o) => ({ axis: o.axis, count: o.count }),
    write: (a) => a,
  }),
  reduction('reduce_min', 89),
  define({
    op: 'resize_nearest_neighbor',
    code: 97,
    options: [74, 'ResizeNearestNeighborOptions'],
    inputs: [2, 2],
    read: (o) => o,
    write: (a) => a,
  }),
  define({
    op: 'leaky_relu',
    code: 98,
    options: [75, 'LeakyReluOptions'],
    inputs: [1, 1],
    read: (o, report) => ({ alpha: readFinite(o.alpha, 'alpha', report) }),
    write: (a) => ({ alpha: a.alpha }),
  }),
  plain('quantize', 114, [1, 1], 89),
  plain('hard_swish', 117, [1, 1], 91),
];

const byCode = new Map(tfliteOperators.map((operator) => [operator.code, operator]));

export const tfliteOperatorOf = (code: number): TfliteOperator | undefined => byCode.get(code);

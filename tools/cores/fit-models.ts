import {
  allocate,
  constantValue,
  elementCount,
  fromBytes,
  memoryConstants,
  type Constants,
  type Graph,
  type Node,
  type Quant,
  type TensorType,
  type Value,
} from '@tinyml/core';
import { builtinOperatorTable } from '@tinyml/operators';
import { seededRandom } from '../../packages/cli/test/random-graphs/random.ts';

/** A layer by itself: [operator, shape of its operand, what more it needs]. Shapes are no benchmark's. */
type Layer =
  | readonly ['conv_2d', Shape, { filters: number; kernel: Pair; stride?: number; same?: boolean }]
  | readonly ['depthwise_conv_2d', Shape, { kernel: Pair; stride?: number; same?: boolean }]
  | readonly ['fully_connected', Shape, { outputs: number }]
  | readonly ['max_pool_2d' | 'average_pool_2d', Shape, { kernel: Pair; stride: number }]
  | readonly ['mean' | 'add' | 'sub' | 'mul' | 'softmax' | 'quantize' | 'dequantize' | 'logistic' | 'relu', Shape];
type Shape = readonly number[];
type Pair = readonly [number, number];

const conv = (shape: Shape, filters: number, kernel: Pair, stride = 1, same = true): Layer => [
  'conv_2d',
  shape,
  { filters, kernel, stride, same },
];
const depthwise = (shape: Shape, kernel: Pair, stride = 1, same = true): Layer => [
  'depthwise_conv_2d',
  shape,
  { kernel, stride, same },
];

/** Networks of layers that have nothing to do with one another, each measured in one run. */
export const fitModels: Readonly<Record<string, readonly Layer[]>> = {
  'fit-convolutions': [
    conv([1, 14, 14, 3], 8, [3, 3]),
    conv([1, 20, 20, 3], 16, [3, 3], 2),
    conv([1, 22, 18, 1], 12, [5, 5], 1, false),
    conv([1, 28, 12, 1], 32, [7, 3], 2),
    conv([1, 12, 12, 8], 16, [3, 3]),
    conv([1, 9, 11, 16], 24, [3, 3]),
    conv([1, 10, 10, 24], 16, [3, 3], 2),
    conv([1, 7, 7, 32], 40, [3, 3], 1, false),
    conv([1, 6, 6, 48], 32, [3, 3]),
    conv([1, 9, 9, 10], 10, [5, 5]),
    conv([1, 32, 1, 20], 24, [5, 1], 1, false),
    conv([1, 16, 16, 8], 16, [1, 1]),
    conv([1, 13, 13, 16], 24, [1, 1]),
    conv([1, 10, 10, 32], 48, [1, 1]),
    conv([1, 8, 8, 64], 40, [1, 1]),
    conv([1, 5, 5, 96], 72, [1, 1]),
    conv([1, 3, 3, 160], 128, [1, 1]),
    conv([1, 16, 16, 12], 20, [1, 1], 2),
    conv([1, 30, 1, 48], 56, [1, 1]),
  ],
  'fit-depthwise': [
    depthwise([1, 20, 20, 8], [3, 3]),
    depthwise([1, 12, 15, 16], [3, 3]),
    depthwise([1, 10, 10, 24], [3, 3], 1, false),
    depthwise([1, 6, 6, 64], [3, 3]),
    depthwise([1, 4, 4, 96], [3, 3]),
    depthwise([1, 20, 20, 12], [3, 3], 2),
    depthwise([1, 14, 14, 32], [3, 3], 2),
    depthwise([1, 8, 8, 72], [3, 3], 2),
    depthwise([1, 12, 12, 16], [5, 5]),
    depthwise([1, 13, 9, 20], [5, 5], 2),
    depthwise([1, 40, 1, 24], [5, 1], 1, false),
    depthwise([1, 24, 1, 48], [9, 1], 1, false),
    depthwise([1, 30, 1, 16], [3, 1]),
    depthwise([1, 9, 9, 10], [3, 3]),
    depthwise([1, 16, 16, 1], [3, 3]),
  ],
  'fit-dense': [
    ['fully_connected', [1, 24], { outputs: 10 }],
    ['fully_connected', [1, 64], { outputs: 32 }],
    ['fully_connected', [1, 96], { outputs: 5 }],
    ['fully_connected', [1, 200], { outputs: 64 }],
    ['fully_connected', [1, 12], { outputs: 80 }],
    ['fully_connected', [1, 512], { outputs: 20 }],
    ['fully_connected', [1, 16], { outputs: 300 }],
    ['fully_connected', [4, 48], { outputs: 24 }],
  ],
  // Most networks have one pool, one softmax: a compiler makes more of a function that is called once.
  'fit-others-1': [
    ['max_pool_2d', [1, 16, 16, 8], { kernel: [2, 2], stride: 2 }],
    ['average_pool_2d', [1, 12, 12, 16], { kernel: [2, 2], stride: 2 }],
    ['mean', [1, 6, 6, 48]],
    ['add', [1, 12, 12, 16]],
    ['add', [1, 7, 7, 9]],
    ['sub', [1, 10, 10, 8]],
    ['mul', [1, 12, 12, 12]],
    ['softmax', [1, 10]],
    ['logistic', [1, 12, 12, 8]],
    ['quantize', [1, 24, 24]],
    ['dequantize', [1, 24, 24]],
  ],
  'fit-others-2': [
    ['max_pool_2d', [1, 13, 13, 20], { kernel: [3, 3], stride: 2 }],
    ['average_pool_2d', [1, 7, 7, 40], { kernel: [7, 7], stride: 1 }],
    ['mean', [1, 9, 9, 12]],
    ['mul', [1, 5, 5, 40]],
    ['softmax', [1, 40]],
    ['relu', [1, 12, 12, 8]],
    ['quantize', [1, 50]],
    ['dequantize', [1, 30]],
  ],
  'fit-others-3': [
    ['max_pool_2d', [1, 20, 20, 12], { kernel: [2, 2], stride: 2 }],
    ['average_pool_2d', [1, 10, 10, 6], { kernel: [3, 3], stride: 1 }],
    ['add', [1, 9, 9, 10]],
    ['add', [1, 12, 12, 20]],
    ['softmax', [12, 16]],
  ],
};

const inputQuant: Quant = { scale: [Math.fround(0.0235)], zeroPoint: [-7] };

interface Draft {
  readonly constants: Constants;
  readonly values: Map<string, Value>;
  readonly inputs: string[];
  readonly outputs: string[];
  readonly nodes: Node[];
  readonly random: ReturnType<typeof seededRandom>;
}

const add = ({ values }: Draft, type: TensorType): string => {
  const id = `v${String(values.size)}`;
  values.set(id, { id, type });
  return id;
};

/** A network's operand: layers of the same shape share one. */
const operandOf = (draft: Draft, shape: Shape, real: boolean): string => {
  const found = draft.inputs.find((id) => {
    const { type } = draft.values.get(id) as Value;
    return String(type.shape) === String(shape) && (type.dtype === 'float32') === real;
  });
  if (found !== undefined) return found;
  const id = add(draft, real ? { dtype: 'float32', shape } : { dtype: 'int8', shape, quant: inputQuant });
  draft.inputs.push(id);
  return id;
};

/** Weights of many magnitudes in each channel, as training leaves them, and biases about the middle of their sums. */
const weightsOf = (draft: Draft, shape: Shape, axis: number): readonly [string, string] => {
  const { constants, random, values } = draft;
  const channels = shape[axis] as number;
  const scale = Array.from({ length: channels }, () => Math.fround(0.002 + random.next() * 0.006));
  const quant: Quant = { scale, zeroPoint: scale.map(() => 0), axis };
  const data = allocate('int8', elementCount(shape)) as Int8Array;
  for (let i = 0; i < data.length; i += 1)
    data[i] = Math.round((random.next() + random.next() + random.next() - 1.5) * 80);
  const filter = `w${String(values.size)}`;
  values.set(filter, constantValue(constants, filter, { dtype: 'int8', shape, quant }, data));
  const products = scale.map((one) => Math.fround(one * (inputQuant.scale[0] as number)));
  const bias = `b${String(values.size)}`;
  const biasType: TensorType = {
    dtype: 'int32',
    shape: [channels],
    quant: { scale: products, zeroPoint: products.map(() => 0), axis: 0 },
  };
  const biases = Int32Array.from({ length: channels }, () => random.int(-2500, 2500));
  values.set(bias, constantValue(constants, bias, biasType, biases));
  return [filter, bias];
};

const activation = ({ nodes }: Draft): string => (nodes.length % 2 === 0 ? 'relu' : 'none');

const layerOf = (draft: Draft, layer: Layer): readonly [attrs: object, inputs: readonly string[]] => {
  const [op, shape] = layer;
  const operand = operandOf(draft, shape, op === 'quantize');
  const channels = shape.at(-1) as number;
  switch (op) {
    case 'conv_2d':
    case 'depthwise_conv_2d': {
      const { kernel, same = true, stride = 1 } = layer[2];
      const filter =
        op === 'conv_2d'
          ? weightsOf(draft, [layer[2].filters, ...kernel, channels], 0)
          : weightsOf(draft, [1, ...kernel, channels], 3);
      const attrs = {
        padding: same ? 'same' : 'valid',
        strides: [stride, stride],
        dilations: [1, 1],
        activation: activation(draft),
        ...(op === 'conv_2d' ? {} : { depthMultiplier: 1 }),
      };
      return [attrs, [operand, ...filter]];
    }
    case 'fully_connected':
      return [
        { activation: activation(draft), keepNumDims: false },
        [operand, ...weightsOf(draft, [layer[2].outputs, channels], 0)],
      ];
    case 'max_pool_2d':
    case 'average_pool_2d': {
      const { kernel, stride } = layer[2];
      return [{ padding: 'valid', strides: [stride, stride], filter: kernel, activation: 'none' }, [operand]];
    }
    case 'mean': {
      const axes = `c${String(draft.values.size)}`;
      draft.values.set(
        axes,
        constantValue(draft.constants, axes, { dtype: 'int32', shape: [2] }, Int32Array.from([1, 2])),
      );
      return [{ keepDims: false }, [operand, axes]];
    }
    case 'add':
    case 'sub':
    case 'mul': {
      const other = add(draft, { dtype: 'int8', shape, quant: { scale: [Math.fround(0.031)], zeroPoint: [4] } });
      draft.inputs.push(other);
      return [{ activation: 'none' }, [operand, other]];
    }
    case 'softmax':
      return [{ beta: 1 }, [operand]];
    default:
      return [{}, [operand]];
  }
};

/** Scales that neither clip most results nor leave them all alike. */
const resultType = ([op]: Layer, { dtype, shape }: TensorType): TensorType => {
  if (op === 'dequantize') return { dtype, shape };
  const probability = { scale: [1 / 256], zeroPoint: [-128] };
  const quant: Quant =
    op === 'softmax' || op === 'logistic'
      ? probability
      : op === 'max_pool_2d' || op === 'average_pool_2d'
        ? inputQuant
        : { scale: [Math.fround(0.0417)], zeroPoint: [-12] };
  return { dtype: 'int8', shape, quant };
};

/** The network of layers, as a graph. The same layers give the same one. */
export const fitGraph = (layers: readonly Layer[]): { readonly graph: Graph; readonly constants: Constants } => {
  const constants = memoryConstants();
  const draft: Draft = { constants, values: new Map(), inputs: [], outputs: [], nodes: [], random: seededRandom(20) };
  for (const layer of layers) {
    const [op] = layer;
    const [attrs, inputs] = layerOf(draft, layer);
    const known = inputs.map((id) => {
      const { data, type } = draft.values.get(id) as Value;
      return { type, ...(data === undefined ? {} : { constant: fromBytes(type.dtype, constants.get(data)) }) };
    });
    const [inferred] = builtinOperatorTable.get(op)?.infer({ attrs: attrs as never, inputs: known as never }) ?? [];
    const output = add(draft, resultType(layer, inferred as TensorType));
    draft.outputs.push(output);
    draft.nodes.push({ id: `n${String(draft.nodes.length)}`, op, attrs, inputs, outputs: [output] } as unknown as Node);
  }
  const { inputs, nodes, outputs, values } = draft;
  return { graph: { name: 'm', inputs, outputs, values, nodes }, constants };
};

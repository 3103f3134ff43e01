import {
  constantOf,
  constantValue,
  seededRandom,
  valueOf,
  type Activation,
  type Constants,
  type Graph,
  type Node,
  type OpName,
  type Ops,
  type Padding,
  type Pair,
  type Quant,
  type Shape,
  type TensorData,
  type TensorType,
  type Value,
  type ValueId,
} from '@tinyml/core';
import { builtinOperators } from '@tinyml/operators';

const operators = new Map(builtinOperators.map((operator) => [operator.name, operator]));

/** How weights and activations are stored. */
export type Storage = 'int8' | 'float32' | 'hybrid';

export interface WeightedOptions {
  readonly outputs: number;
  readonly kernel?: Pair;
  readonly strides?: Pair;
  readonly padding?: Padding;
  readonly dilations?: Pair;
  readonly activation?: Activation;
  /** Result channels without weights, and what is left of them: their bias. */
  readonly silent?: Readonly<Record<number, number>>;
  /** Input channels that no weight reads. */
  readonly unread?: readonly number[];
  readonly perChannel?: boolean;
  readonly bias?: boolean;
}

/** Builds a graph layer by layer: shapes by inference, weights and quantisation parameters from a seed. */
export const layerBuilder = (constants: Constants, seed: number, storage: Storage) => {
  const random = seededRandom(seed);
  const values = new Map<ValueId, Value>();
  const nodes: Node[] = [];
  const scope = (): Graph => ({ name: 'layers', inputs: [], outputs: [], values, nodes });
  const typeOf = (id: ValueId): TensorType => valueOf(scope(), id).type;
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const whole = (low: number, high: number): number => low + Math.floor(random() * (high - low + 1));
  const activationQuant = (): Quant => ({
    scale: [Math.fround(0.01 + random() * 0.1)],
    zeroPoint: [pick([-128, -128, -3, 0, 5, 127])],
  });

  const constant = (id: ValueId, type: TensorType, data: TensorData): ValueId => {
    values.set(id, constantValue(constants, id, type, data));
    return id;
  };
  const integers = (id: ValueId, list: readonly number[]): ValueId =>
    constant(id, { dtype: 'int32', shape: [list.length] }, Int32Array.from(list));

  const emit = <Name extends OpName>(
    op: Name,
    attrs: Ops[Name],
    inputs: readonly ValueId[],
    quant?: Quant,
  ): ValueId => {
    const operands = inputs.map((id) => {
      const tensor = constantOf(scope(), constants, id);
      return { type: typeOf(id), ...(tensor && { constant: tensor.data }) };
    });
    const [inferred] = operators.get(op)?.infer({ attrs, inputs: operands }) ?? [];
    if (inferred === undefined) throw new Error(`no operator ${op}`);
    const id = `n${String(nodes.length)}`;
    const output = `v${String(nodes.length)}`;
    const { dtype, shape } = inferred;
    values.set(output, { id: output, type: { dtype, shape, ...(dtype === 'int8' && quant && { quant }) } });
    nodes.push({ id, op, attrs, inputs, outputs: [output] } as Node);
    return output;
  };
  const sameQuant = (id: ValueId): Quant | undefined => typeOf(id).quant;

  /** Weights [outputs, …rest] or, depthwise, [1, …, outputs], and a bias. */
  const weights = (input: ValueId, shape: Shape, options: WeightedOptions, depthwise: boolean): readonly ValueId[] => {
    const name = `n${String(nodes.length)}`;
    const { outputs, silent = {}, unread = [], perChannel = !depthwise, bias = true } = options;
    const axis = depthwise ? shape.length - 1 : 0;
    const count = shape.reduce((a, b) => a * b, 1);
    const inputs = typeOf(input).shape.at(-1) ?? 1;
    const data = storage === 'float32' ? new Float32Array(count) : new Int8Array(count);
    for (let i = 0; i < count; i++) {
      const o = depthwise ? i % outputs : Math.floor(i / (count / outputs));
      const dead = Object.hasOwn(silent, o) || (!depthwise && unread.includes(i % inputs));
      data[i] = dead ? 0 : storage === 'float32' ? random() * 2 - 1 : whole(-127, 127);
    }
    const scale = Array.from({ length: perChannel ? outputs : 1 }, () => Math.fround(0.001 + random() * 0.02));
    const quant: Quant = { scale, zeroPoint: scale.map(() => 0), ...(perChannel && { axis }) };
    const float = storage === 'float32';
    const filter = constant(`${name}_w`, float ? { dtype: 'float32', shape } : { dtype: 'int8', shape, quant }, data);
    if (!bias) return [filter];
    const offset = (o: number): number => silent[o] ?? (storage === 'int8' ? whole(-2000, 2000) : random() - 0.5);
    const offsets = Array.from({ length: outputs }, (_, o) => offset(o));
    if (storage !== 'int8')
      return [filter, constant(`${name}_b`, { dtype: 'float32', shape: [outputs] }, Float32Array.from(offsets))];
    const unit = typeOf(input).quant?.scale[0] ?? 1;
    const biasQuant: Quant = {
      scale: scale.map((s) => Math.fround(s * unit)),
      zeroPoint: quant.zeroPoint,
      ...(perChannel && { axis: 0 }),
    };
    const type: TensorType = { dtype: 'int32', shape: [outputs], quant: biasQuant };
    return [filter, constant(`${name}_b`, type, Int32Array.from(offsets))];
  };

  return {
    random,
    pick,
    whole,
    typeOf,
    integers,
    constant,
    emit,
    sameQuant,
    input(shape: Shape, quant = activationQuant()): ValueId {
      const type: TensorType = storage === 'int8' ? { dtype: 'int8', shape, quant } : { dtype: 'float32', shape };
      values.set('x', { id: 'x', type });
      return 'x';
    },
    conv(x: ValueId, options: WeightedOptions, quant = activationQuant()): ValueId {
      const { kernel = [1, 1], strides = [1, 1], padding = 'valid', activation = 'none', dilations = [1, 1] } = options;
      const shape = [options.outputs, ...kernel, typeOf(x).shape[3] ?? 1];
      const attrs = { padding, strides, dilations, activation } as const;
      return emit('conv_2d', attrs, [x, ...weights(x, shape, options, false)], quant);
    },
    depthwise(x: ValueId, options: WeightedOptions, quant = activationQuant()): ValueId {
      const { kernel = [3, 3], strides = [1, 1], padding = 'same', activation = 'none', dilations = [1, 1] } = options;
      const depthMultiplier = options.outputs / (typeOf(x).shape[3] ?? 1);
      const attrs = { padding, strides, dilations, depthMultiplier, activation } as const;
      return emit(
        'depthwise_conv_2d',
        attrs,
        [x, ...weights(x, [1, ...kernel, options.outputs], options, true)],
        quant,
      );
    },
    dense(x: ValueId, options: WeightedOptions, quant = activationQuant()): ValueId {
      const { activation = 'none' } = options;
      const width = typeOf(x)
        .shape.slice(1)
        .reduce((a, b) => a * b, 1);
      const own = weights(x, [options.outputs, width], options, false);
      return emit('fully_connected', { activation, keepNumDims: false }, [x, ...own], quant);
    },
    add: (a: ValueId, b: ValueId, activation: Activation = 'none', quant = activationQuant()): ValueId =>
      emit('add', { activation }, [a, b], quant),
    batchNormalization(x: ValueId): ValueId {
      const channels = typeOf(x).shape.at(-1) ?? 1;
      const parameter = (name: string, low: number, high: number): ValueId =>
        constant(
          `n${String(nodes.length)}_${name}`,
          { dtype: 'float32', shape: [channels] },
          Float32Array.from({ length: channels }, () => low + random() * (high - low)),
        );
      const operands = [
        parameter('mean', -1, 1),
        parameter('variance', 0.5, 2),
        parameter('gamma', -2, 2),
        parameter('beta', -1, 1),
      ];
      return emit('batch_normalization', { epsilon: 1e-3 }, [x, ...operands]);
    },
    finish: (name: string, outputs: readonly ValueId[]): Graph => ({ name, inputs: ['x'], outputs, values, nodes }),
  };
};

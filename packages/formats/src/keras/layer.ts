import type { GraphBuilder, OpName, Ops, QuantIntent, TensorType, ValueId } from '@tinyml/core';
import type { Argument } from './arguments.ts';
import { LayerError, type Json } from './config.ts';
import type { Series } from './series.ts';
import { permuted, type Weight } from './weights.ts';

/** Keras's major version: a few layers changed their meaning. */
export type KerasMajor = 2 | 3;

/** One call of a layer, while it is translated. */
export interface LayerCall {
  readonly name: string;
  readonly config: Json;
  readonly keras: KerasMajor;
  readonly inputs: readonly ValueId[];
  /** The only input. @throws LayerError where there are several. */
  readonly input: () => ValueId;
  /** What an operation is called with; its tensors are places in `inputs`. */
  readonly args: readonly Argument[];
  readonly named: Readonly<Record<string, Argument>>;
  readonly typeOf: (id: ValueId) => TensorType;
  /** The first node has the layer's name; further ones carry `suffix`. */
  readonly emit: <Name extends OpName>(
    op: Name,
    attrs: Ops[Name],
    inputs: readonly (ValueId | null)[],
    suffix?: string,
  ) => ValueId;
  /** The same elements under another shape, in a node that does not take the layer's name; `x` where that is its shape. */
  readonly view: (x: ValueId, shape: readonly number[], suffix: string) => ValueId;
  readonly weight: (role: string, ...aliases: readonly string[]) => Weight;
  readonly optionalWeight: (role: string) => Weight | undefined;
  /** A float32 constant with the weight's axes in the order `perm`, then in the shape `shape` if that differs. */
  readonly place: (role: string, weight: Weight, perm: readonly number[], shape?: readonly number[]) => ValueId;
  readonly floats: (role: string, shape: readonly number[], values: readonly number[]) => ValueId;
  readonly ints: (role: string, shape: readonly number[], values: readonly number[]) => ValueId;
  /** A number, or a list of them, that an operation has made of dimensions. */
  readonly known: (values: number | readonly number[]) => ValueId;
  /** What `known` was given. */
  readonly numbers: (id: ValueId) => readonly number[] | undefined;
  readonly series: Series;
  /** The inputs have an axis of height 1 behind the batch that the layer's own options do not count. */
  readonly lifted: boolean;
}

/** How one class of layer becomes nodes. `check` needs no shapes: it runs also where an earlier layer has failed. */
export interface LayerKind {
  readonly check?: (config: Json) => void;
  readonly build: (call: LayerCall) => ValueId | readonly ValueId[];
  /** Works on each position for itself, or along the last axis: on a series [n, l, c] as on the image [n, 1, l, c]. */
  readonly pointwise?: true;
  /** Has no option that counts axes. */
  readonly anyRank?: true;
  /** Acts in training only: a call with training=True would make it random, or depend on the batch. */
  readonly inference?: true;
}

/** Changes a weight on its way into the graph: quantisation-aware training rounds it. */
export type WeightFilter = (
  role: string,
  weight: Weight,
) => { readonly weight: Weight; readonly intent?: (perm: readonly number[]) => QuantIntent };

const plain: WeightFilter = (_, weight) => ({ weight });

/** What a call of a layer is opened on. `placed`: weights that an earlier call put into the graph. */
export interface LayerSetting {
  readonly name: string;
  readonly className: string;
  readonly config: Json;
  readonly index: number;
  readonly keras: KerasMajor;
  readonly args: readonly Argument[];
  readonly named: Readonly<Record<string, Argument>>;
  readonly weights: ReadonlyMap<string, Weight>;
  readonly series: Series;
  readonly filter?: WeightFilter;
  readonly placed?: Map<string, ValueId>;
}

/** The only one of `inputs`. */
const single = (inputs: readonly ValueId[]): ValueId => {
  const [first] = inputs;
  if (first === undefined || inputs.length !== 1) throw new LayerError(`has ${String(inputs.length)} inputs, not one`);
  return first;
};

/** The same call on other inputs, which have an axis of height 1 more. */
export const lift = (call: LayerCall, inputs: readonly ValueId[]): LayerCall => ({
  ...call,
  inputs,
  input: () => single(inputs),
  lifted: true,
});

/** The callbacks of a call of a layer. */
export const openCall = (builder: GraphBuilder, setting: LayerSetting, inputs: readonly ValueId[]): LayerCall => {
  const { name, className, config, index, keras, args, named, weights, series, filter = plain } = setting;
  const placed = setting.placed ?? new Map<string, ValueId>();
  const source = { name, op: className, index };
  let emitted = 0;
  const optionalWeight = (role: string): Weight | undefined => weights.get(role);
  return {
    name,
    config,
    keras,
    inputs,
    args,
    named,
    series,
    lifted: false,
    input: () => single(inputs),
    typeOf: (id) => builder.typeOf(id),
    emit: (op, attrs, operands, suffix) => {
      const last = emitted === 0 || suffix === undefined ? name : `${name}_${suffix}`;
      emitted += 1;
      return builder.emit(op, attrs, operands, { name: last, source });
    },
    view: (x, newShape, suffix) =>
      builder.typeOf(x).shape.join() === newShape.join()
        ? x
        : builder.emit('reshape', { newShape }, [x], { name: `${name}_${suffix}`, source }),
    optionalWeight,
    weight: (role, ...aliases) => {
      const found = [role, ...aliases].map(optionalWeight).find((weight) => weight !== undefined);
      if (found === undefined) throw new LayerError(`the file holds no ${role} for it`);
      return found;
    },
    place: (role, weight, perm, shape) => {
      const earlier = placed.get(role);
      if (earlier !== undefined) return earlier;
      if (weight.shape.length !== perm.length)
        throw new LayerError(
          `its ${role} has the shape [${weight.shape.join(', ')}], not ${String(perm.length)} dimensions`,
        );
      const { weight: filtered, intent } = filter(role, weight);
      const moved = permuted(filtered, perm);
      const type = { dtype: 'float32', shape: shape ?? moved.shape } as const;
      const id = builder.constant(`${name}/${role}`, type, moved.values, intent?.(perm));
      placed.set(role, id);
      return id;
    },
    floats: (role, shape, values) =>
      builder.constant(`${name}/${role}`, { dtype: 'float32', shape }, Float32Array.from(values)),
    ints: (role, shape, values) =>
      builder.constant(`${name}/${role}`, { dtype: 'int32', shape }, Int32Array.from(values)),
    known: (values) => {
      const list = [values].flat();
      const shape = typeof values === 'number' ? [] : [list.length];
      const id = builder.constant(name, { dtype: 'int32', shape }, Int32Array.from(list));
      series.numbers.set(id, list);
      series.spare.add(id);
      return id;
    },
    numbers: (id) => series.numbers.get(id),
  };
};

import type { GraphBuilder, QuantIntent, ValueId } from '@tinyml/core';
import { activate, apply } from './activation.ts';
import type { Argument } from './arguments.ts';
import { alongLast, axisIn, permuteAxes } from './axis.ts';
import { clip } from './clip.ts';
import { LayerError, type Json } from './config.ts';
import { openFormula } from './formula.ts';
import type { KerasMajor, LayerCall, Rank } from './layer.ts';
import { openArguments } from './operation-arguments.ts';
import { openOptions } from './options.ts';
import { imageOf, seriesOf, type Series } from './series.ts';
import type { KerasTable } from './table.ts';
import { permuted, type Weight } from './weights.ts';

/** Changes a weight on its way into the graph: quantisation-aware training rounds it. */
export type WeightFilter = (
  role: string,
  weight: Weight,
) => { readonly weight: Weight; readonly intent?: (perm: readonly number[]) => QuantIntent };

const plain: WeightFilter = (_, weight) => ({ weight });

/** What a call of a layer is opened on. `placed`: weights that an earlier call put into the graph. */
export interface LayerSetting {
  readonly table: KerasTable;
  readonly name: string;
  readonly className: string;
  readonly config: Json;
  readonly index: number;
  readonly keras: KerasMajor;
  readonly args: readonly Argument[];
  readonly named: Readonly<Record<string, Argument>>;
  readonly weights: ReadonlyMap<string, Weight>;
  readonly series: Series;
  /** Tensors in arguments besides the first, by name. */
  readonly others?: ReadonlyMap<string, readonly (ValueId | undefined)[]>;
  readonly filter?: WeightFilter;
  readonly placed?: Map<string, ValueId>;
}

/** The only one of `inputs`. */
const single = (inputs: readonly ValueId[]): ValueId => {
  const [first] = inputs;
  if (first === undefined || inputs.length !== 1) throw new LayerError(`has ${String(inputs.length)} inputs, not one`);
  return first;
};

type Fold = Parameters<LayerCall['fold']>[0];

const foldInputs = ([first, second, ...rest]: readonly ValueId[], step: Fold): ValueId => {
  if (first === undefined || second === undefined) throw new LayerError('has fewer than two inputs');
  return rest.reduce((sum, x, i) => step(sum, x, String(i + 2)), step(first, second, '1'));
};

/** A kernel along one axis as one of height 1. */
const kernelOf = (weight: Weight, rank: Rank): Weight =>
  rank === 1 ? { ...weight, shape: [1, ...weight.shape] } : weight;

/** What puts nodes and constants into the graph: the same for a call and for what is lifted from it. */
type Emitting = Pick<LayerCall, 'name' | 'emit' | 'emitAll' | 'state' | 'keep' | 'view' | 'weight' | 'optionalWeight' | 'place' | 'floats' | 'ints' | 'known' | 'numbers' | 'bias' | 'kernel' | 'typeOf'>; // prettier-ignore

const openEmitting = (builder: GraphBuilder, setting: LayerSetting): Emitting => {
  const { name, className, config, index, weights, series, filter = plain } = setting;
  const placed = setting.placed ?? new Map<string, ValueId>();
  const source = { name, op: className, index };
  let emitted = 0;
  const nameOf = (suffix: string | undefined): string => {
    emitted += 1;
    return emitted === 1 || suffix === undefined ? name : `${name}_${suffix}`;
  };
  const optionalWeight = (role: string): Weight | undefined => weights.get(role);
  const weight: LayerCall['weight'] = (role, ...aliases) => {
    const found = [role, ...aliases].map(optionalWeight).find((one) => one !== undefined);
    if (found === undefined) throw new LayerError(`the file holds no ${role} for it`);
    return found;
  };
  const place: LayerCall['place'] = (role, stored, perm, shape) => {
    const earlier = placed.get(role);
    if (earlier !== undefined) return earlier;
    if (stored.shape.length !== perm.length)
      throw new LayerError(
        `its ${role} has the shape [${stored.shape.join(', ')}], not ${String(perm.length)} dimensions`,
      );
    const { weight: filtered, intent } = filter(role, stored);
    const moved = permuted(filtered, perm);
    const type = { dtype: 'float32', shape: shape ?? moved.shape } as const;
    const id = builder.constant(`${name}/${role}`, type, moved.values, intent?.(perm));
    placed.set(role, id);
    return id;
  };
  return {
    name,
    optionalWeight,
    weight,
    place,
    kernel: (rank, role, ...aliases) => kernelOf(weight(role, ...aliases), rank),
    bias: () => (config['use_bias'] === false ? null : place('bias', weight('bias'), [0])),
    typeOf: (id) => builder.typeOf(id),
    emit: (op, attrs, operands, suffix) => builder.emit(op, attrs, operands, { name: nameOf(suffix), source }),
    emitAll: (op, attrs, operands, suffix) => builder.emitAll(op, attrs, operands, { name: nameOf(suffix), source }),
    state: (role, shape) => builder.state(`${name}/${role}`, { dtype: 'float32', shape }),
    keep: (state, next) => {
      builder.keep(state, next);
    },
    view: (x, newShape, suffix) =>
      builder.typeOf(x).shape.join() === newShape.join()
        ? x
        : builder.emit('reshape', { newShape }, [x], { name: `${name}_${suffix}`, source }),
    floats: (role, shape, values) =>
      builder.constant(`${name}/${role}`, { dtype: 'float32', shape }, Float32Array.from(values)),
    ints: (role, shape, values) =>
      builder.constant(`${name}/${role}`, { dtype: 'int32', shape }, Int32Array.from(values)),
    known: (values) => {
      const list = [values].flat();
      const shape = typeof values === 'number' ? [] : [list.length];
      const id = builder.constant(name, { dtype: 'int32', shape }, Int32Array.from(list));
      series.numbers.set(id, list);
      series.removable.add(id);
      return id;
    },
    numbers: (id) => series.numbers.get(id),
  };
};

/** The callbacks of a call of a layer. */
export const openCall = (builder: GraphBuilder, setting: LayerSetting, inputs: readonly ValueId[]): LayerCall => {
  const { table, config, keras, args, named, series, others } = setting;
  const emitting = openEmitting(builder, setting);
  const options = openOptions(config);
  const on = (operands: readonly ValueId[], lifted: boolean): LayerCall => {
    const call: LayerCall = {
      ...emitting,
      options,
      keras,
      args,
      named,
      series,
      inputs: operands,
      lifted,
      input: () => single(operands),
      given: openArguments(() => call),
      formula: openFormula(emitting),
      other: (role) => others?.get(role) ?? [],
      maskOf: (x) => others?.get('mask')?.[0] ?? series.masks.get(x),
      setMask: (x, mask) => {
        series.masks.set(x, mask);
      },
      activate: (x, option = 'activation') => activate(table, call, x, option),
      apply: (name, x, wanted = {}) => apply(table, call, x, { name, config: wanted }),
      clip: (x, least, most) => clip(call, x, least, most),
      fold: (step) => foldInputs(operands, step),
      axis: (x, value) => axisIn(call, x, value),
      permute: (x, perm, suffix) => permuteAxes(call, x, perm, suffix),
      alongLast: (x, axes, work) => alongLast(call, x, axes, work),
      asImage: (rank, x) => (rank === 1 ? imageOf(call, x ?? call.input()) : (x ?? call.input())),
      asSeries: (rank, image) => (rank === 1 ? seriesOf(call, image) : image),
      imageShape: (x) => {
        const { shape } = emitting.typeOf(x);
        const [n = 1, height = 1, width = 1, channels = 1] = shape;
        if (shape.length !== 4) throw new LayerError('its input does not have 4 dimensions');
        return [n, height, width, channels];
      },
      lift: (images) => on(images, true),
    };
    return call;
  };
  return on(inputs, false);
};

import type { GraphBuilder, OpName, Ops, QuantIntent, TensorType, ValueId } from '@tinyml/core';
import { LayerError, type Json } from './config.ts';
import { permuted, type Weight } from './weights.ts';

/** One call of a layer, while it is translated. */
export interface LayerCall {
  readonly name: string;
  readonly config: Json;
  readonly inputs: readonly ValueId[];
  /** The only input. @throws LayerError where there are several. */
  readonly input: () => ValueId;
  readonly typeOf: (id: ValueId) => TensorType;
  /** The first node has the layer's name; further ones carry `suffix`. */
  readonly emit: <Name extends OpName>(
    op: Name,
    attrs: Ops[Name],
    inputs: readonly (ValueId | null)[],
    suffix?: string,
  ) => ValueId;
  readonly weight: (role: string, ...aliases: readonly string[]) => Weight;
  readonly optionalWeight: (role: string) => Weight | undefined;
  /** A float32 constant with the weight's axes in the order `perm`, then in the shape `shape` if that differs. */
  readonly place: (role: string, weight: Weight, perm: readonly number[], shape?: readonly number[]) => ValueId;
  readonly floats: (role: string, shape: readonly number[], values: readonly number[]) => ValueId;
  readonly ints: (role: string, shape: readonly number[], values: readonly number[]) => ValueId;
}

/** How one class of layer becomes nodes. `check` needs no shapes: it runs also where an earlier layer has failed. */
export interface LayerKind {
  readonly check?: (config: Json) => void;
  readonly build: (call: LayerCall) => ValueId;
}

/** Changes a weight on its way into the graph: quantisation-aware training rounds it. */
export type WeightFilter = (
  role: string,
  weight: Weight,
) => { readonly weight: Weight; readonly intent?: (perm: readonly number[]) => QuantIntent };

const plain: WeightFilter = (_, weight) => ({ weight });

/** The callbacks of a call of layer `className` named `name`. `placed`: weights that an earlier call put into the graph. */
export const openCall = (
  builder: GraphBuilder,
  layer: { readonly name: string; readonly className: string; readonly config: Json; readonly index: number },
  inputs: readonly ValueId[],
  weights: ReadonlyMap<string, Weight>,
  filter: WeightFilter = plain,
  placed = new Map<string, ValueId>(),
): LayerCall => {
  const { name, className, config, index } = layer;
  const source = { name, op: className, index };
  let emitted = 0;
  const optionalWeight = (role: string): Weight | undefined => weights.get(role);
  const call: LayerCall = {
    name,
    config,
    inputs,
    input: () => {
      const [first] = inputs;
      if (first === undefined || inputs.length !== 1)
        throw new LayerError(`has ${String(inputs.length)} inputs, not one`);
      return first;
    },
    typeOf: (id) => builder.typeOf(id),
    emit: (op, attrs, operands, suffix) => {
      const last = emitted === 0 || suffix === undefined ? name : `${name}_${suffix}`;
      emitted += 1;
      return builder.emit(op, attrs, operands, { name: last, source });
    },
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
  };
  return call;
};

import type { ValueId } from '@tinyml/core';
import type { LayerCall, LayerKind, LayerOptions } from '../layer.ts';
import type { KerasEntry } from '../slot.ts';
import type { Term } from '../formula.ts';

/** What normalised values are multiplied by and what is added, where there is such a thing. */
interface Affine {
  readonly scale: Term | undefined;
  readonly offset: Term | undefined;
}

const affine = (call: LayerCall, x: ValueId, { scale, offset }: Affine): ValueId => {
  const { add, mul } = call.formula;
  const scaled = scale === undefined ? x : mul(x, scale);
  return offset === undefined ? scaled : add(scaled, offset);
};

/** x divided by the root of its mean square along axes, to which ε is added. */
const byRoot = (call: LayerCall, x: ValueId, axes: readonly number[], epsilon: number, dividend = x): ValueId => {
  const { add, mul, of, reduce } = call.formula;
  return mul(dividend, of('rsqrt', add(reduce('mean', mul(x, x), axes), epsilon)));
};

/** (x − mean) / √(variance + ε) along axes, or the dividend instead of x − mean. */
const standardized = (
  call: LayerCall,
  x: ValueId,
  axes: readonly number[],
  epsilon: number,
  dividend?: ValueId,
): ValueId => {
  const { reduce, sub } = call.formula;
  return byRoot(call, sub(x, reduce('mean', x, axes)), axes, epsilon, dividend);
};

const has = (options: LayerOptions, name: string): boolean =>
  options.config[name] !== false && options.config[name] !== 0;

/** An option of former releases: the spread about the mean is divided by, but the mean stays, and nothing is added. */
const isRms = ({ config }: LayerOptions): boolean => config['rms_scaling'] === true;

const hasScale = (options: LayerOptions): boolean => has(options, 'scale') || isRms(options);

const hasOffset = (options: LayerOptions): boolean => has(options, 'center') && !isRms(options);

const variables = (options: LayerOptions) => ({
  trainable: [...(hasScale(options) ? ['gamma'] : []), ...(hasOffset(options) ? ['beta'] : [])],
  fixed: [],
});

const axesOf = (call: LayerCall, x: ValueId): readonly number[] =>
  [call.options.config['axis'] ?? -1].flat().map((axis) => call.axis(x, axis));

/** A variable for the positions along some axes, in a shape that is broadcast over the others. */
const along = (call: LayerCall, role: string, shape: readonly number[]): ValueId => {
  const weight = call.weight(role);
  const trimmed = shape.slice(
    Math.max(
      0,
      shape.findIndex((size) => size !== 1),
    ),
  );
  return call.place(role, weight, weight.shape.map((_, axis) => axis), trimmed); // prettier-ignore
};

const ownAffine = (call: LayerCall, shape: readonly number[]): Affine => ({
  scale: hasScale(call.options) ? along(call, 'gamma', shape) : undefined,
  offset: hasOffset(call.options) ? along(call, 'beta', shape) : undefined,
});

const sizesAlong = (call: LayerCall, x: ValueId, axes: readonly number[]): readonly number[] =>
  call.typeOf(x).shape.map((size, axis) => (axes.includes(axis) ? size : 1));

/** Ba, Kiros and Hinton, Layer Normalization, 2016. */
const layerNormalization: LayerKind = {
  pointwise: true,
  variables,
  check: (options) => options.number('epsilon', 1e-3),
  build: (call) => {
    const x = call.input();
    const axes = axesOf(call, x);
    const by = standardized(call, x, axes, call.options.number('epsilon', 1e-3), isRms(call.options) ? x : undefined);
    return affine(call, by, ownAffine(call, sizesAlong(call, x, axes)));
  },
};

/** Zhang and Sennrich, Root Mean Square Layer Normalization, 2019. */
const rmsNormalization: LayerKind = {
  pointwise: true,
  variables: () => ({ trainable: ['scale'], fixed: [] }),
  check: (options) => options.number('epsilon', 1e-6),
  build: (call) => {
    const x = call.input();
    const axes = axesOf(call, x);
    const result = byRoot(call, x, axes, call.options.number('epsilon', 1e-6));
    // Whatever the axes, Keras multiplies by it as NumPy broadcasts it: from the last axis on.
    const scale = call.weight('scale');
    const placed = call.place('scale', scale, scale.shape.map((_, axis) => axis)); // prettier-ignore
    return affine(call, result, { scale: placed, offset: undefined });
  },
};

/** Wu and He, Group Normalization, 2018: each group of channels by itself, over all positions. */
const groupNormalization: LayerKind = {
  variables,
  check: (options) => options.number('epsilon', 1e-3),
  build: (call) => {
    const { options } = call;
    const x = call.input();
    const { shape } = call.typeOf(x);
    const axis = call.axis(x, options.config['axis'] ?? -1);
    const channels = shape[axis] ?? 1;
    const wanted = options.number('groups', 32);
    const groups = wanted === -1 ? channels : wanted;
    if (axis === 0 || !Number.isInteger(groups) || groups < 1 || channels % groups !== 0)
      throw options.problem(`${String(channels)} channels do not make ${String(wanted)} groups`);
    const parted = call.view(x, shape.toSpliced(axis, 1, groups, channels / groups), 'groups');
    const axes = call.typeOf(parted).shape.flatMap((_, i) => (i === 0 || i === axis ? [] : [i]));
    const result = call.view(standardized(call, parted, axes, options.number('epsilon', 1e-3)), shape, 'joined');
    return affine(call, result, ownAffine(call, sizesAlong(call, x, [axis])));
  },
};

/** keras.ops.layer_normalization(x, gamma, beta, axis, epsilon) and rms_normalization(x, scale, axis, epsilon). */
const operation = (offset: 0 | 1, names: readonly string[]): LayerKind => ({
  build: (call) => {
    const { given } = call;
    const x = given.operand();
    const term = (position: number, name: string): Term | undefined => {
      const value = given.argument(position, name);
      return value === null ? undefined : given.value(value, name);
    };
    const axes = given.axes(given.argument(2 + offset, 'axis') ?? -1, call.typeOf(x).shape.length);
    const epsilon = given.number(given.argument(3 + offset, 'epsilon'), 'epsilon', 1e-7);
    const [scale = '', shift] = names;
    const work = offset === 1 ? standardized : byRoot;
    return affine(call, work(call, x, axes, epsilon), {
      scale: term(1, scale),
      offset: shift === undefined ? undefined : term(2, shift),
    });
  },
});

/** Mean and variance. */
const momentsOperation: LayerKind = {
  build: (call) => {
    const { given } = call;
    const x = given.operand();
    const axes = given.axes(given.argument(1, 'axes'), call.typeOf(x).shape.length);
    const keepDims = given.isTrue(given.argument(2, 'keepdims'));
    const { mul, reduce, sub } = call.formula;
    const distance = sub(x, reduce('mean', x, axes));
    return [reduce('mean', x, axes, keepDims), reduce('mean', mul(distance, distance), axes, keepDims)];
  },
};

/** Normalisation by the moments of what is normalised. */
export const moments: KerasEntry = {
  layers: {
    GroupNormalization: groupNormalization,
    LayerNormalization: layerNormalization,
    RMSNormalization: rmsNormalization,
  },
  operations: {
    layer_norm: operation(1, ['gamma', 'beta']),
    layer_normalization: operation(1, ['gamma', 'beta']),
    moments: momentsOperation,
    rms_norm: operation(0, ['scale']),
    rms_normalization: operation(0, ['scale']),
  },
};

import { elementCount, type ValueId } from '@tinyml/core';
import type { KerasEntry, LayerCall, LayerKind } from '@tinyml/formats';

const flatten: LayerKind = {
  build: (call) => {
    const [n = 1, ...sample] = call.typeOf(call.input()).shape;
    return call.emit('reshape', { newShape: [n, elementCount(sample)] }, [call.input()]);
  },
};

const reshapeLayer: LayerKind = {
  check: (options) => options.integers('target_shape'),
  build: (call) => {
    const [n = 1, ...sample] = call.typeOf(call.input()).shape;
    const target = call.options.integers('target_shape');
    const unknown = target.indexOf(-1);
    const rest = elementCount(sample) / -elementCount(target);
    const sizes = target.map((size, i) => (i === unknown ? rest : size));
    if (elementCount(sizes) !== elementCount(sample) || !sizes.every((size) => Number.isInteger(size) && size > 0))
      throw call.options.problem(`[${sample.join(', ')}] cannot become [${target.join(', ')}]`);
    return call.emit('reshape', { newShape: [n, ...sizes] }, [call.input()]);
  },
};

/** The same elements under another shape, as the operation's own node. */
const reshaped = (call: LayerCall, x: ValueId, newShape: readonly number[]): ValueId =>
  call.emit('reshape', { newShape }, [x], 'view');

const reshape: LayerKind = {
  build: (call) => {
    const { given } = call;
    const x = given.operand();
    const target = given.integers(given.argument(1, 'shape', 'newshape', 'new_shape'), 'the new shape');
    const rest = elementCount(call.typeOf(x).shape) / -elementCount(target);
    return reshaped(call, x, target.map((size) => (size === -1 ? rest : size))); // prettier-ignore
  },
};

const ravel: LayerKind = {
  build: (call) => {
    const x = call.given.operand();
    return reshaped(call, x, [elementCount(call.typeOf(x).shape)]);
  },
};

const expandDims: LayerKind = {
  build: (call) => {
    const { given } = call;
    const x = given.operand();
    const { shape } = call.typeOf(x);
    const wanted = given.argument(1, 'axis', 'dim');
    const rank = shape.length + given.integers(wanted, 'axis').length;
    const places = given.axes(wanted, rank).toSorted((a, b) => a - b);
    return reshaped(call, x, places.reduce((sizes, axis) => sizes.toSpliced(axis, 0, 1), [...shape])); // prettier-ignore
  },
};

const squeeze: LayerKind = {
  build: (call) => {
    const { given } = call;
    const x = given.operand();
    const { shape } = call.typeOf(x);
    const axis = given.argument(1, 'axis', 'squeeze_dims');
    const ones = shape.flatMap((size, i) => (size === 1 ? [i] : []));
    const axes = axis === null ? ones : given.axes(axis, shape.length);
    if (axes.some((one) => shape[one] !== 1))
      throw call.options.problem(`[${shape.join(', ')}] has more than one along an axis to squeeze`);
    return reshaped(call, x, shape.filter((_, i) => !axes.includes(i))); // prettier-ignore
  },
};

export const keras: KerasEntry = {
  layers: { Flatten: flatten, Reshape: reshapeLayer },
  operations: { expand_dims: expandDims, ravel, reshape, squeeze },
  described: () => ({
    flatten: { className: 'Flatten', summary: 'one row out of all values', options: {} },
    reshape: {
      className: 'Reshape',
      summary: 'the same values in another shape',
      required: ['target-shape'],
      short: 'target-shape',
      options: {
        'target-shape': {
          type: 'array',
          title: 'a shape',
          description: 'shape of one sample; one size may be -1',
          examples: [[7, 7, 4]],
          minItems: 1,
          maxItems: 5,
          items: { type: 'integer', title: 'a whole number', minimum: -1, maximum: 65_536 },
        },
      },
    },
  }),
};

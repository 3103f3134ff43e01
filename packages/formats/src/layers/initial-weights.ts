import { digestOf, elementCount, initialValues, initializers, seededRandom, type Shape } from '@tinyml/core';
import { LayerError, optionalNumber, pair, single, type Json } from '../keras/config.ts';
import type { LayerSite, Weight, WeightStore } from '../keras/weights.ts';

/** Input channels; refuses a shape that the layer cannot take, in the manifest's words. */
const channelsOf = ([shape = []]: readonly Shape[], spatial: readonly string[]): number => {
  const sample = shape.slice(1);
  if (sample.length !== spatial.length + 1)
    throw new LayerError(`takes [${[...spatial, 'channels'].join(', ')}], but its input is [${sample.join(', ')}]`);
  return sample.at(-1) ?? 0;
};

const image = ['height', 'width'];

/** Shapes of the kernels of a layer, in Keras's order: [taps…, input, output]. */
const kernels: Readonly<Record<string, (site: LayerSite) => Readonly<Record<string, Shape>>>> = {
  Conv1D: ({ config, inputs }) => ({
    kernel: [single(config, 'kernel_size', 1), channelsOf(inputs, ['length']), optionalNumber(config, 'filters', 1)],
  }),
  Conv2D: ({ config, inputs }) => ({
    kernel: [...pair(config, 'kernel_size'), channelsOf(inputs, image), optionalNumber(config, 'filters', 1)],
  }),
  Conv2DTranspose: ({ config, inputs }) => ({
    kernel: [...pair(config, 'kernel_size'), optionalNumber(config, 'filters', 1), channelsOf(inputs, image)],
  }),
  Dense: ({ config, inputs: [shape = []] }) => ({ kernel: [shape.at(-1) ?? 0, optionalNumber(config, 'units', 1)] }),
  DepthwiseConv2D: ({ config, inputs }) => ({
    depthwise_kernel: [...pair(config, 'kernel_size'), channelsOf(inputs, image), multiplier(config)],
  }),
  SeparableConv2D: ({ config, inputs }) => {
    const channels = channelsOf(inputs, image);
    return {
      depthwise_kernel: [...pair(config, 'kernel_size'), channels, multiplier(config)],
      pointwise_kernel: [1, 1, channels * multiplier(config), optionalNumber(config, 'filters', 1)],
    };
  },
};

const multiplier = (config: Json): number => optionalNumber(config, 'depth_multiplier', 1);

const constant = (shape: Shape, value: number): Weight => ({
  shape,
  values: new Float32Array(elementCount(shape)).fill(value),
});

/** Outputs of a layer, which its bias has one number for each of. */
const outputsOf = (className: string, all: readonly Shape[]): number => {
  const shape = all.at(-1) ?? [];
  if (className === 'DepthwiseConv2D') return (shape.at(-1) ?? 0) * (shape.at(-2) ?? 0);
  return shape.at(className === 'Conv2DTranspose' ? -2 : -1) ?? 0;
};

/** Keras's fans: the last two axes, times the taps of the window (keras.initializers, compute_fans). */
const fansOf = (shape: Shape) => {
  const taps = elementCount(shape.slice(0, -2));
  return { in: (shape.at(-2) ?? 1) * taps, out: (shape.at(-1) ?? 1) * taps };
};

/**
 * Untrained weights as Keras begins them: kernels drawn by their initialiser, zeros for biases, batch normalisation as
 * the identity. Each kernel has a generator of its own, seeded by `seed` and its name: an edit of one layer leaves
 * the others as they were.
 */
export const initialWeights =
  (seed: number): WeightStore =>
  (path, site) => {
    const { className, config, inputs } = site;
    if (className === 'Add') {
      const [a = [], b = []] = inputs.map((shape) => shape.slice(1));
      if (a.join() !== b.join())
        throw new LayerError(
          `its layers give [${a.join(', ')}], but what they are added to is [${b.join(', ')}]: add a \`shortcut\``,
        );
    }
    if (className === 'BatchNormalization') {
      const shape = [inputs[0]?.at(-1) ?? 0];
      const roles = { gamma: 1, beta: 0, moving_mean: 0, moving_variance: 1 };
      return new Map(Object.entries(roles).map(([role, value]) => [role, constant(shape, value)]));
    }
    const shapes = Object.entries(kernels[className]?.(site) ?? {});
    if (shapes.length === 0) return new Map();
    const wanted = String((config['kernel_initializer'] as string | undefined) ?? 'glorot_uniform').replaceAll(
      '_',
      '-',
    );
    const initializer = initializers.find((one) => one === wanted) ?? 'glorot-uniform';
    const weights = shapes.map(([role, shape]): readonly [string, Weight] => {
      const digest = digestOf(`${String(seed)} ${path.join('/')}/${role}`);
      const random = seededRandom(Number.parseInt(digest.slice(7, 15), 16));
      return [role, { shape, values: initialValues(initializer, fansOf(shape), elementCount(shape), random) }];
    });
    const outputs = outputsOf(className, shapes.map(([, shape]) => shape)); // prettier-ignore
    return new Map([...weights, ['bias', constant([outputs], 0)]]);
  };

import { digestOf, elementCount, seededRandom, type Shape } from '@tinyml/core';
import { initialValues, initializers } from '@tinyml/core/internal';
import { LayerError } from '../keras/config.ts';
import { openOptions } from '../keras/options.ts';
import type { Weight, WeightStore } from '../keras/weights.ts';
import type { DescribedLayer } from './described-layer.ts';

/** Input channels; refuses a shape that the layer cannot take, in the manifest's words. */
const channelsOf = ([shape = []]: readonly Shape[], axes: readonly string[]): number => {
  const sample = shape.slice(1);
  if (sample.length !== axes.length + 1)
    throw new LayerError(`takes [${[...axes, 'channels'].join(', ')}], but its input is [${sample.join(', ')}]`);
  return sample.at(-1) ?? 0;
};

const constant = (shape: Shape, value: number): Weight => ({
  shape,
  values: new Float32Array(elementCount(shape)).fill(value),
});

/** Keras's fans: the last two axes, times the taps of the window (keras.initializers, compute_fans). */
const fansOf = (shape: Shape) => {
  const taps = elementCount(shape.slice(0, -2));
  return { in: (shape.at(-2) ?? 1) * taps, out: (shape.at(-1) ?? 1) * taps };
};

/** What the branches of a residual give must have one shape. */
const checkSum = (inputs: readonly Shape[]): void => {
  const [a = [], b = []] = inputs.map((shape) => shape.slice(1));
  if (a.join() !== b.join())
    throw new LayerError(
      `its layers give [${a.join(', ')}], but what they are added to is [${b.join(', ')}]: add a \`shortcut\``,
    );
};

/**
 * Untrained weights as Keras begins them: kernels drawn by their initialiser, zeros for biases, batch normalisation as
 * the identity. Each kernel has a generator of its own, seeded by `seed` and its name: an edit of one layer leaves
 * the others as they were. `described`: by Keras's classes.
 */
export const initialWeights =
  (seed: number, described: ReadonlyMap<string, DescribedLayer>): WeightStore =>
  (path, { className, config, inputs }) => {
    if (className === 'Add') checkSum(inputs);
    const channels = (...axes: readonly string[]): number => channelsOf(inputs, axes);
    const variables = described.get(className)?.weights?.({ options: openOptions(config), inputs, channels }) ?? {};
    const wanted = String((config['kernel_initializer'] as string | undefined) ?? 'glorot_uniform').replaceAll(
      '_',
      '-',
    );
    const initializer = initializers.find((one) => one === wanted) ?? 'glorot-uniform';
    return new Map(
      Object.entries(variables).map(([role, { shape, initial }]) => {
        if (initial !== 'drawn') return [role, constant(shape, initial)];
        const digest = digestOf(`${String(seed)} ${path.join('/')}/${role}`);
        const random = seededRandom(Number.parseInt(digest.slice(7, 15), 16));
        return [role, { shape, values: initialValues(initializer, fansOf(shape), elementCount(shape), random) }];
      }),
    );
  };

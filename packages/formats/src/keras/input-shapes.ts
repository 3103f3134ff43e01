import { type ImportContext } from '@tinyml/core/internal';
import { fixedShapes, type OpenInput } from '../translation/fixed-shapes.ts';
import { isDimension } from './config.ts';
import type { Layer, Network } from './network.ts';

/** The shape that an input layer records; undefined where the model was never built. */
export const recordedShape = ({ config }: Layer): unknown => config['batch_input_shape'] ?? config['batch_shape'];

const isOpenSize = (size: unknown): size is number | null => size === null || (isDimension(size) && size > 0);

/**
 * The shapes of a model's inputs, by their layers; an input whose shape makes no sense has none.
 * @throws TinymlError TML207 for all that stay open, TML245 to TML247
 */
export const inputShapes = (
  path: string,
  { inputs, layers }: Network,
  context: Pick<ImportContext, 'inputs'>,
): ReadonlyMap<string, readonly number[]> => {
  const recorded = inputs.flatMap(({ layer: name }): OpenInput[] => {
    const layer = layers.find((each) => each.name === name);
    const shape = layer && (recordedShape(layer) ?? null);
    if (shape === null) return [{ name, shape }];
    return Array.isArray(shape) && shape.length > 0 && shape.every(isOpenSize) ? [{ name, shape }] : [];
  });
  const shapes = fixedShapes(path, recorded, context);
  return new Map(recorded.map(({ name }, i) => [name, shapes[i] ?? []]));
};

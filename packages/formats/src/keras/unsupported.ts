import { LayerError } from './config.ts';
import { functionOf } from './kind.ts';
import type { LayerKind } from './layer.ts';
import type { Layer } from './network.ts';
import { refusedClasses } from './refused-classes.ts';

/** What is said of a layer or an operation that has no translation. */
const unsupportedLayer = (layer: Layer): LayerError => {
  if (layer.operation === true) {
    const name = functionOf(layer.config) ?? layer.className;
    return new LayerError(`the operation ${name} is not supported`, 'express it by layers or other operations, or convert the model to .tflite'); // prettier-ignore
  }
  const { reason, hint } = refusedClasses.get(layer.className) ?? {};
  const because = reason === undefined ? '' : `: ${reason}`;
  return new LayerError(`layers of this class are not supported${because}`, hint);
};

/** @throws LayerError where there is no way to translate the layer. */
export const requireKind = (layer: Layer): LayerKind => {
  if (layer.kind === undefined) throw unsupportedLayer(layer);
  return layer.kind;
};

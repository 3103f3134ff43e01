import { LayerError } from './config.ts';
import { functionOf } from './kind.ts';
import type { LayerKind } from './layer.ts';
import type { Layer } from './network.ts';

/** The way out for a class of layer that has no translation. */
const hintOf = ({ className }: Layer): string | undefined => {
  if (className === 'Lambda')
    return 'a Lambda layer is Python code: write it with layers (Rescaling, Reshape, …) or as operations on tensors (x * 2.0, tf.reshape), which the file then holds';
  if (/3D(Transpose)?$/.test(className)) return 'layers along three axes are not supported: use those along two';
  if (/^(.*Lookup|TextVectorization|Hashing|Discretization|CategoryEncoding|.*Spectrogram)$/.test(className))
    return 'preprocess outside of the model: save the part of it that comes after';
  return undefined;
};

/** What is said of a layer or an operation that has no translation. */
const unsupportedLayer = (layer: Layer): LayerError => {
  if (layer.operation === true) {
    const name = functionOf(layer.config) ?? layer.className;
    return new LayerError(`the operation ${name} is not supported`, 'express it by layers or other operations, or convert the model to .tflite'); // prettier-ignore
  }
  return new LayerError('layers of this class are not supported', hintOf(layer));
};

/** @throws LayerError where there is no way to translate the layer. */
export const requireKind = (layer: Layer): LayerKind => {
  if (layer.kind === undefined) throw unsupportedLayer(layer);
  return layer.kind;
};

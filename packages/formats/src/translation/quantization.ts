import type { DType, Quant, TensorType, ValueId } from '@tinyml/core';
import type { Emitter } from './emitter.ts';
import { TranslationError } from './translation-error.ts';

export interface Stored {
  readonly dtype: DType;
  readonly quant: Quant;
}

/** Real numbers as stored integers; stored integers at another scale. */
export const quantized = (to: Emitter, x: ValueId, { dtype, quant }: Stored): ValueId => {
  const types: readonly TensorType[] = [{ dtype, shape: to.shapeOf(x), quant }];
  const [result] = to.emitAll('quantize', {}, [x], 'quantize', { types });
  return result ?? x;
};

/**
 * The real numbers that stored integers stand for. The node stays in the graph, also where it reads a constant, so that
 * `foldQuantization` sees that weights are stored.
 */
export const dequantized = (to: Emitter, x: ValueId, quant: Quant): ValueId => {
  const type = to.typeOf(x);
  const data = to.data(x);
  // A constant has no scale of its own in such files.
  const stored = data === undefined || type.quant !== undefined ? x : to.constant('stored', { ...type, quant }, data);
  if (to.typeOf(stored).quant === undefined)
    throw new TranslationError('it reads integers that no operator has quantised');
  const [result] = to.emitAll('dequantize', {}, [stored], 'dequantize', { kept: true });
  return result ?? x;
};

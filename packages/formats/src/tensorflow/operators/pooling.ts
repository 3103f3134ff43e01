import { TranslationError } from '../../translation/translation-error.ts';
import type { TensorflowOperators } from '../call.ts';
import { onImages, spatialOf } from './spatial.ts';

export const pooling: TensorflowOperators = {
  MaxPool: (call) =>
    onImages(call, call.operand(0), (image) => {
      const { padding, strides, filter } = spatialOf(call);
      return call.emit('max_pool_2d', { padding, strides, filter, activation: 'none' }, [image]);
    }),
  AvgPool: (call) =>
    onImages(call, call.operand(0), (image) => {
      const { padding, strides, filter } = spatialOf(call);
      if (typeof padding !== 'string') throw new TranslationError('explicit paddings are not supported');
      return call.emit('average_pool_2d', { padding, strides, filter, activation: 'none' }, [image]);
    }),
};

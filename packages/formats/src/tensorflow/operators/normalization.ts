import { TranslationError } from '../../translation/translation-error.ts';
import type { TensorflowCall, TensorflowOperators } from '../call.ts';
import { onImages } from './spatial.ts';

/** Operands: x, scale, offset, mean, variance. */
const batchNormalized = (call: TensorflowCall) => {
  const { attributes } = call;
  if (attributes.flag('is_training', true))
    throw new TranslationError('it normalises with the statistics of a batch', 'export the model for inference');
  const [, scale, offset, mean, variance] = [0, 1, 2, 3, 4].map((position) => call.operand(position));
  const operands = [mean, variance, scale, offset].map((id) => id ?? null);
  return onImages(call, call.operand(0), (image) =>
    call.emit('batch_normalization', { epsilon: attributes.float('epsilon', 1e-4) }, [image, ...operands]),
  );
};

export const normalization: TensorflowOperators = {
  FusedBatchNorm: batchNormalized,
  FusedBatchNormV2: batchNormalized,
  FusedBatchNormV3: batchNormalized,
};

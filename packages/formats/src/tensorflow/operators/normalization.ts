import type { ValueId } from '@tinyml/core';
import { besideChannels, normalized, scaled } from '../../translation/normalization.ts';
import type { TensorflowCall, TensorflowOperators } from '../call.ts';
import { isChannelsFirst, onImages } from './spatial.ts';

/** With the statistics of the operand itself, as Keras 2 computes a layer normalisation: channels are what is normalised. */
const normalizedByItself = (call: TensorflowCall): ValueId => {
  const x = call.operand(0);
  const axes = isChannelsFirst(call) ? [0, 2, 3] : [0, 1, 2];
  const [scale, offset] = [call.operand(1), call.operand(2)].map((id) =>
    isChannelsFirst(call) ? besideChannels(call, id, call.rankOf(x)) : id,
  );
  return scaled(call, normalized(call, x, axes, call.attributes.float('epsilon', 1e-4)), scale ?? null, offset ?? null);
};

/** Operands: x, scale, offset, mean, variance. */
const batchNormalized = (call: TensorflowCall) => {
  const { attributes } = call;
  if (attributes.flag('is_training', true)) return normalizedByItself(call);
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

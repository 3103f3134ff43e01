import type { ValueId } from '@tinyml/core';
import {
  besideChannels,
  groupNormalized,
  normalized,
  rootMeanSquareNormalized,
  scaled,
} from '../../translation/normalization.ts';
import { TranslationError } from '../../translation/translation-error.ts';
import { listOf } from '../list-of.ts';
import type { PytorchEntry, TorchBuild, TorchCall } from '../slot.ts';

const input = (call: TorchCall): ValueId => call.as(call.tensor('input'), 'float32');

/** x with its channels last, as a layer works on them. */
const channelsLast = (call: TorchCall, x: ValueId, work: (x: ValueId) => ValueId): ValueId => {
  const rank = call.shapeOf(x).length;
  const axes = listOf(rank, (i) => i);
  const there = [0, ...axes.slice(2), 1];
  const back = [0, rank - 1, ...axes.slice(1, -1)];
  return rank < 3 ? work(x) : call.to.permuted(work(call.to.permuted(x, there)), back);
};

const batchNorm: TorchBuild = (call) => {
  const training = call.flag('training') || call.flag('train');
  // Decomposed instance normalisation: images are channels of one image, with no statistics of training.
  if (training && !call.has('running_mean')) {
    const x = input(call);
    const axes = call.shapeOf(x).flatMap((_, axis) => (axis === 1 ? [] : [axis]));
    return perChannel(call, normalized(call.to, x, axes, call.number('eps', 1e-5)));
  }
  if (training)
    throw new TranslationError(
      'it takes its statistics from the batch',
      'call model.eval() before torch.export.export',
    );
  const epsilon = call.number('eps', 1e-5);
  const [mean, variance] = [call.optionalTensor('running_mean'), call.optionalTensor('running_var')];
  if (mean === null || variance === null)
    throw new TranslationError('it has no statistics of training', 'build the layer with track_running_stats=True');
  const operands = [mean, variance, call.optionalTensor('weight'), call.optionalTensor('bias')];
  return channelsLast(call, input(call), (x) => call.emit('batch_normalization', { epsilon }, [x, ...operands]));
};

const axesFrom = (rank: number, count: number): readonly number[] => listOf(count, (i) => rank - count + i);

const layerNorm: TorchBuild = (call) => {
  const x = input(call);
  const axes = axesFrom(call.shapeOf(x).length, call.numbers('normalized_shape').length);
  const result = normalized(call.to, x, axes, call.number('eps', 1e-5));
  return scaled(call.to, result, call.optionalTensor('weight'), call.optionalTensor('bias'));
};

const rmsNorm: TorchBuild = (call) => {
  const x = input(call);
  const axes = axesFrom(call.shapeOf(x).length, call.numbers('normalized_shape').length);
  // Default: the distance from 1 to the next float32.
  const result = rootMeanSquareNormalized(call.to, x, axes, call.number('eps', 2 ** -23));
  return scaled(call.to, result, call.optionalTensor('weight'), null);
};

const perChannel = (call: TorchCall, x: ValueId): ValueId => {
  const rank = call.shapeOf(x).length;
  const [weight, bias] = [call.optionalTensor('weight'), call.optionalTensor('bias')];
  return scaled(call.to, x, besideChannels(call.to, weight, rank), besideChannels(call.to, bias, rank));
};

const groupNorm =
  (groups: string): TorchBuild =>
  (call) =>
    perChannel(call, groupNormalized(call.to, input(call), call.number(groups), call.number('eps', 1e-5)));

const instanceNorm: TorchBuild = (call) => {
  const x = input(call);
  if (!call.flag('use_input_stats', true)) return batchNorm(call);
  return perChannel(call, groupNormalized(call.to, x, call.shapeOf(x)[1] ?? 1, call.number('eps', 1e-5)));
};

/** Further results are statistics, which nothing gives here. */
export const normalizations: PytorchEntry = {
  'aten.batch_norm': batchNorm,
  'aten._native_batch_norm_legit_no_training': batchNorm,
  'aten._native_batch_norm_legit': batchNorm,
  'aten.native_batch_norm': batchNorm,
  'aten._batch_norm_no_update': batchNorm,
  'aten.cudnn_batch_norm': batchNorm,
  'aten.layer_norm': layerNorm,
  'aten.native_layer_norm': layerNorm,
  'aten.rms_norm': rmsNorm,
  'aten._fused_rms_norm': rmsNorm,
  'aten.group_norm': groupNorm('num_groups'),
  'aten.native_group_norm': groupNorm('group'),
  'aten.instance_norm': instanceNorm,
};

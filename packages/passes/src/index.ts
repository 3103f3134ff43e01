import type { Pass } from '@tinyml/core';
import { channelsLast } from './channels-last.ts';
import { compressWeights } from './compress-weights.ts';
import { eliminateDeadNodes } from './eliminate-dead-nodes.ts';
import { expandControlFlow } from './expand-control-flow.ts';
import { foldBatchNorm } from './fold-batch-norm.ts';
import { foldConstants } from './fold-constants.ts';
import { fuseActivation } from './fuse-activation.ts';
import { fusePatterns } from './fuse-patterns.ts';
import { fusePad } from './fuse-pad.ts';
import { mergeDuplicates } from './merge-duplicates.ts';
import { moveReshapes } from './move-reshapes.ts';
import { quantize } from './quantize.ts';
import { removeDeadChannels } from './remove-dead-channels.ts';
import { removeIdentity } from './remove-identity.ts';
import { simplifyArithmetic } from './simplify-arithmetic.ts';
import { stream } from './stream.ts';

export { ownActivation } from './activation.ts';
export { groupsOf, weightedNodes } from './channel-weights.ts';
export { channelsSlot, type ChannelRule } from './dead-channels/channels-slot.ts';
export { channelSets, type ChannelSets } from './dead-channels/channel-sets.ts';
export { usualMultiple } from './dead-channels/multiple.ts';
export { shrink } from './dead-channels/shrink.ts';
export { sizeMetrics, sizeOf, sizeSummary } from './dead-channels/size.ts';
export { knownLayers, type KnownLayers, type WeightedLayer } from './dead-channels/weighted-layer.ts';
export { axisOrderSlot, type AxisOrderRule, type OrderPlace, type Reordered } from './layout/axis-order-slot.ts';
export { passesExplanations } from './diagnostics/explanations.ts';
export { stateNotQuantized } from './diagnostics/quantization.ts';
export { paddingSides, type Sides } from './padding-sides.ts';
export { activationParameters, weightScale, type Affine, type Range } from './quantize/affine.ts';
export { ordinaryModes } from './quantize/automatic-forms.ts';
export { channelOf, channelRanges } from './quantize/channels.ts';
export type { Cause, Remedy } from './quantize/diagnose/causes.ts';
export {
  diagnoseQuantization,
  type Diagnosis,
  type DiagnosisRequest,
  type LayerDiagnosis,
  type TriedRemedy,
} from './quantize/diagnose/diagnose-quantization.ts';
export type { QuantizeOptions } from './quantize/diagnose/quantized-form.ts';
export { int8Plan, type Int8Plan } from './quantize/int8-plan.ts';
export { quantizeSlot, type QuantRule, type Role } from './quantize/quantize-slot.ts';
export { materialize, type Materialized, type MaterializeOptions } from './quantize/materialize.ts';
export type { PatternResult, PatternRule } from './patterns/pattern-rule.ts';
export { patternsSlot } from './patterns/patterns-slot.ts';
export { simplifySlot, type SimplifyRule } from './simplify-slot.ts';
export type { Rows } from './streaming/rows.ts';
export { timeSlot, type TimeRead, type TimeRequest, type TimeRule, type TimeView } from './streaming/time-slot.ts';
export { quantizeWeights } from './quantize/weights.ts';

/** The passes that need no training, by name. */
export const builtinPasses: readonly Pass[] = [
  channelsLast,
  compressWeights,
  eliminateDeadNodes,
  expandControlFlow,
  foldBatchNorm,
  foldConstants,
  fuseActivation,
  fusePad,
  fusePatterns,
  mergeDuplicates,
  moveReshapes,
  quantize,
  removeDeadChannels,
  removeIdentity,
  simplifyArithmetic,
  stream,
];

import { equivalentsSlot, kernelsSlot, microSlot, rowsSlot } from '@tinyml/codegen';
import type { Slot } from '@tinyml/core';
import { kerasSlot, onnxSlot, pytorchSlot, tensorflowSlot, tfliteSlot } from '@tinyml/formats';
import { axisOrderSlot, channelsSlot, quantizeSlot, patternsSlot, simplifySlot, timeSlot } from '@tinyml/passes';
import { gradientSlot } from '@tinyml/training';

/** What tinyml's packages ask of every operator: what a toolkit has where training is installed. */
export const allSlots: readonly Slot[] = [
  tfliteSlot,
  kerasSlot,
  onnxSlot,
  pytorchSlot,
  tensorflowSlot,
  quantizeSlot,
  channelsSlot,
  axisOrderSlot,
  simplifySlot,
  patternsSlot,
  timeSlot,
  gradientSlot,
  rowsSlot,
  equivalentsSlot,
  kernelsSlot,
  microSlot,
];

import type { OptionsOf, PassContext } from '@tinyml/core';
import { methods } from './collector.ts';

/** What `quantize` may be told. */
export const options = {
  type: 'object',
  additionalProperties: false,
  properties: {
    mode: {
      type: 'string',
      enum: ['int8', 'int16x8', 'dynamic-range', 'float16'],
      default: 'int8',
      description:
        'int8: weights and activations · int16x8: int8 weights, int16 activations · dynamic-range: int8 weights, float activations · float16: weights',
    },
    io: {
      type: 'string',
      enum: ['auto', 'int8', 'int16', 'float32'],
      default: 'auto',
      description: 'int8, int16x8: type of inputs and outputs; auto: that of the activations',
    },
    limit: {
      type: 'integer',
      minimum: 1,
      default: 100,
      description: 'int8, int16x8: calibration samples used at most',
    },
    method: {
      type: 'string',
      enum: ['auto', ...methods],
      default: 'auto',
      description:
        'int8, int16x8: how a range is chosen from the values seen; auto: by min-max, in int8 by min-max or percentile, as the output SQNR of the report is better',
    },
    percentile: {
      type: 'number',
      minimum: 50,
      maximum: 100,
      default: 99.99,
      description: 'method percentile: per cent of the values that each end of a range keeps',
    },
    perChannelDense: {
      type: 'boolean',
      default: false,
      description: 'int8, int16x8: one scale for each output of fully_connected; needs a runtime that knows this form',
    },
    biasCorrection: {
      type: 'boolean',
      default: true,
      description: 'int8, int16x8: take back through the biases the mean error of rounded weights',
    },
    rounding: {
      type: 'string',
      enum: ['nearest', 'learned'],
      default: 'nearest',
      description:
        'int8, int16x8: how weights are rounded; learned: so that the errors of a row make up for each other on the calibration samples, which takes longer',
    },
    equalize: {
      type: 'boolean',
      default: true,
      description:
        'int8, int16x8: bring channels that share a scale closer to each other in size, by factors that layers with weights take in, where that is nearer to float',
    },
    reportSamples: {
      type: 'integer',
      minimum: 0,
      default: 8,
      description: 'int8, int16x8: samples on which each layer is compared with its float result; 0: no report',
    },
    minSqnr: {
      type: 'number',
      minimum: 0,
      maximum: 120,
      default: 0,
      description:
        'int8: mixed precision: tensors that lose most become int16, with the layers around them, until the outputs have this SQNR in dB on the samples of the report; 0: none',
    },
    minElements: {
      type: 'integer',
      minimum: 0,
      default: 1024,
      description: 'dynamic-range: layers with fewer weights stay float',
    },
  },
} as const;

export type QuantizeContext = PassContext<OptionsOf<typeof options>>;

import {
  definePass,
  noCalibrationSamples,
  nothingToQuantize,
  poorQuantization,
  stateNotQuantized,
  staysFloat,
  TinymlError,
  type Graph,
  type OptionsOf,
  type PassContext,
  type PassResult,
} from '@tinyml/core';
import { correctBiases, meanLengths } from './quantize/bias-correction.ts';
import { calibrate } from './quantize/calibrate.ts';
import { compareLayers, formatReport, type ErrorReport } from './quantize/error-report.ts';
import { dynamicRangeIntents, float16Intents, int8Intents } from './quantize/intents.ts';
import { materialize } from './quantize/materialize.ts';
import { traceOf } from './quantize/trace.ts';
import { trainedRanges } from './quantize/trained-ranges.ts';

const options = {
  type: 'object',
  additionalProperties: false,
  properties: {
    mode: {
      type: 'string',
      enum: ['int8', 'dynamic-range', 'float16'],
      default: 'int8',
      description: 'int8: weights and activations · dynamic-range: int8 weights, float activations · float16: weights',
    },
    io: { type: 'string', enum: ['int8', 'float32'], default: 'int8', description: 'int8: type of inputs and outputs' },
    limit: { type: 'integer', minimum: 1, default: 100, description: 'int8: calibration samples used at most' },
    method: {
      type: 'string',
      enum: ['min-max', 'percentile', 'mse'],
      default: 'min-max',
      description: 'int8: how a range is chosen from the values seen',
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
      description: 'int8: one scale for each output of fully_connected; needs a runtime that knows this form',
    },
    biasCorrection: {
      type: 'boolean',
      default: true,
      description: 'int8: take back through the biases the mean error of rounded weights',
    },
    reportSamples: {
      type: 'integer',
      minimum: 0,
      default: 8,
      description: 'int8: samples on which each layer is compared with its float result; 0: no report',
    },
    minElements: {
      type: 'integer',
      minimum: 0,
      default: 1024,
      description: 'dynamic-range: smaller weights stay float',
    },
  },
} as const;

type Context = PassContext<OptionsOf<typeof options>>;

/** A layer below this has lost more than a fifth of its signal's amplitude to noise. */
const poorDecibels = 14;

/** Shares of the stage's time, for its progress. */
const calibrationShare = 0.8;

const reportMetrics = ({ layers }: ErrorReport, graph: Graph): Record<string, number | string | null> => {
  const measured = layers.flatMap(({ node, sqnr }) => (sqnr === null ? [] : [{ node, sqnr }]));
  const worst = measured.reduce<(typeof measured)[number] | undefined>(
    (least, layer) => (least === undefined || layer.sqnr < least.sqnr ? layer : least),
    undefined,
  );
  const output = layers.findLast((layer) => graph.outputs.includes(layer.tensor));
  return {
    outputSqnrDb: output?.sqnr ?? null,
    worstLayer: worst?.node ?? null,
    worstLayerSqnrDb: worst?.sqnr ?? null,
  };
};

const quantizeInt8 = async (source: Graph, context: Context): Promise<PassResult | Graph> => {
  const { constants, operators, options: chosen } = context;
  if ((source.state ?? []).length > 0) throw new TinymlError(stateNotQuantized(source.name));
  const samples = await context.data('calibration');
  if (samples.count === 0) throw new TinymlError(noCalibrationSamples());

  const { graph, ranges: trained } = trainedRanges(source, constants);
  const trace = traceOf(graph, context);
  const lengths = chosen.biasCorrection ? meanLengths(graph, constants) : new Map<string, number>();
  const { ranges: seen, means } = calibrate(graph, trace, samples, chosen, lengths, (done) => {
    context.signal.throwIfAborted();
    context.progress(done * calibrationShare, 'calibrating');
  });
  const ranges = new Map([...seen, ...trained]);
  const meant = correctBiases(int8Intents(graph, constants, ranges, chosen), constants, means);
  const { graph: quantized, moved, stayed } = materialize(meant, { constants, operators, io: chosen.io });
  if (stayed.length > 0) context.report(staysFloat(stayed.map((node) => node.id)));

  const used = Math.min(samples.count, chosen.limit);
  const summary = `int8, calibrated on ${String(used)} samples`;
  if (chosen.reportSamples === 0) return { graph: quantized, metrics: { calibrationSamples: used }, summary };
  const report = compareLayers(
    { graph, trace },
    { graph: quantized, trace: traceOf(quantized, context) },
    moved,
    samples,
    chosen.reportSamples,
  );
  const metrics = reportMetrics(report, graph);
  const poor = report.layers.flatMap(({ node, sqnr }) =>
    sqnr !== null && sqnr < poorDecibels ? [[node, sqnr] as const] : [],
  );
  if (poor.length > 0) context.report(poorQuantization(poor, poorDecibels));
  context.progress(1);
  const { outputSqnrDb } = metrics;
  return {
    graph: quantized,
    metrics: { calibrationSamples: used, ...metrics },
    artifacts: {
      'quantization-error.json': `${JSON.stringify(report, null, 2)}\n`,
      'quantization-error.txt': formatReport(report),
    },
    summary: typeof outputSqnrDb === 'number' ? `${summary}, output SQNR ${outputSqnrDb.toFixed(1)} dB` : summary,
  };
};

const constantBytes = (graph: Graph, width: (dtype: string) => number): number => {
  let bytes = 0;
  for (const { type, data } of graph.values.values()) {
    if (data !== undefined) bytes += width(type.dtype) * type.shape.reduce((product, size) => product * size, 1);
  }
  return bytes;
};

const widths: Readonly<Record<string, number>> = { float32: 4, float16: 2, int8: 1, int32: 4, int64: 8, int16: 2 };

const storeWeights = (graph: Graph, meant: Graph, context: Context): PassResult | Graph => {
  const { mode } = context.options;
  const { constants, operators } = context;
  const width = (dtype: string): number => widths[dtype] ?? 1;
  const result = materialize(meant, { constants, operators, io: 'float32' }).graph;
  const before = constantBytes(graph, width);
  const after = constantBytes(result, width);
  if (after === before) {
    context.report(nothingToQuantize(mode));
    return graph;
  }
  return {
    graph: result,
    metrics: { constantBytesBefore: before, constantBytes: after },
    summary: `${mode}, constants ${String(before)} → ${String(after)} B`,
  };
};

/** Post-training quantisation after TensorFlow Lite's 8-bit specification: intents on the values, then `materialize`. */
export const quantize = definePass({
  name: 'quantize',
  version: 1,
  kind: 'post-training',
  summary: 'store weights and activations as int8, or weights only as int8 or float16',
  options,
  requires: ['static-shapes', 'float', 'batch-norm-folded'],
  establishes: ['quantized'],
  invalidates: ['float'],
  needsWith: (chosen) => (chosen.mode === 'int8' ? ['calibration'] : []),
  search: { mode: ['int8', 'dynamic-range', 'float16'], method: ['min-max', 'percentile', 'mse'] },
  preserves: 'none',
  run(graph, context) {
    const { constants, options: chosen } = context;
    switch (chosen.mode) {
      case 'int8':
        return quantizeInt8(graph, context);
      case 'dynamic-range':
        return storeWeights(graph, dynamicRangeIntents(graph, constants, chosen.minElements), context);
      case 'float16':
        return storeWeights(graph, float16Intents(graph), context);
    }
  },
});

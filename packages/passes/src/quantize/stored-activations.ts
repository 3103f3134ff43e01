import { TinymlError, type Graph, type PassResult, type Samples } from '@tinyml/core';
import { foreignIo, noCalibrationSamples, poorQuantization, staysFloat } from '../diagnostics/quantization.ts';
import { attemptsOf, nearestToFloat, type Attempt, type Variant } from './attempts.ts';
import { calibrationProblems } from './calibration-range.ts';
import { equalizeChannels } from './equalize/equalize-channels.ts';
import { formatReport, type ErrorReport } from './error-report.ts';
import type { QuantizeContext } from './options.ts';
import { widenToReach } from './mixed-precision.ts';
import type { StoredType } from './stored-type.ts';
import { traceOf } from './trace.ts';
import { trainedRanges, type TrainedRanges } from './trained-ranges.ts';

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

/**
 * The float graphs to quantise: as it is, and with channels equalised. Without a report there is nothing to choose by, and the estimate that
 * equalisation rests on decides.
 */
const variantsOf = async (
  { graph, ranges }: TrainedRanges,
  context: QuantizeContext,
  stored: StoredType,
  samples: Samples,
): Promise<readonly Variant[]> => {
  const { options } = context;
  const asItIs: Variant = { graph, trace: traceOf(graph, context), equalized: 0 };
  // Ranges that training learned are of the channels as they are.
  if (!options.equalize || ranges.size > 0) return [asItIs];
  const scaled = await equalizeChannels(graph, context, asItIs.trace, samples, options, stored);
  if (scaled === undefined) return [asItIs];
  const equalized = { graph: scaled.graph, trace: traceOf(scaled.graph, context), equalized: scaled.channels };
  return options.reportSamples === 0 ? [equalized] : [asItIs, equalized];
};

/** Quantises the graph in all ways that the options allow, and takes the one that is nearest to float. */
export const bestAttempt = async (
  source: Graph,
  context: QuantizeContext,
  stored: StoredType,
): Promise<Attempt & { readonly used: number }> => {
  const { constants, options: chosen } = context;
  const { mode } = chosen;
  if (chosen.io !== 'auto' && chosen.io !== 'float32' && chosen.io !== stored.dtype)
    throw new TinymlError(foreignIo(chosen.io, mode, stored.dtype));
  const samples = await context.data('calibration');
  if (samples.count === 0) throw new TinymlError(noCalibrationSamples());

  const own = trainedRanges(source, constants);
  const variants = await variantsOf(own, context, stored, samples);
  const request = { context, stored, samples, trained: own.ranges };
  const attempts: Attempt[] = [];
  for (const [at, variant] of variants.entries()) {
    const made = await attemptsOf(variant, request, (done) => {
      context.progress(((at + done) / variants.length) * calibrationShare, 'calibrating');
    });
    if (at === 0) {
      const ranges = made.calibration.rangesBy('min-max');
      for (const problem of calibrationProblems(variant.graph, context, ranges, own.ranges)) context.report(problem);
    }
    attempts.push(...made.attempts);
  }
  const best = await widenToReach(nearestToFloat(attempts), stored, context);
  return { ...best, used: Math.min(samples.count, chosen.limit) };
};

/** Weights as int8, activations as `stored`: calibrate, mean, materialise, and tell how far each layer is from float. */
export const quantizeActivations = async (
  source: Graph,
  context: QuantizeContext,
  stored: StoredType,
): Promise<PassResult | Graph> => {
  const { options: chosen } = context;
  const { mode } = chosen;
  const { method, quantized, stayed, report, used, variant, wide } = await bestAttempt(source, context, stored);
  if (stayed.length > 0)
    context.report(
      staysFloat(
        mode,
        stayed.map(({ node, because }) => ({ layer: node.id, because })),
      ),
    );

  const { equalized } = variant;
  const how = [
    method,
    ...(equalized === 0 ? [] : [`${String(equalized)} channels equalised`]),
    ...(wide === 0 ? [] : [`${String(wide)} layers in int16x8`]),
  ].join(', ');
  const summary = `${mode}, calibrated on ${String(used)} samples (${how})`;
  const calibrated = {
    calibrationSamples: used,
    method,
    equalizedChannels: equalized,
    ...(wide > 0 && { wideLayers: wide }),
  };
  if (report === undefined) return { graph: quantized, metrics: calibrated, summary };
  const metrics = reportMetrics(report, variant.graph);
  const poor = report.layers.flatMap(({ node, sqnr }) =>
    sqnr !== null && sqnr < poorDecibels ? [[node, sqnr] as const] : [],
  );
  if (poor.length > 0) context.report(poorQuantization(poor, poorDecibels));
  context.progress(1);
  const { outputSqnrDb } = metrics;
  return {
    graph: quantized,
    metrics: { ...calibrated, ...metrics },
    artifacts: {
      'quantization-error.json': `${JSON.stringify(report, null, 2)}\n`,
      'quantization-error.txt': formatReport(report, mode),
    },
    summary: typeof outputSqnrDb === 'number' ? `${summary}, output SQNR ${outputSqnrDb.toFixed(1)} dB` : summary,
  };
};

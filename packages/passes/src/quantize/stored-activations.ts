import { TinymlError, type Graph, type PassResult } from '@tinyml/core';
import { foreignIo, noCalibrationSamples, poorQuantization, staysFloat } from '../diagnostics/quantization.ts';
import { correctBiases, meanLengths } from './bias-correction.ts';
import { calibrate } from './calibrate.ts';
import { calibrationProblems } from './calibration-range.ts';
import type { Method } from './collector.ts';
import { compareLayers, formatReport, type ErrorReport } from './error-report.ts';
import { storedIntents } from './intents.ts';
import { materialize, type StayedNode } from './materialize.ts';
import type { QuantizeContext } from './options.ts';
import type { StoredType } from './stored-type.ts';
import { traceOf } from './trace.ts';
import { trainedRanges } from './trained-ranges.ts';

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

/** What `auto` tries: min-max keeps rare large values, percentile gives the others finer steps. */
const automatic: readonly Method[] = ['min-max', 'percentile'];

const methodsToTry = (
  { method, reportSamples }: QuantizeContext['options'],
  { dtype }: StoredType,
): readonly Method[] => {
  if (method !== 'auto') return [method];
  // 16 bits leave steps enough for all values, so that nothing is worth clipping.
  return reportSamples === 0 || dtype === 'int16' ? ['min-max'] : automatic;
};

/** The graph as one way of choosing ranges gives it. */
interface Attempt {
  readonly method: Method;
  readonly quantized: Graph;
  readonly stayed: readonly StayedNode[];
  readonly report?: ErrorReport;
}

/** The attempt whose outputs are nearest to the float model's; the first of equals. */
const best = (attempts: readonly Attempt[], graph: Graph): Attempt => {
  const quality = ({ report }: Attempt): number =>
    Math.min(
      ...(report?.layers ?? []).map(({ tensor, sqnr }) =>
        graph.outputs.includes(tensor) ? (sqnr ?? Infinity) : Infinity,
      ),
    );
  return attempts.reduce((leader, attempt) => (quality(attempt) > quality(leader) ? attempt : leader));
};

/** Weights as int8, activations as `stored`: calibrate, mean, materialise, and tell how far each layer is from float. */
export const quantizeActivations = async (
  source: Graph,
  context: QuantizeContext,
  stored: StoredType,
): Promise<PassResult | Graph> => {
  const { constants, operators, options: chosen } = context;
  const { mode } = chosen;
  if (chosen.io !== 'auto' && chosen.io !== 'float32' && chosen.io !== stored.dtype)
    throw new TinymlError(foreignIo(chosen.io, mode, stored.dtype));
  const io = chosen.io === 'float32' ? 'float32' : 'stored';
  const samples = await context.data('calibration');
  if (samples.count === 0) throw new TinymlError(noCalibrationSamples());

  const { graph, ranges: trained } = trainedRanges(source, constants);
  const trace = traceOf(graph, context);
  const lengths = chosen.biasCorrection ? meanLengths(graph, context) : new Map<string, number>();
  const tried = methodsToTry(chosen, stored);
  const collected = { methods: tried, percentile: chosen.percentile, limit: chosen.limit, stored };
  const { innerBy, rangesBy, means } = await calibrate(graph, trace, operators, samples, collected, lengths, (done) => {
    context.signal.throwIfAborted();
    context.progress(done * calibrationShare, 'calibrating');
  });
  for (const problem of calibrationProblems(graph, context, rangesBy('min-max'), trained)) context.report(problem);
  const attempts = tried.map((method): Attempt => {
    const ranges = new Map([...rangesBy(method), ...trained]);
    const meant = correctBiases(storedIntents(graph, context, ranges, chosen, stored), context, means);
    const {
      graph: quantized,
      moved,
      stayed,
    } = materialize(meant, {
      constants,
      operators,
      io,
      inner: innerBy(method),
    });
    if (chosen.reportSamples === 0) return { method, quantized, stayed };
    const ours = { graph: quantized, trace: traceOf(quantized, context) };
    return {
      method,
      quantized,
      stayed,
      report: compareLayers({ graph, trace }, ours, moved, samples, chosen.reportSamples),
    };
  });
  const { method, quantized, stayed, report } = best(attempts, graph);
  if (stayed.length > 0)
    context.report(
      staysFloat(
        mode,
        stayed.map(({ node, because }) => ({ layer: node.id, because })),
      ),
    );

  const used = Math.min(samples.count, chosen.limit);
  const summary = `${mode}, calibrated on ${String(used)} samples (${method})`;
  if (report === undefined) return { graph: quantized, metrics: { calibrationSamples: used, method }, summary };
  const metrics = reportMetrics(report, graph);
  const poor = report.layers.flatMap(({ node, sqnr }) =>
    sqnr !== null && sqnr < poorDecibels ? [[node, sqnr] as const] : [],
  );
  if (poor.length > 0) context.report(poorQuantization(poor, poorDecibels));
  context.progress(1);
  const { outputSqnrDb } = metrics;
  return {
    graph: quantized,
    metrics: { calibrationSamples: used, method, ...metrics },
    artifacts: {
      'quantization-error.json': `${JSON.stringify(report, null, 2)}\n`,
      'quantization-error.txt': formatReport(report, mode),
    },
    summary: typeof outputSqnrDb === 'number' ? `${summary}, output SQNR ${outputSqnrDb.toFixed(1)} dB` : summary,
  };
};

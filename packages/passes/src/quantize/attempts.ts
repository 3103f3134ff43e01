import { type Graph, type Samples } from '@tinyml/core';
import { correctBiases, meanLengths } from './bias-correction.ts';
import { calibrate, type Calibration } from './calibrate.ts';
import type { Method } from './collector.ts';
import { compareLayers, type ErrorReport } from './error-report.ts';
import type { InnerRanges } from './inner-values.ts';
import { storedIntents } from './intents.ts';
import { materialize, type Materialized, type StayedNode } from './materialize.ts';
import { learnRounding } from './rounding/learn-rounding.ts';
import type { QuantizeContext } from './options.ts';
import { storedInt16, type StoredType } from './stored-type.ts';
import { mixedIntents } from './mixed-intents.ts';
import { traceOf, type Trace } from './trace.ts';
import type { TrainedRanges } from './trained-ranges.ts';

/** One of the float graphs that compute the same and may be quantised. */
export interface Variant {
  readonly graph: Graph;
  readonly trace: Trace;
  /** Channels that were scaled. */
  readonly equalized: number;
}

/** The graph as one way of choosing ranges gives it. */
export interface Attempt {
  readonly variant: Variant;
  readonly method: Method;
  /** The variant with what its tensors are meant to be. */
  readonly meant: Graph;
  /** What calibration saw within its nodes. */
  readonly inner: InnerRanges;
  readonly quantized: Graph;
  /** Where the result of each of the variant's tensors is in `quantized`. */
  readonly moved: Materialized['moved'];
  readonly stayed: readonly StayedNode[];
  readonly report?: ErrorReport;
  /** Layers that compute in int16 beside others in int8. */
  readonly wide: number;
  /** The same with nodes of these names in int16, where their operators have that form. */
  widened(nodes: ReadonlySet<string>): Attempt;
}

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

/** What attempts share. */
export interface AttemptRequest {
  readonly context: QuantizeContext;
  readonly stored: StoredType;
  readonly samples: Samples;
  readonly trained: TrainedRanges['ranges'];
}

const attempt = (
  variant: Variant,
  method: Method,
  calibration: Calibration,
  request: AttemptRequest,
  wide: ReadonlySet<string> = new Set(),
): Attempt => {
  const { context, stored, samples, trained } = request;
  const { constants, operators, options } = context;
  const ranges = new Map([...calibration.rangesBy(method), ...trained]);
  const intendedAs = (type: StoredType): Graph => storedIntents(variant.graph, context, ranges, options, type);
  const intended =
    wide.size === 0 ? intendedAs(stored) : mixedIntents(intendedAs(stored), intendedAs(storedInt16), wide, operators);
  const rounded =
    options.rounding === 'learned' ? learnRounding(intended, context, variant.trace, samples, options.limit) : intended;
  const meant = correctBiases(rounded, context, calibration.means);
  const inner = calibration.innerBy(method);
  const {
    graph: quantized,
    moved,
    stayed,
  } = materialize(meant, {
    constants,
    operators,
    io: options.io === 'float32' ? 'float32' : 'stored',
    inner,
  });
  const made = {
    variant,
    method,
    meant,
    inner,
    quantized,
    moved,
    stayed,
    wide: wide.size,
    widened: (nodes: ReadonlySet<string>) => attempt(variant, method, calibration, request, nodes),
  };
  if (options.reportSamples === 0) return made;
  const ours = { graph: quantized, trace: traceOf(quantized, context) };
  return { ...made, report: compareLayers(variant, ours, moved, samples, options.reportSamples) };
};

/** Calibrates the variant, and quantises it in each way of choosing ranges that is to be tried. */
export const attemptsOf = async (
  variant: Variant,
  request: AttemptRequest,
  progress: (done: number) => void,
): Promise<{ readonly calibration: Calibration; readonly attempts: readonly Attempt[] }> => {
  const { context, stored, samples } = request;
  const { operators, options } = context;
  const methods = methodsToTry(options, stored);
  const calibration = await calibrate(
    variant.graph,
    variant.trace,
    operators,
    samples,
    { methods, percentile: options.percentile, limit: options.limit, stored },
    options.biasCorrection ? meanLengths(variant.graph, context) : new Map<string, number>(),
    (done) => {
      context.signal.throwIfAborted();
      progress(done);
    },
  );
  return { calibration, attempts: methods.map((method) => attempt(variant, method, calibration, request)) };
};

/** Least signal to noise ratio of an attempt's outputs, in dB. */
export const outputQuality = ({ report, variant: { graph } }: Attempt): number =>
  Math.min(
    ...(report?.layers ?? []).map(({ tensor, sqnr }) =>
      graph.outputs.includes(tensor) ? (sqnr ?? Infinity) : Infinity,
    ),
  );

/** In dB: what an attempt gains on the very samples that it was fitted to may be no gain on others. */
const clearlyBetter = 0.25;

/** The attempt whose outputs are clearly nearest to the float model's; of those that are about as near, the first. */
export const nearestToFloat = (attempts: readonly Attempt[]): Attempt =>
  attempts.reduce((leader, next) => (outputQuality(next) > outputQuality(leader) + clearlyBetter ? next : leader));

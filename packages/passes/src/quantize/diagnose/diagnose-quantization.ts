import { graphMacs, type Graph, type Node, type PassContext, type Samples, type ValueId } from '@tinyml/core';
import { sampleIndices } from '../calibrate.ts';
import { compareLayers } from '../error-report.ts';
import { traceOf } from '../trace.ts';
import { causeOf, remediesFor, storesActivations, type Cause, type Remedy } from './causes.ts';
import { gridCollector, type GridStatistics } from './grid-statistics.ts';
import { outputsOf, sqnrOf } from './output-noise.ts';
import { quantizedForm, type QuantizedForm, type QuantizeOptions } from './quantized-form.ts';
import { withOneLayerQuantized } from './single-layer.ts';
import { weightStatistics, type WeightStatistics } from './weight-statistics.ts';

/** A remedy, and what came of it on the same samples. */
export interface TriedRemedy {
  readonly options: Remedy;
  /** Of the layer, with the errors of all layers before it, in dB. */
  readonly sqnr: number | null;
  /** Of the outputs. */
  readonly outputSqnr: number | null;
}

export interface LayerDiagnosis {
  readonly node: string;
  readonly op: string;
  /** The source model's own name. */
  readonly layer: string | null;
  readonly dtype: string;
  /** Of its result, with the errors of all layers before it, in dB; null: exact. */
  readonly sqnr: number | null;
  /** Of the outputs where this layer is quantised and no other; null: no noise, or it is not quantised. */
  readonly alone: number | null;
  /** Of the noise that the layers bring alone, this one's part: 0 … 1. */
  readonly share: number;
  readonly grid: GridStatistics | null;
  readonly weights: WeightStatistics | null;
  readonly cause: Cause | null;
  /** Of the layers that lose most: what may help, tried. */
  readonly tried: readonly TriedRemedy[];
}

export interface Diagnosis {
  readonly samples: number;
  /** On which layers were quantised alone. */
  readonly aloneSamples: number;
  /** Of the deployed model's outputs against the float graph that was quantised. */
  readonly outputSqnr: number | null;
  /** The same against the model as imported; null also where its inputs or outputs have other shapes. */
  readonly importedSqnr: number | null;
  /** In the order of the graph. */
  readonly layers: readonly LayerDiagnosis[];
}

export interface DiagnosisRequest {
  /** The float graph that `quantize` got. */
  readonly source: Graph;
  /** What is built: the quantised graph, after all passes. */
  readonly deployed: Graph;
  readonly imported: Graph;
  readonly context: PassContext<QuantizeOptions>;
  /** None that calibration used. */
  readonly held: Samples;
  /** Samples used at most. */
  readonly limit: number;
  /** Layers whose remedies are tried. */
  readonly worst: number;
}

/** Multiplications that quantising layers alone may take: some ten seconds. */
const mostWork = 1e9;

const fewest = 4;

/** Of the results of `float`, those that the deployed graph still has. */
const stillThere = (moved: ReadonlyMap<ValueId, ValueId>, deployed: Graph): ReadonlyMap<ValueId, ValueId> =>
  new Map([...moved].filter(([, id]) => deployed.values.has(id)));

const gridsOf = (
  form: QuantizedForm,
  { context, held, limit }: DiagnosisRequest,
): ReadonlyMap<ValueId, GridStatistics> => {
  const collectors = new Map(
    [...form.moved].flatMap(([id, name]) => {
      const type = form.quantized.values.get(name)?.type;
      const collector = type && gridCollector(type);
      return collector === undefined ? [] : [[id, collector] as const];
    }),
  );
  const trace = traceOf(form.float, context);
  for (const index of sampleIndices(form.float, held.count, limit))
    trace(held.inputs(index), (id, { data }) => {
      if (data instanceof Float32Array) collectors.get(id)?.add(data);
    });
  return new Map([...collectors].map(([id, collector]) => [id, collector.result()]));
};

interface Alone {
  readonly samples: number;
  /** By node; a node that is not quantised is missing. */
  readonly sqnr: ReadonlyMap<string, number | null>;
}

const quantizedAlone = async (form: QuantizedForm, { context, held, limit }: DiagnosisRequest): Promise<Alone> => {
  const { float } = form;
  const { constants, operators, signal } = context;
  const work = graphMacs(float, operators) * float.nodes.length;
  const samples = Math.min(held.count, limit, Math.max(fewest, Math.floor(mostWork / Math.max(work, 1))));
  const expected = outputsOf(float, context, held, samples);
  const sqnr = new Map<string, number | null>();
  for (const [done, node] of float.nodes.entries()) {
    signal.throwIfAborted();
    await new Promise(setImmediate);
    context.progress(done / float.nodes.length, node.id);
    const single = withOneLayerQuantized(form, node.id, constants, operators);
    if (single === undefined) continue;
    const found = outputsOf(single.graph, { operators, constants: single.constants }, held, samples);
    sqnr.set(node.id, sqnrOf(expected, found));
  }
  return { samples, sqnr };
};

/** Noise over signal; 0 where there is none. */
const noiseOf = (sqnr: number | null | undefined): number => (sqnr == null ? 0 : 10 ** (-sqnr / 10));

interface Trial {
  readonly options: Remedy;
  readonly outputSqnr: number | null;
  readonly layers: ReadonlyMap<string, number | null>;
}

const tryRemedy = async (options: Remedy, request: DiagnosisRequest): Promise<Trial> => {
  const { context, held, limit, source } = request;
  const form = await quantizedForm(source, { ...context, options: { ...context.options, ...options } });
  const [float, quantized] = [form.float, form.quantized].map((graph) => ({ graph, trace: traceOf(graph, context) }));
  if (float === undefined || quantized === undefined) return { options, outputSqnr: null, layers: new Map() };
  const { layers } = compareLayers(float, quantized, form.moved, held, limit);
  return {
    options,
    layers: new Map(layers.map(({ node, sqnr }) => [node, sqnr])),
    outputSqnr: sqnrOf(outputsOf(form.float, context, held, limit), outputsOf(form.quantized, context, held, limit)),
  };
};

/** Each remedy once, whatever number of layers it may help. */
const remedyTrials = (request: DiagnosisRequest) => {
  const trials = new Map<string, Promise<Trial>>();
  return (options: Remedy): Promise<Trial> => {
    const key = JSON.stringify(options);
    const trial = trials.get(key) ?? tryRemedy(options, request);
    trials.set(key, trial);
    return trial;
  };
};

/** Where a quantised model loses what, and why, layer by layer, on samples that it was not calibrated on. */
export const diagnoseQuantization = async (request: DiagnosisRequest): Promise<Diagnosis> => {
  const { source, deployed, imported, context, held, limit, worst } = request;
  const { constants, operators, options } = context;
  const form = await quantizedForm(source, context);
  const { float, quantized } = form;
  const accumulated = compareLayers(
    { graph: float, trace: traceOf(float, context) },
    { graph: deployed, trace: traceOf(deployed, context) },
    stillThere(form.moved, deployed),
    held,
    limit,
  );
  const rows = new Map(accumulated.layers.map((layer) => [layer.node, layer]));
  const grids = gridsOf(form, request);
  const alone = await quantizedAlone(form, request);
  const total = [...alone.sqnr.values()].reduce<number>((sum, sqnr) => sum + noiseOf(sqnr), 0);
  const noise = (node: Node): number => noiseOf(alone.sqnr.get(node.id));
  const losing = new Set(
    float.nodes
      .filter((node) => noise(node) > 0)
      .toSorted((a, b) => noise(b) - noise(a))
      .slice(0, worst),
  );
  const trial = remedyTrials(request);
  const calibration = storesActivations(options) ? (await context.data('calibration')).count : 0;
  const layers: LayerDiagnosis[] = [];
  for (const node of float.nodes) {
    const row = rows.get(node.id);
    const grid = grids.get(node.outputs[0] ?? '');
    const weights = weightStatistics(float, quantized, node, constants, operators);
    const cause = alone.sqnr.get(node.id) == null ? undefined : causeOf(grid, weights);
    const tried: TriedRemedy[] = [];
    for (const remedy of losing.has(node) && cause !== undefined
      ? remediesFor(cause, { ...options, method: form.method }, calibration)
      : []) {
      const { layers: found, ...rest } = await trial(remedy);
      tried.push({ ...rest, sqnr: found.get(node.id) ?? null });
    }
    layers.push({
      node: node.id,
      op: node.op,
      layer: node.source?.name ?? null,
      dtype: row?.dtype ?? 'float32',
      sqnr: row?.sqnr ?? null,
      alone: alone.sqnr.get(node.id) ?? null,
      share: total === 0 ? 0 : noise(node) / total,
      grid: grid ?? null,
      weights: weights ?? null,
      cause: cause ?? null,
      tried,
    });
  }
  const found = outputsOf(deployed, context, held, limit);
  const sameInputs = imported.inputs.every((id, i) => {
    const other = source.values.get(source.inputs[i] ?? '');
    return String(imported.values.get(id)?.type.shape) === String(other?.type.shape);
  });
  return {
    samples: accumulated.samples,
    aloneSamples: alone.samples,
    outputSqnr: sqnrOf(outputsOf(float, context, held, limit), found),
    importedSqnr: sameInputs ? sqnrOf(outputsOf(imported, context, held, limit), found) : null,
    layers,
  };
};

import { definePass, type Graph, type PassResult } from '@tinyml/core';
import { nothingToQuantize } from './diagnostics/quantization.ts';
import { automaticForms } from './quantize/automatic-forms.ts';
import { dynamicRangeIntents, float16Intents } from './quantize/intents.ts';
import { materialize } from './quantize/materialize.ts';
import { options, type QuantizeContext } from './quantize/options.ts';
import { quantizeActivations } from './quantize/stored-activations.ts';
import { storedInt16, storedInt8 } from './quantize/stored-type.ts';
import { trainedRanges } from './quantize/trained-ranges.ts';

const constantBytes = (graph: Graph, width: (dtype: string) => number): number => {
  let bytes = 0;
  for (const { type, data } of graph.values.values()) {
    if (data !== undefined) bytes += width(type.dtype) * type.shape.reduce((product, size) => product * size, 1);
  }
  return bytes;
};

const widths: Readonly<Record<string, number>> = { float32: 4, float16: 2, int8: 1, int32: 4, int64: 8, int16: 2 };

const storeWeights = (graph: Graph, meant: Graph, context: QuantizeContext): PassResult | Graph => {
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

/** Modes that store activations too, and so need their ranges. */
const storesActivations = (mode: string): boolean => mode === 'int8' || mode === 'int16x8';

/** Post-training quantisation after TensorFlow Lite's 8-bit specification: intents on the values, then `materialize`. */
export const quantize = definePass({
  name: 'quantize',
  version: 5,
  kind: 'post-training',
  summary: 'store weights as int8 and activations as int8 or int16, or weights only as int8 or float16',
  options,
  requires: ['static-shapes', 'float', 'batch-norm-folded'],
  establishes: ['quantized'],
  invalidates: ['float'],
  needsWith: (chosen) => (storesActivations(chosen.mode) ? ['calibration'] : []),
  search: { mode: ['int8', 'int16x8', 'dynamic-range', 'float16'], method: ['min-max', 'percentile', 'mse'] },
  worthTrying: ({ mode, method }) => storesActivations(mode) || method === 'auto',
  preserves: 'none',
  auto: { forms: automaticForms },
  uses: ({ mode }) => (storesActivations(mode) ? ['ranges-learned'] : []),
  loses: ({ mode }) => (storesActivations(mode) ? [] : ['ranges-learned']),
  run(source, context) {
    const { options: chosen } = context;
    if (chosen.mode === 'int8') return quantizeActivations(source, context, storedInt8);
    if (chosen.mode === 'int16x8') return quantizeActivations(source, context, storedInt16);
    // Activations stay float: the ranges that training learned for them are of no use here.
    const { graph } = trainedRanges(source, context.constants);
    return chosen.mode === 'dynamic-range'
      ? storeWeights(graph, dynamicRangeIntents(graph, context, chosen.minElements), context)
      : storeWeights(graph, float16Intents(graph), context);
  },
});

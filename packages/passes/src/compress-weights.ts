import {
  definePass,
  weightEncodings,
  type Graph,
  type OptionsOf,
  type PassContext,
  type Value,
  type ValueId,
} from '@tinyml/core';
import { nothingToCompress } from './diagnostics/compression.ts';
import { encodableFilters, type EncodableFilter } from './compress/encodable-filters.ts';
import { inFourBits } from './compress/four-bits.ts';
import { shareValues } from './compress/share-values.ts';
import { sizeReport, totals, type CompressedLayer } from './compress/size-report.ts';
import { smallestForm, storedSizes } from './compress/storage.ts';
import { channelOf } from './quantize/channels.ts';

const options = {
  type: 'object',
  additionalProperties: false,
  properties: {
    form: {
      type: 'string',
      enum: ['smallest', ...weightEncodings],
      default: 'smallest',
      description:
        'smallest: by layer · coded: runs of zeros and a prefix code · packed4: two a byte, faster than coded',
    },
    fourBits: {
      type: 'boolean',
      default: false,
      description: 'weights become −7 … 7 first, with a scale for each channel',
    },
    values: {
      type: 'integer',
      minimum: 0,
      maximum: 254,
      default: 0,
      description: 'a layer shares so many values beside zero, by k-means over its int8 weights; 0: it keeps its own',
    },
    minElements: {
      type: 'integer',
      minimum: 0,
      default: 512,
      description:
        'smaller filters stay as they are: what they could save is less than their call of the decoder takes',
    },
  },
} as const;

type Context = PassContext<OptionsOf<typeof options>>;

interface Compressed {
  readonly layer: CompressedLayer;
  /** Constants in place of those with the same names. */
  readonly changed: readonly Value[];
}

const compress = (found: EncodableFilter, graph: Graph, { constants, options: chosen }: Context): Compressed => {
  const { node, row } = found;
  const before = storedSizes(found.values, row);
  const fewer = chosen.fourBits ? inFourBits(found, graph, constants) : undefined;
  let value = fewer?.filter ?? found.value;
  let values = fewer?.values ?? found.values;
  if (chosen.values > 0) {
    const { quant, shape } = value.type;
    const channel = channelOf(shape, quant?.axis);
    values = shareValues(values, chosen.values, (index) => quant?.scale[channel(index)] ?? 1);
    value = { ...value, data: constants.put(new Uint8Array(values.buffer)) };
  }
  const after = storedSizes(values, row);
  const { bytes, encoding } = smallestForm(
    after,
    found.encodings.filter((form) => chosen.form === 'smallest' || chosen.form === form),
  );
  return {
    layer: { node: node.id, op: node.op, before, after, encoding, bytes },
    changed: [
      encoding === undefined ? value : { ...value, encoding },
      ...(fewer?.bias === undefined ? [] : [fewer.bias]),
    ],
  };
};

const summaryOf = (layers: readonly CompressedLayer[]): string => {
  const { filterBytes, filterBytesFloat, filterBytesInt8 } = totals(layers);
  const stored = layers.filter(({ encoding }) => encoding !== undefined).length;
  return `${String(stored)} of ${String(layers.length)} filters encoded, ${String(filterBytesInt8)} → ${String(filterBytes)} B, ${(filterBytesFloat / filterBytes).toFixed(1)} times fewer than float`;
};

/**
 * The last step of Deep Compression (Han, Mao and Dally, 2016) for int8 layers: filters are stored as runs of zeros and a
 * prefix code, as distances and values, or as four bits a weight, where that takes fewer bytes; the C kernels decode them as they run. Alone it
 * changes no output: `prune` and `cluster-weights` before it make it gain most. `fourBits` and `values` change weights.
 */
export const compressWeights = definePass({
  name: 'compress-weights',
  version: 1,
  kind: 'post-training',
  summary: 'store int8 weights by a code, by what is not zero, or in four bits, decoded in C as the layers run',
  options,
  requires: ['static-shapes', 'quantized'],
  search: { values: [7, 11, 15, 23, 31], fourBits: [true], form: ['packed4'] },
  // Two a byte holds four bits and no more; what has so few values anyway need not share them.
  worthTrying: ({ form, fourBits, values }) => (fourBits ? values === 0 : form === 'smallest'),
  preserves: 'none',
  auto: {
    afterForm: { given: ['quantized'], runs: 'over-budget', why: 'without it the model is over budget' },
  },
  uses: () => ['weights-pruned', 'weights-shared', 'weights-of-few-bits'],
  run(graph, context) {
    const found = encodableFilters(graph, context);
    const large = found.filter(({ values }) => values.length >= context.options.minElements);
    const results = large.map((filter) => compress(filter, graph, context));
    const layers = results.map(({ layer }) => layer);
    if (layers.every(({ encoding }) => encoding === undefined)) {
      if (![...graph.values.values()].some(({ encoding }) => encoding !== undefined))
        context.report(nothingToCompress(found.length, large.length));
      return graph;
    }
    const changed = new Map<ValueId, Value>(results.flatMap((one) => one.changed).map((value) => [value.id, value]));
    return {
      graph: { ...graph, values: new Map([...graph.values].map(([id, value]) => [id, changed.get(id) ?? value])) },
      metrics: { ...totals(layers), encodedFilters: layers.filter(({ encoding }) => encoding !== undefined).length },
      artifacts: {
        'compression.txt': sizeReport(layers),
        'compression.json': `${JSON.stringify({ schema: 'tinyml-compression/1', layers, ...totals(layers) }, null, 2)}\n`,
      },
      summary: summaryOf(layers),
    };
  },
});

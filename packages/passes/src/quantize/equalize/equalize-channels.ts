import { traitsOf, valueOf, type Graph, type Samples, type ValueId } from '@tinyml/core';
import { channelsOf } from '../../dead-channels/channel-range.ts';
import { sampleIndices } from '../calibrate.ts';
import type { RuleContext } from '../intents.ts';
import { ruleOf } from '../quantize-slot.ts';
import type { StoredType } from '../stored-type.ts';
import type { Trace } from '../trace.ts';
import { statisticsCollector } from './channel-statistics.ts';
import { applyFactors } from './apply-factors.ts';
import { chooseFactors } from './choose-factors.ts';
import { factorSets } from './factor-sets.ts';
import { layerNoise } from './layer-noise.ts';
import { scalableLayers } from './scalable-layers.ts';

/** A space is left as it is unless its noise falls below this share. */
const worthwhile = 0.5;

export interface Equalized {
  readonly graph: Graph;
  /** Channels that have another factor than 1. */
  readonly channels: number;
}

/**
 * Multiplies channels by positive factors where a layer makes them and divides where layers read them, so that the network computes the same
 * up to float rounding while channels that share a scale come closer to each other in size: cross-layer equalisation. The
 * factors follow from `samples`. undefined: nothing is to be gained.
 */
export const equalizeChannels = async (
  graph: Graph,
  context: RuleContext & { readonly signal: AbortSignal },
  trace: Trace,
  samples: Samples,
  { limit, perChannelDense }: { readonly limit: number; readonly perChannelDense: boolean },
  stored: StoredType,
): Promise<Equalized | undefined> => {
  const { operators } = context;
  const known = scalableLayers(graph, context);
  const sets = factorSets(graph, known);
  if (sets.spaces.length === 0) return undefined;
  const collector = statisticsCollector(
    new Map(
      [...graph.values.values()]
        .filter(({ data, type }) => data === undefined && type.dtype === 'float32')
        .map(({ id, type }) => [id, channelsOf(type)]),
    ),
  );
  for (const index of sampleIndices(graph, samples.count, limit)) {
    context.signal.throwIfAborted();
    const inputs = samples.inputs(index);
    graph.inputs.forEach((id, i) => {
      const data = inputs[i]?.data;
      if (valueOf(graph, id).type.dtype === 'float32' && data !== undefined) collector.add(id, data);
    });
    trace(inputs, (id, { data }) => {
      if (data instanceof Float32Array) collector.add(id, data);
    });
    // Lets an interruption in.
    await new Promise(setImmediate);
  }
  const statistics = collector.results();
  const producers = new Map(graph.nodes.flatMap((node) => node.outputs.map((id) => [id, node] as const)));
  const noises = new Map(
    [...known.layers.values()].flatMap((layer) => {
      const rule = ruleOf(operators, layer.node.op);
      const perChannel =
        traitsOf(operators, layer.node.op).weighted?.dense === true ? perChannelDense : rule?.weightAxis !== undefined;
      const noise = layerNoise(layer, statistics, perChannel);
      return noise === undefined ? [] : [[layer, noise] as const];
    }),
  );
  const isRounded = (id: ValueId): boolean => {
    const node = producers.get(id);
    return node === undefined || ruleOf(operators, node.op)?.sameScale !== true;
  };
  const factors = new Map<number, number>();
  for (const space of sets.spaces) {
    const choice = chooseFactors(space, { sets, statistics, layers: noises, stored, isRounded }, factors);
    if (choice.noise < worthwhile) for (const [set, factor] of choice.factors) factors.set(set, factor);
  }
  if (factors.size === 0) return undefined;
  return { graph: applyFactors(graph, context, known, sets, factors), channels: factors.size };
};

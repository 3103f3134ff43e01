import { isFloat, producer, traitsOf, valueOf, type Graph, type OperatorTable, type ValueId } from '@tinyml/core';
import { ruleOf } from '../quantize/quantize-slot.ts';
import { channelSets, type Need } from './channel-sets.ts';
import type { Knowledge } from './ranges.ts';

/**
 * Channels that must be left at least: two where one scale a channel means other arithmetic than one for the tensor, as
 * in layers whose weights usually have one (how the scales are multiplied) and in hybrids (a zero point for the input).
 */
const least = (graph: Graph, operators: OperatorTable, id: ValueId, channels: number): number => {
  const source = producer(graph, id);
  const weighted = source && traitsOf(operators, source.op).weighted;
  if (source === undefined || weighted === undefined) return 1;
  const [input, weights] = [source.inputs[weighted.input], source.inputs[weighted.filter]];
  if (weights == null || valueOf(graph, weights).type.quant?.axis === undefined) return 1;
  const rule = ruleOf(operators, source.op);
  const isHybrid = rule?.hybrid === true && input != null && isFloat(valueOf(graph, input).type.dtype);
  return rule?.weightAxis === undefined || isHybrid ? Math.min(channels, 2) : 1;
};

/**
 * The channels of each value that stay, in order: those that an output depends on, and of the others as many as make
 * their number one of the `multiple`s, at least one.
 * A channel of one value may drag along one of another (the operands of an add); together they go or stay.
 */
export const liveChannels = (
  graph: Graph,
  knowledge: Knowledge,
  multiple: number,
): ReadonlyMap<ValueId, readonly number[]> => {
  const { setsOf, needs, kept } = channelSets(graph, knowledge);
  const sets = new Map([...graph.values.keys()].map((id) => [id, setsOf(id)]));
  const channelSet = (id: ValueId): readonly number[] => sets.get(id) ?? [];

  /** For each set, the rows of matrices that it makes needed. */
  const rows = new Map<number, (readonly [need: Need, row: number])[]>();
  for (const need of needs)
    channelSet(need.result).forEach((set, row) => {
      const list = rows.get(set);
      if (list === undefined) rows.set(set, [[need, row]]);
      else list.push([need, row]);
    });
  const live = new Set<number>();
  const revive = (starts: readonly number[]): void => {
    const pending = [...starts];
    for (let set = pending.pop(); set !== undefined; set = pending.pop()) {
      if (live.has(set)) continue;
      live.add(set);
      for (const [{ operand, matrix }, row] of rows.get(set) ?? []) {
        const operands = channelSet(operand);
        operands.forEach((other, c) => {
          if (matrix[row * operands.length + c] === 1 && !live.has(other)) pending.push(other);
        });
      }
    }
  };
  revive(kept.flatMap(({ id }) => channelSet(id)));
  const alive = (id: ValueId): readonly number[] =>
    channelSet(id).flatMap((set, channel) => (live.has(set) ? [channel] : []));
  for (const [id, channels] of sets) {
    const whole = Math.min(channels.length, Math.ceil(alive(id).length / multiple) * multiple);
    for (const set of channels) {
      if (alive(id).length >= Math.max(whole, least(graph, knowledge.operators, id, channels.length))) break;
      revive([set]);
    }
  }
  return new Map([...sets.keys()].map((id) => [id, alive(id)]));
};

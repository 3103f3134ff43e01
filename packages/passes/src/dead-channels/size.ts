import {
  byteLength,
  graphMacs,
  valueOf,
  type Graph,
  type OperatorTable,
  type TensorType,
  type ValueId,
} from '@tinyml/core';
import { weightedNodes } from '../channel-weights.ts';
import { channelsOf } from './channel-range.ts';

export interface Size {
  /** Result channels of weighted layers. */
  readonly channels: number;
  readonly macs: number;
  /** Bytes of all constants. */
  readonly constantBytes: number;
}

/** What removing channels makes smaller. */
export const sizeOf = (graph: Graph, operators: OperatorTable): Size => {
  const typeOf = (id: ValueId): TensorType => valueOf(graph, id).type;
  const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);
  return {
    channels: sum(
      weightedNodes(graph, operators).flatMap(({ outputs }) => outputs.map((id) => channelsOf(typeOf(id)))),
    ),
    macs: graphMacs(graph, operators),
    constantBytes: sum([...graph.values.values()].map(({ type, data }) => (data === undefined ? 0 : byteLength(type)))),
  };
};

const count = (value: number): string => value.toLocaleString('en-US');

/** One line on the way from one size to another. */
export const sizeSummary = (before: Size, after: Size): string => {
  const share = (from: number, to: number): string => `${count(from)} → ${count(to)}`;
  return [
    `${count(before.channels - after.channels)} of ${count(before.channels)} channels removed`,
    `${share(before.macs, after.macs)} MACs`,
    `${share(before.constantBytes, after.constantBytes)} B of constants`,
  ].join(', ');
};

/** The same for the build record. */
export const sizeMetrics = (before: Size, after: Size): Readonly<Record<string, number>> => ({
  removedChannels: before.channels - after.channels,
  macsBefore: before.macs,
  macs: after.macs,
  constantBytesBefore: before.constantBytes,
  constantBytes: after.constantBytes,
});

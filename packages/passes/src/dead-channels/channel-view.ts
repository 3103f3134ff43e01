import { valueOf, type Graph } from '@tinyml/core';
import { channelsOf } from './channel-range.ts';
import type { ChannelView } from './channels-slot.ts';
import type { KnownLayers } from './weighted-layer.ts';

export const channelView = (graph: Graph, { tensors }: KnownLayers): ChannelView => ({
  type: (id) => valueOf(graph, id).type,
  channels: (id) => channelsOf(valueOf(graph, id).type),
  numbers(id) {
    const data = id == null ? undefined : tensors.get(id)?.data;
    return data === undefined ? undefined : Array.from(data as ArrayLike<number | bigint>, Number);
  },
  isConstant: (id) => valueOf(graph, id).data !== undefined,
});

import type { Node } from '@tinyml/core';
import { sameOrder, type AxisOrder } from '@tinyml/core/internal';
import { flowNetwork, type FlowNetwork } from './minimum-cut.ts';
import { conversionCost, readsNothing, storedOrder, wantedOrder, type Forms } from './order-cost.ts';
import type { Read, TransposedReads } from './transposed-reads.ts';

/** Reads of one tensor by nodes whose two forms want it in the same two orders. */
interface Group {
  readonly before: AxisOrder;
  readonly after: AxisOrder;
  readonly readers: Set<Node>;
}

interface Wants {
  /** Orders that some reader wants whatever is chosen. */
  readonly always: ReadonlyMap<string, AxisOrder>;
  readonly groups: readonly Group[];
}

const wantsOf = (reads: readonly Read[], offered: Forms): Wants => {
  const always = new Map<string, AxisOrder>();
  const groups = new Map<string, Group>();
  for (const read of reads) {
    const before = read.origin.order;
    const after = readsNothing(read, offered) ? before : wantedOrder(read, offered);
    if (read.node === undefined || sameOrder(before, after)) always.set(before.join(), before);
    else {
      const key = `${before.join()} ${after.join()}`;
      const group = groups.get(key) ?? { before, after, readers: new Set() };
      groups.set(key, group);
      group.readers.add(read.node);
    }
  }
  return { always, groups: [...groups.values()] };
};

/** Adds a cost that depends on two choices: `cost[x][y]`. What no cut can express is left out. */
const addPair = (network: FlowNetwork, x: number, y: number, cost: readonly [number, number, number, number]): void => {
  const [c00, c01, c10, c11] = cost;
  const alone = (node: number, amount: number): void => {
    if (amount > 0) network.addArc(network.source, node, amount);
    else network.addArc(node, network.sink, -amount);
  };
  alone(x, c10 - c00);
  alone(y, c11 - c10);
  network.addArc(x, y, c01 + c10 - c00 - c11);
};

/**
 * Which of the `offered` forms to take so that transposes move the fewest bytes: a minimum cut between nodes that keep
 * their form (on the source's side) and those that take the other one.
 */
export const chooseForms = (flow: TransposedReads, offered: Forms): Forms => {
  const network = flowNetwork();
  const places = new Map([...offered.keys()].map((node) => [node, network.addNode()]));
  const never: Forms = new Map();
  for (const [id, reads] of flow.reads) {
    if (flow.isConstant(id)) continue;
    const type = flow.type(id);
    const producer = flow.producers.get(id)?.node;
    const place = producer && places.get(producer);
    const stored = [storedOrder(flow, id, never), storedOrder(flow, id, offered)] as const;
    const from = place ?? network.source;
    const { always, groups } = wantsOf(reads, offered);
    const costs = (order: AxisOrder): readonly [number, number] => [
      conversionCost(type, stored[0], order),
      conversionCost(type, stored[1], order),
    ];
    // Made once for all who read it.
    const further = (order: AxisOrder): readonly [number, number] => (always.has(order.join()) ? [0, 0] : costs(order));
    for (const order of always.values()) {
      const [before, after] = costs(order);
      addPair(network, from, network.sink, [before, before, after, after]);
    }
    for (const { before, after, readers } of groups) {
      const own = [...readers].map((node) => places.get(node) as number);
      // Two choices of the network's own: whether any reader wants the tensor as after, and whether any wants it as before.
      const [anyAfter, anyBefore] =
        own.length === 1 ? [own[0] as number, own[0] as number] : [network.addNode(), network.addNode()];
      for (const reader of own) {
        network.addArc(anyAfter, reader, Infinity);
        network.addArc(reader, anyBefore, Infinity);
      }
      const [wanted, unwanted] = [further(after), further(before)];
      addPair(network, from, anyAfter, [0, wanted[0], 0, wanted[1]]);
      addPair(network, from, anyBefore, [unwanted[0], 0, unwanted[1], 0]);
    }
  }
  const changed = network.sinkSide();
  return new Map([...offered].filter(([node]) => changed.has(places.get(node) as number)));
};

/** A network of arcs with capacities, from the node `source` to the node `sink`. */
export interface FlowNetwork {
  readonly source: number;
  readonly sink: number;
  addNode(): number;
  addArc(from: number, to: number, capacity: number): void;
  /** The nodes on the sink's side of a minimum cut, as few as possible. */
  sinkSide(): ReadonlySet<number>;
}

interface Arc {
  readonly to: number;
  left: number;
  readonly back: number;
}

/** Maximum flow by Dinic's algorithm (Soviet Math. Doklady 11, 1970): phases of shortest augmenting paths. */
export const flowNetwork = (): FlowNetwork => {
  const arcs: Arc[][] = [[], []];
  const [source, sink] = [0, 1];
  const arcsOf = (node: number): Arc[] => arcs[node] as Arc[];
  const backOf = ({ to, back }: Arc): Arc => arcsOf(to)[back] as Arc;

  const levels = (): number[] | undefined => {
    const level = arcs.map(() => -1);
    level[source] = 0;
    const queue = [source];
    for (const node of queue)
      for (const { to, left } of arcsOf(node))
        if (left > 0 && level[to] === -1) {
          level[to] = (level[node] as number) + 1;
          queue.push(to);
        }
    return level[sink] === -1 ? undefined : level;
  };

  /** One path along rising levels; gives false where there is none. Dead ends are left for good in this phase. */
  const augment = (level: readonly number[], next: number[]): boolean => {
    const path: Arc[] = [];
    let node = source;
    while (node !== sink) {
      const arc = arcsOf(node)[next[node] as number];
      if (arc === undefined) {
        const last = path.pop();
        if (last === undefined) return false;
        node = backOf(last).to;
        next[node] = (next[node] as number) + 1;
      } else if (arc.left > 0 && level[arc.to] === (level[node] as number) + 1) {
        path.push(arc);
        node = arc.to;
      } else next[node] = (next[node] as number) + 1;
    }
    const amount = Math.min(...path.map(({ left }) => left));
    for (const arc of path) {
      arc.left -= amount;
      backOf(arc).left += amount;
    }
    return true;
  };

  return {
    source,
    sink,
    addNode: () => arcs.push([]) - 1,
    addArc(from, to, capacity) {
      if (capacity <= 0 || from === to) return;
      arcsOf(from).push({ to, left: capacity, back: arcsOf(to).length });
      arcsOf(to).push({ to: from, left: 0, back: arcsOf(from).length - 1 });
    },
    sinkSide() {
      for (let level = levels(); level !== undefined; level = levels()) {
        const next = arcs.map(() => 0);
        while (augment(level, next));
      }
      const reached = new Set([sink]);
      for (const node of reached) for (const arc of arcsOf(node)) if (backOf(arc).left > 0) reached.add(arc.to);
      return reached;
    },
  };
};

import type { Rows, RowView } from './row-view.ts';

/** Where rows that are read come from: a node of the group, or the group's own operand. */
export type RowSource = { readonly node: number } | { readonly outside: number };

/** A node of a group. `sources`: one for each of the view's reads. */
export interface RowNode {
  readonly view: RowView;
  readonly sources: readonly RowSource[];
}

/** Rows of a tensor that is whole, or the same bytes further down in a buffer of a few of its rows. */
export interface RowPlace {
  readonly of: RowSource;
  /** Bytes from the tensor's, or the buffer's, first one. */
  readonly offset: number;
}

/** Computes rows of a node. */
export interface ComputeStep {
  readonly kind: 'compute';
  readonly node: number;
  readonly rows: Rows;
  readonly reads: readonly RowPlace[];
  readonly write: RowPlace;
}

/** Moves the rows of a node's buffer that are still needed to its front. */
export interface MoveStep {
  readonly kind: 'move';
  readonly node: number;
  readonly offset: number;
  readonly bytes: number;
}

export type TileStep = ComputeStep | MoveStep;

export interface Tiling {
  /** The steps of one tile after the other. */
  readonly tiles: readonly (readonly TileStep[])[];
  /** Bytes of the line buffer of each node but the last, whose result is whole. */
  readonly buffers: readonly number[];
}

/**
 * Computes the last node's result `height` rows at a time. Each preceding node gives only the rows that are newly
 * needed, into a buffer in which those that are needed again are kept: nothing is computed twice.
 * Nodes are in topological order; each but the last is read by others of the group, and by them alone.
 * undefined where rows would be read that do not exist, as by a window that lies in the padding.
 */
export const tilesOf = (nodes: readonly RowNode[], height: number): Tiling | undefined => {
  const last = nodes.length - 1;
  const readers = nodes.map((_, index) =>
    nodes.flatMap(({ sources, view }, reader) =>
      sources.flatMap((source, i) =>
        'node' in source && source.node === index
          ? [{ reader, needs: (view.reads[i] as RowView['reads'][0]).needs }]
          : [],
      ),
    ),
  );
  const total = nodes.map(({ view }) => view.rows);
  const bytes = nodes.map(({ view }) => view.rowBytes);
  /** Rows computed so far, and the first one in the buffer. */
  const done = nodes.map(() => 0);
  const base = nodes.map(() => 0);
  const capacity = nodes.map(() => 0);
  const tiles: TileStep[][] = [];
  const at = (list: readonly number[], index: number): number => list[index] as number;
  while (at(done, last) < at(total, last)) {
    const steps: TileStep[] = [];
    const wanted: Rows[] = [];
    for (let n = last; n >= 0; n -= 1) {
      if (n === last) {
        wanted[n] = { from: at(done, n), to: Math.min(at(done, n) + height, at(total, n)) };
        continue;
      }
      let [from, to] = [Infinity, at(done, n)];
      for (const { reader, needs } of readers[n] as (typeof readers)[0]) {
        const rows = wanted[reader] as Rows;
        if (rows.from < at(total, reader)) from = Math.min(from, needs({ from: rows.from, to: rows.from + 1 }).from);
        if (rows.from < rows.to) to = Math.max(to, needs(rows).to);
      }
      // Rows that no window takes are left out.
      wanted[n] = { from: Math.max(at(done, n), Math.min(from, to)), to };
      const keep = Math.min(from, at(done, n));
      const first = Math.max(keep, at(base, n));
      if (first > at(base, n) && to > at(done, n)) {
        const kept = at(done, n) - first;
        if (kept > 0)
          steps.push({
            kind: 'move',
            node: n,
            offset: (first - at(base, n)) * at(bytes, n),
            bytes: kept * at(bytes, n),
          });
        base[n] = kept > 0 ? first : (wanted[n] as Rows).from;
      } else if (at(done, n) === at(base, n)) base[n] = (wanted[n] as Rows).from;
      capacity[n] = Math.max(at(capacity, n), to - at(base, n));
    }
    for (const [n, { view, sources }] of nodes.entries()) {
      const rows = wanted[n] as Rows;
      if (rows.from >= rows.to) continue;
      const reads: RowPlace[] = [];
      for (const [i, of] of sources.entries()) {
        const read = view.reads[i] as RowView['reads'][0];
        const needed = read.needs(rows);
        if (needed.from >= needed.to) return undefined;
        const start = 'node' in of ? at(base, of.node) : 0;
        if (needed.from < start) return undefined;
        reads.push({ of, offset: (needed.from - start) * read.rowBytes });
      }
      const write = { of: { node: n }, offset: (rows.from - (n === last ? 0 : at(base, n))) * at(bytes, n) };
      steps.push({ kind: 'compute', node: n, rows, reads, write });
      done[n] = rows.to;
    }
    tiles.push(steps);
  }
  return { tiles, buffers: capacity.slice(0, last).map((rows, n) => rows * at(bytes, n)) };
};

import type { ComputeStep, TileStep } from './tiles.ts';

type VariantOf = (step: ComputeStep) => number;

/** Tiles in which the same is done, with pointers that advance evenly from one to the next. */
export interface TileLoop {
  readonly times: number;
  /** The first tile's steps. */
  readonly steps: readonly TileStep[];
  /** Bytes by which each pointer of each step advances: the reads', then the write's. */
  readonly advances: readonly (readonly number[])[];
}

const offsets = (step: TileStep): readonly number[] =>
  step.kind === 'move' ? [] : [...step.reads, step.write].map(({ offset }) => offset);

const alike = (a: TileStep, b: TileStep, variant: VariantOf): boolean => {
  if (a.kind === 'compute' && b.kind === 'compute') return variant(a) === variant(b);
  return a.kind === 'move' && b.kind === 'move' && a.node === b.node && a.offset === b.offset && a.bytes === b.bytes;
};

const advancesOf = (from: readonly TileStep[], to: readonly TileStep[]): readonly (readonly number[])[] =>
  from.map((step, i) => {
    const next = offsets(to[i] as TileStep);
    return offsets(step).map((offset, k) => (next[k] as number) - offset);
  });

/** `variant`: steps of the same one differ in nothing but where their rows lie. Joins tiles that only differ by a constant distance: what becomes a loop. */
export const loopsOf = (tiles: readonly (readonly TileStep[])[], variant: VariantOf): readonly TileLoop[] => {
  const loops: TileLoop[] = [];
  for (let first = 0; first < tiles.length;) {
    const steps = tiles[first] as readonly TileStep[];
    let advances: readonly (readonly number[])[] = steps.map((step) => offsets(step).map(() => 0));
    let end = first + 1;
    for (; end < tiles.length; end += 1) {
      const [before, next] = [tiles[end - 1] as readonly TileStep[], tiles[end] as readonly TileStep[]];
      if (next.length !== before.length || !next.every((step, i) => alike(before[i] as TileStep, step, variant))) break;
      const distance = advancesOf(before, next);
      if (end > first + 1 && JSON.stringify(distance) !== JSON.stringify(advances)) break;
      advances = distance;
    }
    loops.push({ times: end - first, steps, advances });
    first = end;
  }
  return loops;
};

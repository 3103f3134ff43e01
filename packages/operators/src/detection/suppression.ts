import { boxOverlap } from './box-overlap.ts';

const single = Math.fround;

interface Candidate {
  readonly box: number;
  readonly score: number;
  /** Boxes chosen before this one have had their effect already. */
  readonly begin: number;
}

type Heap = (Candidate | undefined)[];

const scoreAt = (heap: Heap, at: number): number => (heap[at] as Candidate).score;

/** Puts a candidate at `at`, or above where its score is greater. */
const raise = (heap: Heap, start: number, candidate: Candidate): void => {
  let at = start;
  for (; at > 0 && scoreAt(heap, (at - 1) >> 1) < candidate.score; at = (at - 1) >> 1) heap[at] = heap[(at - 1) >> 1];
  heap[at] = candidate;
};

/**
 * Takes the greatest: the last one goes to the root's place, down along the greater children (of equal ones the right one)
 * to a leaf, and up again, as in GNU's std::priority_queue.
 */
const take = (heap: Heap): Candidate => {
  const taken = heap[0] as Candidate;
  const last = heap.pop() as Candidate;
  const count = heap.length;
  if (count === 0) return taken;
  let at = 0;
  for (let next = 2; next <= count; next = 2 * at + 2) {
    if (next === count || scoreAt(heap, next) < scoreAt(heap, next - 1)) next -= 1;
    heap[at] = heap[next];
    at = next;
  }
  raise(heap, at, last);
  return taken;
};

export interface Suppression {
  /** [n, 4]: two opposite corners y, x, y, x. */
  readonly boxes: Float32Array;
  readonly scores: Float32Array;
  /** Boxes that are chosen at most. */
  readonly most: number;
  /** Intersection over union from which on a box gives way. */
  readonly overlap: number;
  /** Scores above it count. */
  readonly least: number;
  /** 0: scores stay as they are. */
  readonly sigma: number;
}

/**
 * Boxes in the order of their scores, without those that overlap one before them; with a sigma, scores fall by how much a box
 * overlaps. A box without an area overlaps nothing, not even itself: it may be chosen more than once. Source: reference_ops::NonMaxSuppression
 * of LiteRT.
 */
export const suppressBoxes = ({
  boxes,
  scores,
  most,
  overlap,
  least,
  sigma,
}: Suppression): readonly Omit<Candidate, 'begin'>[] => {
  const heap: Heap = [];
  scores.forEach((score, box) => {
    if (score > least) raise(heap, heap.length, { box, score, begin: 0 });
  });
  const wanted = Math.min(heap.length, most);
  const factor = sigma > 0 ? single(-0.5 / sigma) : 0;
  const chosen: Omit<Candidate, 'begin'>[] = [];
  while (chosen.length < wanted && heap.length > 0) {
    const { box, begin, score: before } = take(heap);
    let score = before;
    let suppressed = false;
    for (let other = chosen.length - 1; other >= begin && !suppressed && score > least; other--) {
      const common = boxOverlap(boxes, box, (chosen[other] as Candidate).box);
      if (common >= overlap) suppressed = true;
      else if (factor < 0) score = single(score * single(Math.exp(single(single(factor * common) * common))));
    }
    if (suppressed) continue;
    const next = { box, score, begin: chosen.length };
    if (score === before) chosen.push({ box, score });
    if (score > least) raise(heap, heap.length, next);
  }
  return chosen;
};

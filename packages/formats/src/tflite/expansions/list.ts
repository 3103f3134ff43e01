import { addN, neg, square, squaredDifference } from './arithmetic.ts';
import { depthToSpace, spaceToDepth } from './blocks.ts';
import { fill, range, rank, zerosLike } from './contents.ts';
import type { Expansion } from './define-expansion.ts';
import { mirrorPad, tile } from './repetition.ts';
import { reverse, slice, splitV } from './slices.ts';

/** What LiteRT computes exactly, from operators that tinyml has. */
const expansions: readonly Expansion[] = [
  addN,
  depthToSpace,
  fill,
  mirrorPad,
  neg,
  range,
  rank,
  reverse,
  slice,
  spaceToDepth,
  splitV,
  square,
  squaredDifference,
  tile,
  zerosLike,
];

const byCode = new Map(expansions.map((expansion) => [expansion.code, expansion]));

export const expansionOf = (code: number): Expansion | undefined => byCode.get(code);

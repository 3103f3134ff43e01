import type { Shape } from '../ir/type.ts';
import { OperatorError } from './define-operator.ts';
import { rowMajorStrides, type StridedView } from './strided-copy.ts';

/** A tensor cut into phases: every blockth element along each spatial dimension, phases along the batch. */
export interface Phases {
  /** [n·Πblock, …spatial / block, …rest] */
  readonly batches: Shape;
  /** [n, …spatial, …rest], paddings or crops included. */
  readonly space: Shape;
  /** Where each phase's elements lie in `space`: the phase's batch entries one after another. */
  readonly views: readonly StridedView[];
}

/**
 * The phases of `space` by TensorFlow's SpaceToBatchND and BatchToSpaceND: entry (p·n + b) of the batch holds the
 * elements of entry b whose position modulo `block` is p. @throws OperatorError where `block` does not divide
 */
export const phasesOf = (space: Shape, block: readonly number[]): Phases => {
  const k = block.length;
  if (k + 1 > space.length || block.some((size) => size < 1))
    throw new OperatorError(`blocks [${block.join(', ')}] do not fit [${space.join(', ')}]`);
  const small = space.map((size, axis) => size / (block[axis - 1] ?? 1));
  if (!small.every(Number.isInteger))
    throw new OperatorError(`[${space.join(', ')}] does not divide into blocks of [${block.join(', ')}]`);
  const source = rowMajorStrides(space);
  const strides = source.map((stride, axis) => stride * (block[axis - 1] ?? 1));
  const count = block.reduce((product, size) => product * size, 1);
  const views = Array.from({ length: count }, (_, phase): StridedView => {
    let start = 0;
    let rest = phase;
    for (let i = k - 1; i >= 0; i--) {
      const size = block[i] as number;
      start += (rest % size) * (source[i + 1] as number);
      rest = Math.floor(rest / size);
    }
    return { shape: small, strides, start };
  });
  return { batches: small.map((size, axis) => (axis === 0 ? size * count : size)), space, views };
};

import type { Shape } from '@tinyml/core';

/** A condition of one dimension chooses whole entries of the first axis. */
export const conditionShape = (condition: Shape, x: Shape): Shape =>
  condition.length === 1 && condition[0] === x[0] ? x.map((size, axis) => (axis === 0 ? size : 1)) : condition;

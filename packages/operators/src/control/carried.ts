import { formatType, OperatorError, sameShape, valueOf, type Graph, type TensorType } from '@tinyml/core';

/** Types of what the graph takes, or gives. */
export const typesOf = (graph: Graph, side: 'inputs' | 'outputs'): readonly TensorType[] =>
  graph[side].map((id) => valueOf(graph, id).type);

/** Holds types to those of a place that they go to: their bytes are copied. @throws OperatorError */
export const expectTypes = (found: readonly TensorType[], wanted: readonly TensorType[], what: string): void => {
  if (found.length !== wanted.length)
    throw new OperatorError(`${what}: ${String(found.length)} tensors instead of ${String(wanted.length)}`);
  found.forEach((type, i) => {
    const other = wanted[i] as TensorType;
    if (type.dtype !== other.dtype || !sameShape(type.shape, other.shape))
      throw new OperatorError(`${what}: tensor ${String(i)} is ${formatType(type)} instead of ${formatType(other)}`);
  });
};

/** @throws OperatorError where the types are not those of one truth value */
export const expectTruth = (types: readonly TensorType[], what: string): void => {
  const [type] = types;
  if (types.length !== 1 || type?.dtype !== 'bool' || type.shape.some((size) => size !== 1))
    throw new OperatorError(`${what} must be one bool`);
};

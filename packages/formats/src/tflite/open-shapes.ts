import {
  fromBytes,
  isOperatorError,
  knownIntegers,
  sameShape,
  type Node,
  type Operand,
  type TensorData,
  type Value,
} from '@tinyml/core';
import { type ImportContext } from '@tinyml/core/internal';

interface OpenGraph {
  readonly values: Map<string, Value>;
  /** Values whose shape in the file is a stand-in. */
  readonly open: ReadonlySet<string>;
}

/** The graph as far as it has been read. */
export interface ShapeInference {
  /** The elements of a stored constant or of shape arithmetic; undefined where they depend on the input. */
  numbers(id: string | null | undefined): readonly number[] | undefined;
  /** Takes in the next node in execution order: sizes that the file leaves open become what its operator infers. */
  visit(node: Pick<Node, 'op' | 'attrs' | 'inputs' | 'outputs' | 'graphs'>): void;
}

/**
 * A model of unspecified batch size holds 1 for every size that its converter could not tell, which may be more than
 * the batch: those shapes become what the operators infer, in execution order. Where an operator refuses, the shape
 * stays, and verification tells.
 */
export const inferShapes = (
  { values, open }: OpenGraph,
  { constants, operators }: Pick<ImportContext, 'constants' | 'operators'>,
): ShapeInference => {
  const known = knownIntegers(values, operators, constants);
  const elementsOf = (id: string): TensorData | undefined => {
    const value = values.get(id);
    if (value === undefined) return undefined;
    return value.data === undefined ? known.get(id) : fromBytes(value.type.dtype, constants.get(value.data));
  };
  const operandOf = (id: string | null): Operand | null => {
    const value = id === null ? undefined : values.get(id);
    if (id === null || value === undefined) return null;
    const constant = elementsOf(id);
    return constant === undefined ? { type: value.type } : { type: value.type, constant };
  };
  return {
    numbers(id) {
      const elements = id == null ? undefined : elementsOf(id);
      return elements && Array.from(elements as ArrayLike<number | bigint>, Number);
    },
    visit({ attrs, graphs, inputs, op, outputs }) {
      const operator = operators.get(op);
      if (operator === undefined) return;
      try {
        const inferred = operator.infer({ attrs, inputs: inputs.map(operandOf), ...(graphs && { graphs }) });
        const fits = outputs.every((id, index) => {
          const value = values.get(id);
          const shape = inferred[index]?.shape;
          if (value === undefined || shape === undefined) return false;
          if (!open.has(id)) return sameShape(shape, value.type.shape);
          values.set(id, { ...value, type: { ...value.type, shape } });
          return true;
        });
        if (fits) known.visit({ attrs, id: '', inputs, op, outputs, ...(graphs && { graphs }) });
      } catch (error) {
        if (!isOperatorError(error)) throw error;
      }
    },
  };
};

import {
  fromBytes,
  isOperatorError,
  knownIntegers,
  type ImportContext,
  type Node,
  type Operand,
  type Value,
} from '@tinyml/core';

interface OpenGraph {
  readonly nodes: readonly Node[];
  readonly values: Map<string, Value>;
  /** Values whose shape in the file is a stand-in. */
  readonly open: ReadonlySet<string>;
}

/**
 * A model of unspecified batch size holds 1 for every size that its converter could not tell, which may be more than
 * the batch: those shapes become what the operators infer, in execution order. Where an operator refuses, the shape
 * stays, and verification tells.
 */
export const inferOpenShapes = (
  { nodes, values, open }: OpenGraph,
  { constants, operators }: Pick<ImportContext, 'constants' | 'operators'>,
): void => {
  const known = knownIntegers(values, operators, constants);
  const operandOf = (id: string | null): Operand | null => {
    const value = id === null ? undefined : values.get(id);
    if (id === null || value === undefined) return null;
    const { data, type } = value;
    const constant = data === undefined ? known.get(id) : fromBytes(type.dtype, constants.get(data));
    return constant === undefined ? { type } : { type, constant };
  };
  if (open.size === 0) return;
  for (const { attrs, inputs, op, outputs } of nodes) {
    const operator = operators.get(op);
    if (operator === undefined) continue;
    try {
      const inferred = operator.infer({ attrs, inputs: inputs.map(operandOf) });
      outputs.forEach((id, index) => {
        const value = values.get(id);
        const shape = inferred[index]?.shape;
        if (value === undefined || shape === undefined || !open.has(id)) return;
        values.set(id, { ...value, type: { ...value.type, shape } });
      });
      known.visit({ attrs, id: '', inputs, op, outputs } as Node);
    } catch (error) {
      if (!isOperatorError(error)) throw error;
    }
  }
};

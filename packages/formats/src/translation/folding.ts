import {
  byteLength,
  isOperatorError,
  type Operator,
  type Tensor,
  type TensorData,
  type TensorType,
} from '@tinyml/core';

/** Multiply-accumulates that an importer computes at once; what takes more is left to the pass that folds constants. */
const mostMacs = 1e7;

export interface FoldRequest {
  readonly operator: Operator;
  readonly attrs: object;
  /** undefined for an operand that is not constant. */
  readonly inputs: readonly (Tensor | null | undefined)[];
  readonly types: readonly (TensorType | null)[];
  readonly outputs: readonly TensorType[];
}

/**
 * Computes what depends on constants alone, as long as the results together stay within `budget` bytes: shape
 * arithmetic, and weights in another order.
 */
export const openFolding = (budget: number): ((request: FoldRequest) => readonly TensorData[] | undefined) => {
  let left = budget;
  return ({ operator, attrs, inputs, types, outputs }) => {
    const bytes = outputs.reduce((sum, type) => sum + byteLength(type), 0);
    const isKnown = operator.fromTypes === true || inputs.every((input) => input !== undefined);
    if (!isKnown || inputs.length === 0 || bytes > left) return undefined;
    const request = { attrs: attrs as never, inputs: types, outputs };
    if (operator.check(request) !== undefined || operator.macs(request) > mostMacs) return undefined;
    left -= bytes;
    const tensors = inputs.map((input, i) => {
      const type = types[i];
      return input ?? (type == null ? null : { type, data: new Uint8Array() });
    });
    try {
      return operator.run({ attrs: attrs as never, inputs: tensors, outputs });
    } catch (error) {
      // What cannot be computed says so again when it runs.
      if (isOperatorError(error)) return undefined;
      throw error;
    }
  };
};

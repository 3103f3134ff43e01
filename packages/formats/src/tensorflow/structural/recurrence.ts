import type { TensorflowValue } from '../value.ts';
import type { StructuralCall } from './structural-operator.ts';

/** The recurrent layer that a loop is; undefined for any other loop. */
export const recurrence = (call: StructuralCall): readonly TensorflowValue[] | undefined => {
  void call;
  return undefined;
};

import { fromBytes, toBytes, valueOf, type Constants, type Graph, type State, type TensorType } from '@tinyml/core';
import { storedValues } from './forms.ts';
import { isStoredDtype } from './stored-node.ts';

/** A state buffer and the type that its tensors have. */
export interface StoredState {
  readonly buffer: State;
  readonly type: TensorType;
}

/**
 * The buffer as what writes it gives it, so that nothing is rounded between two invocations; what it holds before the first one
 * likewise. `written`: type of the result that becomes its next value.
 */
export const storedState = (
  graph: Graph,
  constants: Constants,
  buffer: State,
  written: TensorType | undefined,
): StoredState => {
  const { type } = valueOf(graph, buffer.input);
  const { dtype, quant } = written ?? type;
  if (type.dtype !== 'float32' || quant === undefined || quant.axis !== undefined || !isStoredDtype(dtype))
    return { buffer, type };
  const stored = { dtype, shape: type.shape, quant };
  if (buffer.initial === undefined) return { buffer, type: stored };
  const floats = fromBytes(type.dtype, constants.get(buffer.initial)) as Float32Array;
  return { buffer: { ...buffer, initial: constants.put(toBytes(storedValues(floats, dtype, quant))) }, type: stored };
};

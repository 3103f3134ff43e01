import type { Constants } from '../pass/define-pass.ts';
import { valueOf, type Graph, type State } from './graph.ts';
import { allocate, fromBytes, isWide, type Tensor } from './tensor.ts';
import { elementCount } from './type.ts';

/** What the buffer holds before the first inference: its constant, or real zero, which is the zero point where it is quantised. */
export const initialState = (graph: Graph, { initial, input }: State, constants: Constants): Tensor => {
  const { type } = valueOf(graph, input);
  if (initial !== undefined) return { type, data: fromBytes(type.dtype, constants.get(initial)) };
  const data = allocate(type.dtype, elementCount(type.shape));
  const zero = type.quant?.zeroPoint[0] ?? 0;
  if (zero !== 0 && !isWide(data)) data.fill(zero);
  return { type, data };
};

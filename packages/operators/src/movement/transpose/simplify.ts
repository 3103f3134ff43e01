import { sameType, type TensorType } from '@tinyml/core';
import type { SimplifyRule } from '@tinyml/passes';

/** transpose(transpose(x)) → one transpose, or x where the two undo each other */
export const simplify: SimplifyRule = (node, view) => {
  const [middle, order] = node.inputs;
  const [output] = node.outputs;
  const inner = view.producer(middle);
  const input = inner?.inputs[0];
  const [second, first] = [view.constant(order), view.constant(inner?.inputs[1])];
  if (inner?.op !== node.op || input == null || output === undefined) return undefined;
  if (second === undefined || first === undefined) return undefined;
  const combined = Int32Array.from(second.data as Int32Array, (axis) => Number(first.data[axis]));
  if (combined.every((axis, i) => axis === i) && sameType(view.type(input), view.type(output)))
    return view.canReplace(output, input) ? { nodes: [], replace: new Map([[output, input]]) } : undefined;
  const type: TensorType = { dtype: 'int32', shape: [combined.length] };
  const constant = view.addConstant(`${order ?? 'perm'}_merged`, type, combined);
  return { nodes: [{ ...node, inputs: [input, constant] }] };
};

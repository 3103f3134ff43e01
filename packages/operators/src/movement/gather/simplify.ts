import type { SimplifyRule } from '@tinyml/passes';
import { resolveAxis, type Node } from '@tinyml/core';

/** gather(x, [2, 3, 4]) → slice(x); one index without an axis of its own takes the axis away: gather(x, 2) → reshape(slice(x)) */
export const simplify: SimplifyRule = (node, view) => {
  const { axis, batchDims } = node.attrs as { readonly axis: number; readonly batchDims: number };
  const [x, indices] = node.inputs;
  const [output] = node.outputs;
  const listed = view.constant(indices);
  if (x == null || output === undefined || listed === undefined || batchDims !== 0) return undefined;
  const places = Array.from(listed.data as Int32Array, Number);
  const [first] = places;
  const isRange = listed.type.shape.length <= 1 && places.every((place, i) => place === (first ?? 0) + i);
  const type = view.type(x);
  if (first === undefined || !isRange || type.quant?.axis !== undefined) return undefined;
  const at = resolveAxis(axis, type.shape.length);
  const list = (hint: string, values: readonly number[]): string =>
    view.addConstant(`${output}_${hint}`, { dtype: 'int32', shape: [values.length] }, Int32Array.from(values));
  const begin = list(
    'begin',
    type.shape.map((_, i) => (i === at ? first : 0)),
  );
  const shape = type.shape.map((size, i) => (i === at ? places.length : size));
  const part: Node = { ...node, op: 'slice', attrs: {}, inputs: [x, begin, list('size', shape)] };
  if (listed.type.shape.length === 1) return { nodes: [part] };
  const middle = view.addValue(`${output}_slice`, { ...type, shape });
  const attrs = { newShape: [...view.type(output).shape] };
  const id = view.freshNodeId(`${node.id}_reshape`);
  const source = node.source && { source: node.source };
  return {
    nodes: [
      { ...part, outputs: [middle] },
      { id, op: 'reshape', attrs, inputs: [middle], outputs: [output], ...source },
    ],
  };
};

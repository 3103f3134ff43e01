import { integerRange, traitsOf, type DType, type Node, type OperatorTable } from '@tinyml/core';
import type { SourceTensor } from './read-tensors.ts';
import type { Values } from './values.ts';

const stored: readonly (DType | undefined)[] = ['int8', 'uint8', 'int16'];

/**
 * Gives results of element-wise operators the type of their operands where these are stored numbers and the file calls the
 * result float32 but has a scale for it: LiteRT's kernels set the type so, whatever the file says.
 */
export const storeResults = (
  nodes: readonly Node[],
  tensors: readonly SourceTensor[],
  values: Values,
  operators: OperatorTable,
): void => {
  const stated = new Map(
    tensors.flatMap(({ name, statedQuant }) => (statedQuant ? [[name, statedQuant] as const] : [])),
  );
  for (const node of nodes) {
    const { elementwise, converts } = traitsOf(operators, node.op);
    if (elementwise !== true || converts !== undefined) continue;
    const [dtype, ...others] = new Set(node.inputs.map((id) => values.all.get(id ?? '')?.type.dtype));
    if (dtype === undefined || others.length > 0 || !stored.includes(dtype)) continue;
    const [low, high] = integerRange(dtype as 'int8');
    for (const id of node.outputs) {
      const [value, quant] = [values.all.get(id), stated.get(id)];
      const [zeroPoint = NaN] = quant?.zeroPoint ?? [];
      if (value?.type.dtype === 'float32' && quant !== undefined && zeroPoint >= low && zeroPoint <= high)
        values.all.set(id, { ...value, type: { ...value.type, dtype, quant } });
    }
  }
};

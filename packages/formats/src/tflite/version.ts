import type { Node, TensorType } from '@tinyml/core';
import type { TfliteForm, TfliteUsage } from './slot.ts';

/** The version of the operator that the node needs. */
export const formVersion = (
  { versions = [] }: TfliteForm,
  node: Node,
  typeOf: (id: string | null) => TensorType | undefined,
): number => {
  const inputs = node.inputs.map(typeOf);
  const [x, weights] = inputs;
  const usage: TfliteUsage = {
    attrs: node.attrs,
    inputs,
    outputs: node.outputs.map(typeOf),
    hybrid: x?.dtype === 'float32' && weights?.dtype === 'int8',
    perChannel: (weights?.quant?.scale.length ?? 0) > 1,
    rank: Math.max(0, ...inputs.map((type) => type?.shape.length ?? 0)),
  };
  const rule = versions.find(([, when]) => (typeof when === 'string' ? x?.dtype === when : when(usage)));
  return rule?.[0] ?? 1;
};

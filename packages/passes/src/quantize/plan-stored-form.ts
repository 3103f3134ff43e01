import {
  constantOf,
  valueOf,
  type Constants,
  type Graph,
  type Node,
  type None,
  type TensorType,
  type ValueId,
} from '@tinyml/core';
import { perTensor } from './affine.ts';
import { channelRanges } from './channels.ts';
import type { InnerRanges } from './inner-values.ts';
import type { NodePlan, Operand } from './node-plan.ts';
import type { FloatOperand, StoredForm, StoredTensor } from './stored-node.ts';
import { storedTypeOf, type StoredType } from './stored-type.ts';

interface PlanContext {
  readonly constants: Constants;
  readonly inner: InnerRanges;
}

const described = (graph: Graph, constants: Constants, id: ValueId): FloatOperand => {
  const { intent, type } = valueOf(graph, id);
  const tensor = constantOf(graph, constants, id);
  if (tensor === undefined || !(tensor.data instanceof Float32Array)) return { type, range: intent?.range?.[0] };
  const [range] = channelRanges(tensor.data, type.shape, undefined);
  return { type, range, constant: tensor.data };
};

/** The operand as it is stored; one that is computed is first read in its own form: a rescaling starts from integers, not from float. */
const storedOperand = (graph: Graph, id: ValueId, { dtype, ...affine }: StoredTensor): Operand => {
  const quant = perTensor(affine);
  const { data, intent, type } = valueOf(graph, id);
  const own = storedTypeOf(intent?.dtype);
  const range = intent?.range?.[0];
  return {
    type: { dtype, shape: type.shape, quant },
    read(forms) {
      if (data === undefined && own !== undefined && range !== undefined && !forms.isStored(id))
        forms.asStored(id, own.dtype, perTensor(own.parameters(range)));
      return forms.asStored(id, dtype, quant);
    },
  };
};

/** The node in the form that its operator's `stored` gives; a reason where there is none. */
export const planStoredForm = (
  graph: Graph,
  node: Node,
  { dtype, parameters }: StoredType,
  form: NonNullable<StoredForm['stored']>,
  { constants, inner }: PlanContext,
): NodePlan | None => {
  const stored = form({
    node,
    dtype,
    inputs: node.inputs.map((id) => (id === null ? null : described(graph, constants, id))),
    outputs: node.outputs.map((id) => described(graph, constants, id)),
    inner: (name) => inner(node.id, name),
    affine: parameters,
  });
  if ('none' in stored) return stored;
  return {
    node: { ...node, attrs: stored.attrs } as Node,
    inputs: node.inputs.map((id, i) => {
      const tensor = stored.inputs[i];
      return id === null || tensor == null ? null : storedOperand(graph, id, tensor);
    }),
    outputs: node.outputs.map((id, i): TensorType => {
      const { shape } = valueOf(graph, id).type;
      const { dtype: type, ...affine } = stored.outputs[i] as StoredTensor;
      return { dtype: type, shape, quant: perTensor(affine) };
    }),
  };
};

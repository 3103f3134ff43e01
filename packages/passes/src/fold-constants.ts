import {
  allocate,
  byteLength,
  definePass,
  defineRule,
  isFloat,
  rewrite,
  traitsOf,
  type GraphView,
  type Node,
  type Replacement,
  type OperatorTable,
  type Tensor,
  type TensorData,
  type ValueId,
} from '@tinyml/core';
import { isQuantized } from './quantized.ts';

/** What the node computes, where all its operands are constants. */
const evaluate = (view: GraphView, node: Node, operators: OperatorTable): readonly TensorData[] | undefined => {
  const operator = operators.get(node.op);
  if (operator === undefined || node.graphs !== undefined || node.inputs.length === 0) return undefined;
  const operand = (id: ValueId): Tensor | undefined => {
    const constant = view.constant(id);
    if (constant !== undefined || operator.fromTypes !== true) return constant;
    const { type } = view.value(id);
    return { type, data: allocate(type.dtype, 0) };
  };
  const inputs = node.inputs.map((id) => (id === null ? null : operand(id)));
  if (inputs.includes(undefined)) return undefined;
  const tensors = inputs.map((tensor) => tensor ?? null);
  const outputs = node.outputs.map((id) => view.value(id).type);
  const { attrs } = node;
  if (operator.check({ attrs, inputs: tensors.map((tensor) => tensor?.type ?? null), outputs }) !== undefined)
    return undefined;
  return operator.run({ attrs, inputs: tensors, outputs });
};

/** Bytes that the results take beyond those of the operands. */
const growth = (view: GraphView, node: Node): number => {
  const bytes = (ids: readonly (string | null)[]): number =>
    ids.reduce((sum, id) => sum + (id === null ? 0 : byteLength(view.value(id).type)), 0);
  return bytes(node.outputs) - bytes(node.inputs);
};

/**
 * Computes when building what does not depend on the input. A dequantize of stored weights stays: to fold it would undo
 * what made them small.
 */
export const foldConstants = definePass({
  name: 'fold-constants',
  version: 1,
  kind: 'graph',
  summary: 'compute layers whose operands are all constant',
  options: {
    type: 'object',
    additionalProperties: false,
    properties: {
      growth: {
        type: 'integer',
        minimum: 0,
        default: 1024,
        description: 'bytes by which the result of a folded layer may exceed its operands',
      },
    },
  },
  preserves: 'rounding',
  auto: { phase: 'reveal' },
  run(graph, { constants, operators, options }) {
    const exactOnly = isQuantized(graph);
    const fold = defineRule({
      apply(node, view): Replacement | undefined {
        const { converts, movement } = traitsOf(operators, node.op);
        // A float result that is computed may differ from the device's in rounding.
        const rounds = movement !== true && node.outputs.some((id) => isFloat(view.value(id).type.dtype));
        if (exactOnly && rounds) return undefined;
        if (converts === 'to-real' || node.outputs.some((id) => view.isObserved(id))) return undefined;
        if (growth(view, node) > options.growth) return undefined;
        const results = evaluate(view, node, operators);
        if (results === undefined) return undefined;
        const replace = new Map<ValueId, ValueId>();
        node.outputs.forEach((id, i) => {
          const data = results[i];
          if (data !== undefined) replace.set(id, view.addConstant(`${id}_folded`, view.value(id).type, data));
        });
        return { nodes: [], replace };
      },
    });
    return rewrite(graph, constants, [fold]);
  },
});

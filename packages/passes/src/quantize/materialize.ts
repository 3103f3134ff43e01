import {
  constantOf,
  valueOf,
  type Constants,
  type Graph,
  type Node,
  type None,
  type OperatorTable,
  type Quant,
  type TensorType,
  type ValueId,
} from '@tinyml/core';
import { perAxis, perTensor } from './affine.ts';
import { createForms } from './forms.ts';
import type { InnerRanges } from './inner-values.ts';
import type { NodePlan, Operand } from './node-plan.ts';
import { planStoredForm } from './plan-stored-form.ts';
import { ruleOf, type QuantRule } from './quantize-slot.ts';
import { roleOf } from './roles.ts';
import { storedState } from './stored-state.ts';
import { storedTypeOf, type StoredType } from './stored-type.ts';
import { quantizeBias, quantizeWeights, weightScales } from './weights.ts';

/** A node that was meant to be int8 or int16 and stays float, and why, where its operator says. */
export interface StayedNode {
  readonly node: Node;
  readonly because: string | undefined;
}

export interface Materialized {
  readonly graph: Graph;
  /** Where the result of each old tensor is now, in the form that its producer writes. */
  readonly moved: ReadonlyMap<ValueId, ValueId>;
  readonly stayed: readonly StayedNode[];
}

export interface MaterializeOptions {
  readonly constants: Constants;
  readonly operators: OperatorTable;
  /** What graph inputs and outputs are that are meant to be int8 or int16: so stored, or float. */
  readonly io: 'stored' | 'float32';
  /** What calibration saw within nodes. Default: nothing. */
  readonly inner?: InnerRanges;
}

/** Type and parameters that the intent of a data tensor asks for. */
interface DataForm {
  readonly stored: StoredType;
  readonly quant: Quant;
}

const dataForm = (graph: Graph, id: ValueId): DataForm | undefined => {
  const { intent, type } = valueOf(graph, id);
  const range = intent?.range?.[0];
  const stored = storedTypeOf(intent?.dtype);
  return stored !== undefined && type.dtype === 'float32' && range !== undefined && intent?.axis === undefined
    ? { stored, quant: perTensor(stored.parameters(range)) }
    : undefined;
};

/** Parameters under which a node that computes in `stored` reads the tensor, which another node may store in another type. */
const readAs = (graph: Graph, id: ValueId, stored: StoredType): Quant | undefined => {
  const own = dataForm(graph, id);
  const range = valueOf(graph, id).intent?.range?.[0];
  if (own === undefined || range === undefined) return undefined;
  return own.stored === stored ? own.quant : perTensor(stored.parameters(range));
};

/** The tensor's type in that form. */
const dataType = (graph: Graph, id: ValueId): TensorType | undefined => {
  const form = dataForm(graph, id);
  return form && { dtype: form.stored.dtype, shape: valueOf(graph, id).type.shape, quant: form.quant };
};

interface Weights {
  readonly type: TensorType;
  readonly data: Int8Array<ArrayBuffer>;
}

const materializeWeights = (
  graph: Graph,
  constants: Constants,
  id: ValueId,
  inputScale: number,
  bias: ArrayLike<number> | undefined,
  biasLimit: number,
): Weights | undefined => {
  const { intent, type } = valueOf(graph, id);
  const tensor = constantOf(graph, constants, id);
  if (intent?.dtype !== 'int8' || intent.range === undefined || tensor?.type.dtype !== 'float32') return undefined;
  const { axis } = intent;
  const scales = weightScales(intent.range, inputScale, bias, biasLimit);
  const quant = axis === undefined ? { scale: scales, zeroPoint: [0] } : perAxis(scales, axis);
  return {
    type: { dtype: 'int8', shape: type.shape, quant },
    data: quantizeWeights(tensor.data as Float32Array, type.shape, scales, axis),
  };
};

const floatOperand = (graph: Graph, id: ValueId): Operand => ({
  type: valueOf(graph, id).type,
  read: (forms) => forms.asFloat(id),
});

const operandWithRole = (node: Node, rule: QuantRule, role: string): ValueId | null | undefined =>
  node.inputs.find((id, position) => id !== null && roleOf(rule, position) === role);

/** Stored integers in, stored integers out; undefined where an intent or a constant is missing. */
const planStored = (graph: Graph, node: Node, rule: QuantRule, constants: Constants): NodePlan | undefined => {
  const results = node.outputs.map((id) => dataForm(graph, id));
  const result = results[0];
  if (result === undefined) return undefined;
  const { stored } = result;
  const { dtype } = stored;
  const outputs = node.outputs.map((id, i): TensorType => {
    const form = rule.sameScale === true ? result : results[i];
    const { shape } = valueOf(graph, id).type;
    return form === undefined ? valueOf(graph, id).type : { dtype, shape, quant: form.quant };
  });
  const data = operandWithRole(node, rule, 'activation');
  const inputScale = data == null ? undefined : readAs(graph, data, stored)?.scale[0];
  const biasId = operandWithRole(node, rule, 'bias');
  const bias = biasId == null ? undefined : constantOf(graph, constants, biasId);
  if (biasId != null && (bias === undefined || valueOf(graph, biasId).intent?.dtype !== stored.bias)) return undefined;
  const weightId = operandWithRole(node, rule, 'weight');
  const weights =
    weightId == null || inputScale === undefined
      ? undefined
      : materializeWeights(
          graph,
          constants,
          weightId,
          inputScale,
          bias?.data as Float32Array | undefined,
          stored.biasLimit,
        );

  const inputs: (Operand | null)[] = [];
  for (const [position, id] of node.inputs.entries()) {
    const role = roleOf(rule, position);
    if (id === null || role === 'plain') {
      inputs.push(id === null ? null : floatOperand(graph, id));
    } else if (role === 'activation') {
      const own = dataForm(graph, id);
      const wanted = readAs(graph, id, stored);
      if (own === undefined || wanted === undefined) return undefined;
      const quant = rule.sameScale === true ? result.quant : wanted;
      inputs.push({
        type: { dtype, shape: valueOf(graph, id).type.shape, quant },
        read: (forms) => {
          // The tensor's own form first: a rescaling starts from integers, not from float.
          if (valueOf(graph, id).data === undefined) forms.asStored(id, own.stored.dtype, own.quant);
          return forms.asStored(id, dtype, quant);
        },
      });
    } else if (weights === undefined) {
      return undefined;
    } else if (role === 'weight') {
      inputs.push({ type: weights.type, read: (forms) => forms.asConstant(id, weights.type, weights.data) });
    } else {
      const scales = (weights.type.quant?.scale ?? []).map((scale) => Math.fround(scale * (inputScale ?? 1)));
      const quant = weights.type.quant?.axis === undefined ? { scale: scales, zeroPoint: [0] } : perAxis(scales, 0);
      const type: TensorType = { dtype: stored.bias, shape: valueOf(graph, id).type.shape, quant };
      inputs.push({
        type,
        read: (forms) => forms.asConstant(id, type, quantizeBias(bias?.data as Float32Array, scales, stored)),
      });
    }
  }
  const attrs = dtype === 'int16' ? { ...node.attrs, ...rule.int16Attributes } : node.attrs;
  return { node: { ...node, attrs } as Node, inputs, outputs };
};

/** float in, float out, but for constants: int8 weights of a hybrid kernel, float16. */
const planFloat = (
  graph: Graph,
  node: Node,
  rule: QuantRule | undefined,
  constants: Constants,
  hybrid: boolean,
): NodePlan => {
  const data = rule === undefined ? undefined : operandWithRole(node, rule, 'activation');
  // A table's rows are read as real numbers without any activation.
  const isHybrid = hybrid && (data == null || dataForm(graph, data) === undefined);
  return {
    node,
    inputs: node.inputs.map((id, position): Operand | null => {
      if (id === null) return null;
      const value = valueOf(graph, id);
      if (value.data !== undefined && value.type.dtype === 'float32' && value.intent?.dtype === 'float16')
        return { type: value.type, read: (forms) => forms.asHalf(id) };
      if (isHybrid && rule !== undefined && roleOf(rule, position) === 'weight') {
        const weights = materializeWeights(graph, constants, id, 1, undefined, Infinity);
        if (weights !== undefined)
          return { type: weights.type, read: (forms) => forms.asConstant(id, weights.type, weights.data) };
      }
      return floatOperand(graph, id);
    }),
    outputs: node.outputs.map((id) => valueOf(graph, id).type),
  };
};

/**
 * Makes the graph what the intents on its values say: the one place where tensors change type, shared by post-training
 * quantisation, quantisation-aware training and mixed precision.
 *
 * A node runs in int8 (or int16) where all its data tensors are meant to be so and its operator has that form; else it stays float,
 * with dequantize before it and quantize after it where neighbours are stored. A node with int8 weights between float tensors
 * becomes hybrid. float16 constants are read through a dequantize. Graph outputs keep their names and order.
 */
export const materialize = (
  graph: Graph,
  { constants, operators, io, inner = () => undefined }: MaterializeOptions,
): Materialized => {
  const forms = createForms(graph, constants, io === 'stored');
  const stayed: StayedNode[] = [];

  const supported = (node: Node, plan: NodePlan): boolean => {
    const operator = operators.get(node.op);
    return (
      operator !== undefined &&
      operator.check({
        attrs: plan.node.attrs,
        inputs: plan.inputs.map((operand) => operand?.type ?? null),
        outputs: plan.outputs,
      }) === undefined
    );
  };

  const storedPlan = (node: Node, rule: QuantRule): NodePlan | None | undefined => {
    if (rule.stored === undefined) return planStored(graph, node, rule, constants);
    const stored = node.outputs.map((id) => dataForm(graph, id)?.stored).find((type) => type !== undefined);
    return stored && planStoredForm(graph, node, stored, rule.stored, { constants, inner });
  };
  const plans = graph.nodes.map((node): NodePlan => {
    const rule = ruleOf(operators, node.op);
    const answer = rule && storedPlan(node, rule);
    const [stored, because] = answer !== undefined && 'none' in answer ? [undefined, answer.none] : [answer, undefined];
    if (stored !== undefined && supported(node, stored)) return stored;
    if (node.outputs.some((id) => dataForm(graph, id) !== undefined)) stayed.push({ node, because });
    const hybrid = planFloat(graph, node, rule, constants, true);
    return supported(node, hybrid) ? hybrid : planFloat(graph, node, rule, constants, false);
  });

  const computed = new Map(
    plans.flatMap(({ node, outputs }) => node.outputs.map((id, i) => [id, outputs[i]] as const)),
  );
  // An input or another buffer that becomes the next value is stored as layers read it.
  const states = (graph.state ?? []).map((buffer) =>
    storedState(graph, constants, buffer, computed.get(buffer.output) ?? dataType(graph, buffer.output)),
  );
  for (const id of graph.inputs) {
    const { intent: _done, ...value } = valueOf(graph, id);
    forms.adopt({ ...value, type: (io === 'stored' ? dataType(graph, id) : undefined) ?? value.type });
  }
  for (const { buffer, type } of states) {
    const { intent: _done, ...value } = valueOf(graph, buffer.input);
    forms.adopt({ ...value, type });
  }
  for (const plan of plans) {
    const inputs = plan.inputs.map((operand) => operand?.read(forms) ?? null);
    forms.produce({ ...plan.node, inputs }, plan.outputs);
  }

  const outputs = graph.outputs.map((id) => {
    const form = io === 'stored' ? dataForm(graph, id) : undefined;
    return form === undefined ? forms.asFloat(id) : forms.asStored(id, form.stored.dtype, form.quant);
  });
  const state =
    graph.state && states.map(({ buffer, type }) => ({ ...buffer, output: forms.asType(buffer.output, type) }));
  const moved = new Map<ValueId, ValueId>();
  for (const id of graph.values.keys()) {
    const form = forms.produced(id);
    if (form !== undefined) moved.set(id, form.id);
  }
  return {
    graph: { ...graph, outputs, values: forms.values, nodes: forms.nodes, ...(state === undefined ? {} : { state }) },
    moved,
    stayed,
  };
};

import {
  constantNumbers,
  integerRange,
  isOperatorError,
  traitsOf,
  valueOf,
  type DType,
  type IntegerDType,
  type Node,
  type OperatorTable,
  type Quant,
  type TensorType,
  type ValueId,
} from '@tinyml/core';
import { isSameStored, type Alias, type StoredGraph, type StoredNode } from './stored-graph.ts';

/** Element type, scale and zero point of stored integers. */
export interface NodeForm {
  readonly dtype: DType;
  readonly quant: Quant;
}

const accepts = (operators: OperatorTable, node: Node, graph: StoredGraph, form: StoredNode): boolean => {
  const operator = operators.get(node.op);
  if (operator === undefined) return false;
  const types = form.inputs.map((id) => (id === null ? null : graph.typeOf(id)));
  const operands = form.inputs.map((id, i) => {
    const data = id === null ? undefined : graph.constant(id)?.data;
    const type = types[i];
    return type == null ? null : { type, ...(data && { constant: data }) };
  });
  try {
    operator.infer({ attrs: form.attrs as never, inputs: operands });
  } catch (error) {
    if (isOperatorError(error)) return false;
    throw error;
  }
  return operator.check({ attrs: form.attrs as never, inputs: types, outputs: form.outputs }) === undefined;
};

const isFloat = (graph: StoredGraph, id: ValueId | null): id is ValueId =>
  id !== null && valueOf(graph.graph, id).type.dtype === 'float32';

/** A result's type: the node's own shape, stored so. */
const resultType = (graph: StoredGraph, id: ValueId, form: NodeForm): TensorType => ({
  ...valueOf(graph.graph, id).type,
  dtype: form.dtype,
  quant: form.quant,
});

/** Scales along an axis, after a movement of constants: a transposition moves it, another movement must leave the axis. */
const movedQuant = (graph: StoredGraph, node: Node, from: TensorType, shape: readonly number[]): Quant | undefined => {
  const { quant } = from;
  if (quant?.axis === undefined) return quant;
  const [, order] = node.inputs;
  if (node.op === 'transpose' && order != null) {
    const constant = graph.constant(order);
    const perm = constant && constantNumbers('the axes', { type: constant.type, constant: constant.data });
    const axis = perm?.indexOf(quant.axis) ?? -1;
    return axis < 0 ? undefined : { ...quant, axis };
  }
  const before = (sizes: readonly number[], axis: number): number =>
    sizes.slice(0, axis).reduce((product, size) => product * size, 1);
  const axis = shape.findIndex(
    (size, at) => size === quant.scale.length && before(shape, at) === before(from.shape, quant.axis ?? 0),
  );
  return node.op === 'reshape' && axis >= 0 ? { ...quant, axis } : undefined;
};

/** Movements and picks of the greatest: on integers of one scale they give integers of that scale. */
const movement = (node: Node, graph: StoredGraph, operators: OperatorTable): StoredNode | undefined => {
  const data = node.inputs.filter((id) => isFloat(graph, id));
  const stored = data.map((id) => (id === null ? undefined : graph.storedOf(id)));
  const [first] = stored;
  const [output] = node.outputs;
  if (first === undefined || output === undefined || stored.includes(undefined)) return undefined;
  const from = graph.typeOf(first);
  if (stored.some((id) => id !== undefined && !isSameStored(graph.typeOf(id), from))) return undefined;
  const quant = movedQuant(graph, node, from, valueOf(graph.graph, output).type.shape);
  if (quant === undefined) return undefined;
  const inputs = node.inputs.map((id) => (isFloat(graph, id) ? (graph.storedOf(id) ?? id) : id));
  const form: StoredNode = {
    attrs: node.attrs,
    inputs,
    outputs: node.outputs.map((id) => resultType(graph, id, { dtype: from.dtype, quant })),
  };
  return accepts(operators, node, graph, form) ? form : undefined;
};

/** A movement of several operands at scales of their own: each is brought to that of the result first. */
const joining = (node: Node, graph: StoredGraph, operators: OperatorTable, form: NodeForm): StoredNode | undefined => {
  const [output] = node.outputs;
  if (output === undefined || node.outputs.length > 1) return undefined;
  const type = resultType(graph, output, form);
  const inputs = node.inputs.map((id): ValueId | null | undefined => {
    if (!isFloat(graph, id)) return id;
    const stored = graph.storedOf(id);
    return stored === undefined ? undefined : graph.rescaled(stored, type);
  });
  if (inputs.includes(undefined)) return undefined;
  const result: StoredNode = { attrs: node.attrs, inputs: inputs as (ValueId | null)[], outputs: [type] };
  return accepts(operators, node, graph, result) ? result : undefined;
};

/** relu, relu6, … on integers: nothing where these cannot be outside of its limits. */
const activation = (
  node: Node,
  graph: StoredGraph,
  operators: OperatorTable,
  target: () => NodeForm | undefined,
): StoredNode | Alias | undefined => {
  const [input] = node.inputs;
  const stored = input == null ? undefined : graph.storedOf(input);
  const [output] = node.outputs;
  if (stored === undefined || output === undefined) return undefined;
  const type = graph.typeOf(stored);
  const { quant, dtype } = type;
  if (quant === undefined || quant.axis !== undefined) return undefined;
  const limits = { relu: [0, Infinity], relu6: [0, 6], relu_n1_to_1: [-1, 1] }[node.op];
  if (limits === undefined) return undefined;
  const [scale = 1, zeroPoint = 0] = [quant.scale[0], quant.zeroPoint[0]];
  const [low, high] = integerRange(dtype as IntegerDType);
  const [least = 0, most = 0] = limits;
  if ((low - zeroPoint) * scale >= least && Math.round(most / scale) + zeroPoint >= high) return { alias: stored };
  // Its limits may lie between two steps, unless these are the steps that its result is quantised to.
  const wanted = target();
  const exact = wanted !== undefined && isSameStored({ ...type, ...wanted }, type);
  if (node.op !== 'relu' && !exact) return undefined;
  const form: StoredNode = {
    attrs: node.attrs,
    inputs: [stored],
    outputs: [resultType(graph, output, { dtype, quant })],
  };
  return accepts(operators, node, graph, form) ? form : undefined;
};

const roundHalfAway = (value: number): number => Math.sign(value) * Math.round(Math.abs(value));

/** The bias in units of input times weights. undefined where it is computed. */
const storedBias = (graph: StoredGraph, id: ValueId, scales: readonly number[]): ValueId | undefined => {
  const stored = graph.storedOf(id);
  const own = graph.constant(stored ?? id);
  if (own === undefined) return undefined;
  const { quant } = own.type;
  const values = Array.from(own.data as ArrayLike<number | bigint>, (value, i): number => {
    if (quant === undefined) return Number(value);
    const at = quant.scale.length === 1 ? 0 : i;
    return (Number(value) - (quant.zeroPoint[at] ?? 0)) * (quant.scale[at] ?? 1);
  });
  const steps = values.map((value, i) => roundHalfAway(value / (scales[scales.length === 1 ? 0 : i] ?? 1)));
  const limited = steps.map((step) => Math.min(Math.max(step, -(2 ** 31)), 2 ** 31 - 1));
  const type: TensorType = {
    dtype: 'int32',
    shape: own.type.shape,
    quant: { scale: scales, zeroPoint: scales.map(() => 0), ...(scales.length > 1 && { axis: 0 }) },
  };
  return graph.addConstant(`${id}_stored`, type, Int32Array.from(limited));
};

/** A layer with weights. */
const weighted = (node: Node, graph: StoredGraph, operators: OperatorTable, form: NodeForm): StoredNode | undefined => {
  const traits = traitsOf(operators, node.op).weighted;
  const [output] = node.outputs;
  if (traits === undefined || output === undefined) return undefined;
  const at = (position: number): ValueId | undefined => {
    const id = node.inputs[position];
    return id == null ? undefined : graph.storedOf(id);
  };
  const [input, filter] = [at(traits.input), at(traits.filter)];
  if (input === undefined || filter === undefined || graph.constant(filter) === undefined) return undefined;
  const weights = graph.typeOf(filter).quant;
  const [inputScale = 1] = graph.typeOf(input).quant?.scale ?? [];
  if (weights?.zeroPoint.some((zero) => zero !== 0) !== false) return undefined;
  const bias = node.inputs[traits.bias] ?? null;
  const scales = weights.scale.map((scale) => Math.fround(scale * inputScale));
  const biasId = bias === null ? null : storedBias(graph, bias, scales);
  if (biasId === undefined) return undefined;
  const inputs = node.inputs.map((id, position) =>
    position === traits.input ? input : position === traits.filter ? filter : position === traits.bias ? biasId : id,
  );
  const result: StoredNode = { attrs: node.attrs, inputs, outputs: [resultType(graph, output, form)] };
  return accepts(operators, node, graph, result) ? result : undefined;
};

/** Any other node whose data operands are stored: directly, or at its operand's scale and then rescaled. */
const ordinary = (node: Node, graph: StoredGraph, operators: OperatorTable, form: NodeForm): StoredNode | undefined => {
  const [output] = node.outputs;
  const data = node.inputs.filter((id) => isFloat(graph, id));
  const stored = data.map((id) => (id === null ? undefined : graph.storedOf(id)));
  const [first] = stored;
  if (output === undefined || node.outputs.length > 1 || first === undefined || stored.includes(undefined)) return undefined; // prettier-ignore
  const inputs = node.inputs.map((id) => (isFloat(graph, id) ? (graph.storedOf(id) ?? id) : id));
  const type = resultType(graph, output, form);
  const direct: StoredNode = { attrs: node.attrs, inputs, outputs: [type] };
  if (accepts(operators, node, graph, direct)) return direct;
  const { dtype, quant } = graph.typeOf(first);
  if (quant === undefined || quant.axis !== undefined) return undefined;
  const own: StoredNode = { ...direct, outputs: [resultType(graph, output, { dtype, quant })], rescaled: type };
  return accepts(operators, node, graph, own) ? own : undefined;
};

/** The quantize itself: nothing where its operand is so stored already, else a rescaling. */
const conversion = (node: Node, graph: StoredGraph, operators: OperatorTable): StoredNode | Alias | undefined => {
  const [input] = node.inputs;
  const [output] = node.outputs;
  const stored = input == null ? undefined : graph.storedOf(input);
  if (stored === undefined || output === undefined || graph.constant(stored) !== undefined) return undefined;
  const wanted = valueOf(graph.graph, output).type;
  const isOutput = graph.graph.outputs.includes(output);
  if (!isOutput && isSameStored(graph.typeOf(stored), wanted)) return { alias: stored };
  const form: StoredNode = { attrs: node.attrs, inputs: [stored], outputs: [wanted] };
  return accepts(operators, node, graph, form) ? form : undefined;
};

/** How a node runs on stored integers; undefined where it does not. `target`: what its result is quantised to next. */
export const storedForm = (
  node: Node,
  graph: StoredGraph,
  target: () => NodeForm | undefined,
  operators: OperatorTable,
): StoredNode | Alias | undefined => {
  const traits = traitsOf(operators, node.op);
  const [input] = node.inputs;
  if (traits.converts === 'to-real') {
    const stored = input == null ? undefined : graph.storedOf(input);
    return stored === undefined ? undefined : { alias: stored };
  }
  if (traits.converts === 'to-stored') return conversion(node, graph, operators);
  if (traits.control !== undefined || traits.stateful === true) return undefined;
  if (traits.activation !== undefined) return activation(node, graph, operators, target);
  if (traits.movement === true || traits.picks !== undefined) {
    const moved = movement(node, graph, operators);
    if (moved !== undefined) return moved;
  }
  const form = target();
  if (form === undefined) return undefined;
  if (traits.movement === true) return joining(node, graph, operators, form);
  return traits.weighted === undefined
    ? ordinary(node, graph, operators, form)
    : weighted(node, graph, operators, form);
};

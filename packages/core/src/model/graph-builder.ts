import { constantValue } from '../ir/constants.ts';
import type { Graph, Node, QuantIntent, SourceNode, State, Value, ValueId } from '../ir/graph.ts';
import type { OpName, Ops } from '../ir/ops.ts';
import type { TensorData } from '../ir/tensor.ts';
import { byteLength, type TensorType } from '../ir/type.ts';
import { OperatorError, type Operand, type Operator } from '../op/define-operator.ts';
import type { ImportContext } from './format.ts';

export interface NodePlace {
  readonly name: string;
  readonly source?: SourceNode;
  /** Types of the results that the operands do not tell: those of stored integers. */
  readonly types?: readonly TensorType[];
  /** Graphs that the operator runs. */
  readonly graphs?: readonly Graph[];
}

/**
 * Grows a graph node by node, for importers and for modules that describe a network; types come from each operator's
 * own inference.
 */
export interface GraphBuilder {
  input(name: string, type: TensorType): ValueId;
  /** `values` as float32, or as they are where they are a typed array for `type`. */
  constant(name: string, type: TensorType, data: TensorData, intent?: QuantIntent): ValueId;
  /** Appends a node with one result, and gives the result. @throws OperatorError where the operands do not fit. */
  emit<Name extends OpName>(op: Name, attrs: Ops[Name], inputs: readonly (ValueId | null)[], place: NodePlace): ValueId;
  /** The same for a node with several results: all of them. */
  emitAll<Name extends OpName>(
    op: Name,
    attrs: Ops[Name],
    inputs: readonly (ValueId | null)[],
    place: NodePlace,
  ): readonly ValueId[];
  /** A buffer that lives from one inference to the next, and begins with zeros. `keep` says what it holds next. */
  state(name: string, type: TensorType): ValueId;
  keep(state: ValueId, next: ValueId): void;
  typeOf(id: ValueId): TensorType;
  /** The graph; its name becomes an identifier. */
  finish(name: string, outputs: readonly ValueId[]): Graph;
}

/** No activation of a model for a microcontroller comes near this. */
const maximumBytes = 2 ** 30;

/** A layer's name as a C identifier. */
const identifier = (name: string): string => {
  const plain = name.replace(/[^A-Za-z0-9_]/g, '_');
  return /^[A-Za-z_]/.test(plain) ? plain : `layer_${plain}`;
};

export const openGraph = (context: ImportContext): GraphBuilder => {
  const values = new Map<ValueId, Value>();
  const constants = new Map<ValueId, TensorData>();
  const nodes: Node[] = [];
  const inputs: ValueId[] = [];
  const states: State[] = [];
  const taken = new Set<string>();

  const unique = (wanted: string, inUse: { has(id: string): boolean }): string => {
    let id = wanted;
    for (let n = 1; inUse.has(id); n++) id = `${wanted}_${String(n)}`;
    return id;
  };
  const typeOf = (id: ValueId): TensorType => {
    const value = values.get(id);
    if (value === undefined) throw new Error(`no value ${id}`);
    return value.type;
  };
  const operand = (id: ValueId | null): Operand | null => {
    if (id === null) return null;
    const constant = constants.get(id);
    return { type: typeOf(id), ...(constant === undefined ? {} : { constant }) };
  };

  const emitAll: GraphBuilder['emitAll'] = (op, attrs, operands, { name, source, types, graphs }) => {
    const operator = context.operators.get(op) as Operator<typeof op> | undefined;
    if (operator === undefined) throw new OperatorError(`needs the operator ${op}, which is not there`);
    const last = operands.findLastIndex((id) => id !== null);
    const used = operands.slice(0, last + 1);
    const results = types ?? operator.infer({ attrs, inputs: used.map(operand), ...(graphs && { graphs }) });
    for (const { shape } of results)
      if (!shape.every((size) => Number.isInteger(size) && size > 0))
        throw new OperatorError(`its result would have the shape [${shape.join(', ')}]`);
    const large = results.find((result) => byteLength(result) > maximumBytes);
    if (large !== undefined) throw new OperatorError(`its result would have ${String(byteLength(large))} bytes`);
    const id = unique(identifier(name), taken);
    taken.add(id);
    const outputs = results.map((type) => {
      const output = unique(name, values);
      values.set(output, { id: output, type });
      return output;
    });
    nodes.push({ id, op, attrs, inputs: used, outputs, ...(graphs && { graphs }), ...(source && { source }) } as unknown as Node); // prettier-ignore
    return outputs;
  };

  return {
    typeOf,
    input(name, type) {
      if (byteLength(type) > maximumBytes) throw new OperatorError(`an input of ${String(byteLength(type))} bytes`);
      const id = unique(name, values);
      values.set(id, { id, type });
      inputs.push(id);
      return id;
    },
    constant(name, type, data, intent) {
      const id = unique(name, values);
      values.set(id, {
        ...constantValue(context.constants, id, type, data),
        ...(intent === undefined ? {} : { intent }),
      });
      constants.set(id, data);
      return id;
    },
    emit(op, attrs, operands, place) {
      const [result] = emitAll(op, attrs, operands, place);
      if (result === undefined) throw new Error(`${op} gave no type`);
      return result;
    },
    emitAll,
    state(name, type) {
      const id = unique(name, values);
      values.set(id, { id, type });
      states.push({ name: id, input: id, output: id });
      return id;
    },
    keep(state, next) {
      const at = states.findIndex(({ input }) => input === state);
      states[at] = { ...(states[at] as State), output: next };
    },
    finish: (name, outputs) => ({
      name: identifier(name),
      inputs,
      outputs,
      values,
      nodes,
      ...(states.length > 0 && { state: states }),
    }),
  };
};

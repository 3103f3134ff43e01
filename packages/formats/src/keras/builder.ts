import {
  OperatorError,
  byteLength,
  constantValue,
  type Activation,
  type Graph,
  type ImportContext,
  type Node,
  type Operand,
  type Operator,
  type OpName,
  type Ops,
  type QuantIntent,
  type SourceNode,
  type TensorData,
  type TensorType,
  type Value,
  type ValueId,
} from '@tinyml/core';
import { LayerError } from './config.ts';

/** Grows a graph node by node; types come from each operator's own inference. */
export interface GraphBuilder {
  input(name: string, type: TensorType): ValueId;
  /** `values` as float32, or as they are where they are a typed array for `type`. */
  constant(name: string, type: TensorType, data: TensorData, intent?: QuantIntent): ValueId;
  /** Appends a node with one result, and gives the result. @throws LayerError where the operands do not fit. */
  emit<Name extends OpName>(
    op: Name,
    attrs: Ops[Name],
    inputs: readonly (ValueId | null)[],
    place: { readonly name: string; readonly source: SourceNode },
  ): ValueId;
  typeOf(id: ValueId): TensorType;
  finish(name: string, outputs: readonly ValueId[]): Graph;
}

/** No activation of a model for a microcontroller comes near this. */
const maximumBytes = 2 ** 30;

export const none: Activation = 'none';

/** A layer's name as a C identifier. */
export const identifier = (name: string): string => {
  const plain = name.replace(/[^A-Za-z0-9_]/g, '_');
  return /^[A-Za-z_]/.test(plain) ? plain : `layer_${plain}`;
};

export const openBuilder = (context: ImportContext): GraphBuilder => {
  const values = new Map<ValueId, Value>();
  const constants = new Map<ValueId, TensorData>();
  const nodes: Node[] = [];
  const inputs: ValueId[] = [];
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

  return {
    typeOf,
    input(name, type) {
      if (byteLength(type) > maximumBytes) throw new LayerError(`an input of ${String(byteLength(type))} bytes`);
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
    emit(op, attrs, operands, { name, source }) {
      const operator = context.operators.get(op) as Operator<typeof op> | undefined;
      if (operator === undefined) throw new LayerError(`needs the operator ${op}, which is not there`);
      const last = operands.findLastIndex((id) => id !== null);
      const used = operands.slice(0, last + 1);
      let result: TensorType | undefined;
      try {
        [result] = operator.infer({ attrs, inputs: used.map(operand) });
      } catch (error) {
        if (error instanceof OperatorError) throw new LayerError(error.message);
        throw error;
      }
      if (result === undefined) throw new Error(`${op} gave no type`);
      if (!result.shape.every((size) => Number.isInteger(size) && size > 0))
        throw new LayerError(`its result would have the shape [${result.shape.join(', ')}]`);
      if (byteLength(result) > maximumBytes)
        throw new LayerError(`its result would have ${String(byteLength(result))} bytes`);
      const id = unique(identifier(name), taken);
      taken.add(id);
      const output = unique(name, values);
      values.set(output, { id: output, type: result });
      nodes.push({ id, op, attrs, inputs: used, outputs: [output], source } as unknown as Node);
      return output;
    },
    finish: (name, outputs) => ({ name: identifier(name), inputs, outputs, values, nodes }),
  };
};

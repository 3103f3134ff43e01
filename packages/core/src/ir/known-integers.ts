import { isOperatorError, type OperatorTable } from '../op/define-operator.ts';
import type { Constants } from '../pass/define-pass.ts';
import type { Node, Value, ValueId } from './graph.ts';
import { allocate, fromBytes, type Tensor, type TensorData } from './tensor.ts';
import { elementCount, type TensorType } from './type.ts';

/** Shapes and positions that a graph computes from the shapes of its values: known before it runs. */
export interface KnownIntegers {
  /** What a visited node computes; undefined where that depends on the input. */
  get(id: ValueId): TensorData | undefined;
  /** Works out a sound node whose operands were visited. */
  visit(node: Node): void;
}

/** Shape arithmetic is on a few numbers; anything larger is data. */
const most = 64;

const isSmallInteger = ({ dtype, shape }: TensorType): boolean =>
  (dtype === 'int32' || dtype === 'int64' || dtype === 'bool') && elementCount(shape) <= most;

/** Evaluates shape arithmetic node by node; `values` may change between the visits. */
export const knownIntegers = (
  values: ReadonlyMap<ValueId, Value>,
  operators: OperatorTable,
  constants: Constants,
): KnownIntegers => {
  const known = new Map<ValueId, TensorData>();
  const operandOf = (id: ValueId, fromTypes: boolean): Tensor | undefined => {
    const value = values.get(id);
    if (value === undefined) return undefined;
    const { type, data } = value;
    if (fromTypes) return { type, data: allocate(type.dtype, 0) };
    if (!isSmallInteger(type)) return undefined;
    const found = known.get(id) ?? (data === undefined ? undefined : fromBytes(type.dtype, constants.get(data)));
    return found && { type, data: found };
  };
  return {
    get: (id) => known.get(id),
    visit(node) {
      const outputs = node.outputs.flatMap((id) => values.get(id)?.type ?? []);
      const operator = operators.get(node.op);
      if (
        operator === undefined ||
        node.inputs.length === 0 ||
        node.graphs !== undefined ||
        !outputs.every(isSmallInteger)
      )
        return;
      const inputs = node.inputs.map((id) => (id === null ? null : operandOf(id, operator.fromTypes === true)));
      if (!inputs.every((input) => input !== undefined)) return;
      const types = inputs.map((input) => input?.type ?? null);
      if (operator.check({ attrs: node.attrs, inputs: types, outputs }) !== undefined) return;
      try {
        const results = operator.run({ attrs: node.attrs, inputs, outputs });
        results.forEach((data, i) => known.set(node.outputs[i] as ValueId, data));
      } catch (error) {
        // What cannot be computed is not known: the operator says so again when it runs.
        if (!isOperatorError(error)) throw error;
      }
    },
  };
};

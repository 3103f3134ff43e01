import {
  constantOf,
  constantValue,
  elementCount,
  seededRandom,
  valueOf,
  type Constants,
  type Graph,
  type Node,
  type OpName,
  type Ops,
  type Shape,
  type TensorData,
  type TensorType,
  type Value,
  type ValueId,
} from '@tinyml/core';
import { operators } from './random-nodes.ts';

/** Builds a float graph node by node; shapes by inference, weights from a seed. */
export const graphBuilder = (constants: Constants, seed: number) => {
  const random = seededRandom(seed);
  const values = new Map<ValueId, Value>();
  const nodes: Node[] = [];
  const inputs: ValueId[] = [];
  const graph = (outputs: readonly ValueId[]): Graph => ({ name: 'test', inputs, outputs, values, nodes });
  const constant = (id: ValueId, type: TensorType, data: TensorData): ValueId => {
    values.set(id, constantValue(constants, id, type, data));
    return id;
  };
  return {
    graph,
    constant,
    input(id: ValueId, shape: Shape): ValueId {
      values.set(id, { id, type: { dtype: 'float32', shape } });
      inputs.push(id);
      return id;
    },
    /** Floats in [low, high). */
    floats(id: ValueId, shape: Shape, low = -1, high = 1): ValueId {
      const data = Float32Array.from({ length: elementCount(shape) }, () => low + random() * (high - low));
      return constant(id, { dtype: 'float32', shape }, data);
    },
    emit<Name extends OpName>(op: Name, attrs: Ops[Name], operands: readonly ValueId[]): ValueId {
      const scope = graph([]);
      const typed = operands.map((id) => {
        const found = constantOf(scope, constants, id);
        return { type: valueOf(scope, id).type, ...(found && { constant: found.data }) };
      });
      const [type] = operators.get(op)?.infer({ attrs, inputs: typed }) ?? [];
      if (type === undefined) throw new Error(`no operator ${op}`);
      const id = `v${String(nodes.length)}`;
      values.set(id, { id, type });
      nodes.push({ id: `n${String(nodes.length)}`, op, attrs, inputs: operands, outputs: [id] } as Node);
      return id;
    },
  };
};

export const convolution = (activation: Ops['conv_2d']['activation'], padding: Ops['conv_2d']['padding'] = 'valid') =>
  ({ padding, strides: [1, 1], dilations: [1, 1], activation }) as const;

export const pool = (padding: 'same' | 'valid' = 'valid') =>
  ({ padding, strides: [2, 2], filter: [2, 2], activation: 'none' }) as const;

export const dense = { activation: 'none', keepNumDims: false } as const;

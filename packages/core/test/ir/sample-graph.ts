import {
  allocate,
  constantValue,
  elementCount,
  memoryConstants,
  type Constants,
  type Graph,
  type Node,
  type OperatorTable,
  type TensorType,
  type Value,
} from '@tinyml/core';
import { builtinOperators } from '@tinyml/operators';

export const operators: OperatorTable = new Map(builtinOperators.map((operator) => [operator.name, operator]));

export const float = (...shape: number[]): TensorType => ({ dtype: 'float32', shape });

/** x → add(x, c) → relu → relu → y, and a constant branch mul(c, c) that is added before the end. */
export const sampleGraph = (): { readonly graph: Graph; readonly constants: Constants } => {
  const constants = memoryConstants();
  const type = float(1, 3);
  const node = (id: string, op: 'add' | 'mul' | 'relu', inputs: string[], output: string): Node =>
    ({ id, op, attrs: op === 'relu' ? {} : { activation: 'none' }, inputs, outputs: [output] }) as Node;
  const values: Value[] = [
    { id: 'x', type },
    constantValue(constants, 'c', type, Float32Array.of(1, -2, 0.5)),
    ...['sum', 'r1', 'r2', 'square', 'y'].map((id) => ({ id, type })),
  ];
  const graph: Graph = {
    name: 'sample',
    inputs: ['x'],
    outputs: ['y'],
    values: new Map(values.map((value) => [value.id, value])),
    nodes: [
      node('first', 'add', ['x', 'c'], 'sum'),
      node('act1', 'relu', ['sum'], 'r1'),
      node('act2', 'relu', ['r1'], 'r2'),
      node('sq', 'mul', ['c', 'c'], 'square'),
      node('last', 'add', ['r2', 'square'], 'y'),
    ],
  };
  return { graph, constants };
};

/** A chain of `count` relus. */
export const chain = (count: number): Graph => {
  const ids = Array.from({ length: count + 1 }, (_, index) => `v${String(index)}`);
  const type = float(2);
  return {
    name: 'chain',
    inputs: ['v0'],
    outputs: [`v${String(count)}`],
    values: new Map(ids.map((id) => [id, { id, type }])),
    nodes: ids.slice(1).map((id, index) => ({
      id: `n${String(index)}`,
      op: 'relu',
      attrs: {},
      inputs: [`v${String(index)}`],
      outputs: [id],
    })),
  };
};

export const filled = (type: TensorType, value: number) => {
  const data = allocate(type.dtype, elementCount(type.shape)) as Float32Array;
  return { type, data: data.fill(value) };
};

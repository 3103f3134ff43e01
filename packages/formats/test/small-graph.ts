import {
  constantValue,
  type Constants,
  type Graph,
  type Node,
  type TensorData,
  type TensorType,
  type Value,
} from '@tinyml/core';

/** Builds graphs for tests: values in the order in which they are named. */
export interface GraphDraft {
  readonly value: (id: string, type: TensorType) => string;
  readonly constant: (id: string, type: TensorType, data: TensorData) => string;
  readonly node: (node: Node) => void;
  readonly finish: (inputs: readonly string[], outputs: readonly string[]) => Graph;
}

export const draftGraph = (constants: Constants): GraphDraft => {
  const values = new Map<string, Value>();
  const nodes: Node[] = [];
  return {
    value: (id, type) => {
      values.set(id, { id, type });
      return id;
    },
    constant: (id, type, data) => {
      values.set(id, constantValue(constants, id, type, data));
      return id;
    },
    node: (node) => {
      nodes.push(node);
    },
    finish: (inputs, outputs) => ({ name: 'm', inputs, outputs, values, nodes }),
  };
};

const ramp = (count: number): number[] => Array.from({ length: count }, (_, i) => ((i * 37 + 11) % 51) / 25 - 1);

/** conv (with bias) → max-pool → reshape → dense → softmax, in float32. */
export const smallFloatGraph = (constants: Constants): Graph => {
  const { value, constant, node, finish } = draftGraph(constants);
  const float = (...shape: readonly number[]): TensorType => ({ dtype: 'float32', shape });
  value('x', float(1, 8, 8, 2));
  constant('net/conv2d/filter', float(3, 3, 3, 2), Float32Array.from(ramp(54)));
  constant('net/conv2d/bias', float(3), Float32Array.from(ramp(3)));
  value('net/conv2d/Relu', float(1, 8, 8, 3));
  value('net/pool/MaxPool', float(1, 4, 4, 3));
  constant('shape', { dtype: 'int32', shape: [2] }, Int32Array.of(1, 48));
  value('net/flatten/Reshape', float(1, 48));
  constant('net/dense/weights', float(4, 48), Float32Array.from(ramp(192)));
  value('net/dense/MatMul', float(1, 4));
  value('probabilities', float(1, 4));
  node({
    id: 'conv2d',
    op: 'conv_2d',
    attrs: { padding: 'same', strides: [1, 1], dilations: [1, 1], activation: 'relu' },
    inputs: ['x', 'net/conv2d/filter', 'net/conv2d/bias'],
    outputs: ['net/conv2d/Relu'],
  });
  node({
    id: 'pool',
    op: 'max_pool_2d',
    attrs: { padding: 'valid', strides: [2, 2], filter: [2, 2], activation: 'none' },
    inputs: ['net/conv2d/Relu'],
    outputs: ['net/pool/MaxPool'],
  });
  node({
    id: 'flatten',
    op: 'reshape',
    attrs: {},
    inputs: ['net/pool/MaxPool', 'shape'],
    outputs: ['net/flatten/Reshape'],
  });
  node({
    id: 'dense',
    op: 'fully_connected',
    attrs: { activation: 'none', keepNumDims: false },
    inputs: ['net/flatten/Reshape', 'net/dense/weights'],
    outputs: ['net/dense/MatMul'],
  });
  node({
    id: 'softmax',
    op: 'softmax',
    attrs: { beta: 1 },
    inputs: ['net/dense/MatMul'],
    outputs: ['probabilities'],
  });
  return finish(['x'], ['probabilities']);
};

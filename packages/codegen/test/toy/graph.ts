import {
  constantValue,
  memoryConstants,
  type Graph,
  type Node,
  type Target,
  type Value,
  type Constants,
} from '@tinyml/core';

export const host: Target = {
  core: 'host',
  board: null,
  clockHz: null,
  flash: null,
  ram: null,
  memory: [],
  priority: ['latency'],
};

export interface Toy {
  readonly graph: Graph;
  readonly constants: Constants;
}

/** A float graph of `add` and `reshape` nodes over tensors of four elements; `k` is the constant 1, 2, 3, 4. */
export const toy = (
  nodes: readonly (readonly [op: string, inputs: readonly string[], output: string])[],
  outputs: readonly string[],
): Toy => {
  const constants = memoryConstants();
  const type = { dtype: 'float32', shape: [1, 4] } as const;
  const values = new Map<string, Value>([
    ['x', { id: 'x', type }],
    ['k', constantValue(constants, 'k', type, new Float32Array([1, 2, 3, 4]))],
  ]);
  for (const [op, , output] of nodes)
    values.set(output, { id: output, type: op === 'reshape' ? { ...type, shape: [4] } : type });
  return {
    constants,
    graph: {
      name: 'toy',
      inputs: ['x'],
      outputs,
      values,
      nodes: nodes.map(
        ([op, inputs, output]) =>
          ({
            id: `make_${output}`,
            op,
            attrs: op === 'add' ? { activation: 'none' } : op === 'reshape' ? { newShape: [4] } : {},
            inputs,
            outputs: [output],
            source: { name: `layer/${output} */ "\\`, op: op.toUpperCase() },
          }) as unknown as Node,
      ),
    },
  };
};

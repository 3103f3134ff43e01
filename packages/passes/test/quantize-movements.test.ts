import { describe, expect, test } from '@jest/globals';
import { memoryConstants, perTensorQuant, valueOf, type Samples, type TensorType } from '@tinyml/core';
import { parseGraph } from '@tinyml/core/internal';
import { runPass } from './support/run-passes.ts';

/** A node of one operator: its attributes, operands beside x as constants (dtype, shape and elements), and its result. */
interface Single {
  readonly op: string;
  readonly x: readonly number[];
  readonly attrs?: string;
  readonly constants?: Readonly<Record<string, string>>;
  readonly inputs: readonly string[];
  readonly y: readonly number[];
  /** The scale and the zero point of the result where they are fixed. */
  readonly quant?: readonly [number, number];
  readonly rescaled?: true;
}

const axis = (value: string): Readonly<Record<string, string>> => ({
  axis: `{ type: 'int32[1]', values: [${value}] }`,
});
const pairs = {
  block: "{ type: 'int32[2]', values: [2, 2] }",
  borders: "{ type: 'int32[2, 2]', values: [0, 0, 0, 0] }",
};

const singles: readonly Single[] = [
  { op: 'pack', x: [2, 3], attrs: 'axis: 0', inputs: ['x', 'x'], y: [2, 2, 3] },
  {
    op: 'gather',
    x: [4, 3],
    attrs: 'axis: 0, batchDims: 0',
    constants: { at: "{ type: 'int32[2]', values: [3, 1] }" },
    inputs: ['x', 'at'],
    y: [2, 3],
  },
  { op: 'expand_dims', x: [2, 3], constants: axis('0'), inputs: ['x', 'axis'], y: [1, 2, 3] },
  { op: 'space_to_batch_nd', x: [1, 4, 4, 2], constants: pairs, inputs: ['x', 'block', 'borders'], y: [4, 2, 2, 2] },
  { op: 'batch_to_space_nd', x: [4, 2, 2, 2], constants: pairs, inputs: ['x', 'block', 'borders'], y: [1, 4, 4, 2] },
  { op: 'reduce_max', x: [2, 3, 4], attrs: 'keepDims: false', constants: axis('1'), inputs: ['x', 'axis'], y: [2, 4] },
  {
    op: 'reduce_min',
    x: [2, 3, 4],
    attrs: 'keepDims: true',
    constants: axis('2'),
    inputs: ['x', 'axis'],
    y: [2, 3, 1],
  },
  {
    op: 'sum',
    x: [2, 3, 4],
    attrs: 'keepDims: false',
    constants: axis('1'),
    inputs: ['x', 'axis'],
    y: [2, 4],
    rescaled: true,
  },
  { op: 'l2_normalization', x: [2, 8], attrs: 'activation: none', inputs: ['x'], y: [2, 8], quant: [1 / 128, 0] },
  { op: 'log_softmax', x: [2, 8], inputs: ['x'], y: [2, 8], quant: [1 / 16, 127] },
];

const text = ({ op, x, attrs = '', constants = {}, inputs, y }: Single): string => `
name: one
inputs:
  x: float32[${x.join(', ')}]
outputs: [y]
${Object.entries(constants).length === 0 ? '' : 'constants:'}${Object.entries(constants)
  .map(([id, value]) => `\n  ${id}: ${value}`)
  .join('')}
nodes:
  - id: n0
    op: ${op}
    attrs: {${attrs}}
    inputs: [${inputs.join(', ')}]
    outputs:
      y: float32[${y.join(', ')}]
`;

describe('in int8 run', () => {
  test.each(singles.map((single) => [single.op, single] as const))('%s', async (op, single) => {
    const constants = memoryConstants();
    const graph = parseGraph(text(single), constants);
    const type: TensorType = { dtype: 'float32', shape: single.x };
    const count = single.x.reduce((product, size) => product * size, 1);
    const samples: Samples = {
      count: 2,
      inputs: (index) => [
        { type, data: Float32Array.from({ length: count }, (_, i) => Math.sin(index * 7 + i * 1.3)) },
      ],
    };
    const { graph: quantized } = await runPass('quantize', graph, constants, { mode: 'int8' }, samples);
    const node = quantized.nodes.find((candidate) => candidate.op === op);
    const typeOf = (id: string | null | undefined): TensorType => valueOf(quantized, id ?? '').type;
    const [from, to] = [typeOf(node?.inputs[0]), typeOf(node?.outputs[0])];
    expect([from.dtype, to.dtype]).toEqual(['int8', 'int8']);
    const { scale, zeroPoint } = perTensorQuant(to);
    if (single.quant !== undefined) expect([scale, zeroPoint]).toEqual(single.quant);
    else if (single.rescaled !== true) expect(to.quant).toEqual(from.quant);
    else expect(scale).not.toEqual(perTensorQuant(from).scale);
  });
});

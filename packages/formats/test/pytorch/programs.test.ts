import { describe, expect, test } from '@jest/globals';
import { isTinymlError, memoryConstants, prepare, valueOf } from '@tinyml/core';
import { pytorchFormat } from '@tinyml/formats';
import { operators } from '../keras-run.ts';
import { archiveOf, pt2Entries, pt2File, tensor, type NodeSpec, type ProgramSpec } from './pt2-file.ts';
import { importPt2 } from './run.ts';

const node = (target: string, args: NodeSpec['args'], name: string, sizes: readonly (number | string)[]): NodeSpec => ({
  target: `aten.${target}`,
  args,
  outputs: { [name]: { sizes } },
});

const run = async (spec: ProgramSpec, ...inputs: readonly (readonly number[])[]): Promise<readonly number[][]> => {
  const { graph, constants } = await importPt2(pt2File(spec));
  const given = graph.inputs.map((id, i) => ({ type: valueOf(graph, id).type, data: Float32Array.from(inputs[i] ?? []) })); // prettier-ignore
  return prepare(graph, { operators, constants })
    .run(given)
    .map(({ data }) => Array.from(data as Float32Array));
};

const refusal = async (work: Promise<unknown>): Promise<readonly string[]> => {
  const error: unknown = await work.catch((thrown: unknown) => thrown);
  if (!isTinymlError(error)) throw error;
  return error.diagnostics.map(({ code, message }) => `${code} ${message}`);
};

const plus = (a: string, b: string, name: string, sizes: readonly (number | string)[] = [1, 2]): NodeSpec =>
  node('add.Tensor', { self: tensor(a), other: tensor(b) }, name, sizes);

describe('stored tensors', () => {
  const add = (stored: NonNullable<ProgramSpec['stored']>[string]): ProgramSpec => ({
    inputs: { x: { sizes: [2, 3] } },
    stored: { w: stored },
    nodes: [plus('x', 'w', 'y', [2, 3])],
    outputs: ['y'],
  });
  const zeros = [0, 0, 0, 0, 0, 0];
  const values = [0, 1, 2, 3, 4, 5, 6, 7];

  test('are read by their strides and offset', async () => {
    expect(await run(add({ sizes: [2, 3], values }), zeros)).toEqual([[0, 1, 2, 3, 4, 5]]);
    expect(await run(add({ sizes: [2, 3], strides: [1, 2], offset: 1, values }), zeros)).toEqual([[1, 3, 5, 2, 4, 6]]);
    expect(await run(add({ sizes: [2, 3], strides: [0, 1], offset: 5, values }), zeros)).toEqual([[5, 6, 7, 5, 6, 7]]);
  });

  test('that reach beyond their bytes are a fault of the file', async () => {
    expect(await refusal(run(add({ sizes: [2, 3], offset: 3, values })))).toEqual([
      'TML206 tensor w: needs 36 bytes, and 32 are stored',
    ]);
  });
});

describe('changes in place', () => {
  const relu: NodeSpec = node('relu_.default', { self: tensor('a') }, 'relu_', [1, 2]);

  test('are seen by what reads the tensor afterwards', async () => {
    const spec: ProgramSpec = {
      inputs: { x: { sizes: [1, 2] } },
      nodes: [plus('x', 'x', 'a'), relu, plus('a', 'x', 'y')],
      outputs: ['y'],
    };
    expect(await run(spec, [-3, 5])).toEqual([[-3, 15]]);
  });

  test('of a tensor that others share and read later are refused', async () => {
    const view = node('view.default', { self: tensor('a'), size: { as_ints: [2] } }, 'v', [2]);
    const spec: ProgramSpec = {
      inputs: { x: { sizes: [1, 2] } },
      nodes: [plus('x', 'x', 'a'), view, relu, plus('v', 'x', 'y')],
      outputs: ['y'],
    };
    expect(await refusal(run(spec))).toEqual([
      'TML301 aten.relu_ (relu_): it changes a tensor that others share and read later',
    ]);
  });
});

describe('buffers', () => {
  const buffer = (values: readonly number[]) => ({ sizes: [1, 2], buffer: true, values }) as const;
  const counting = (values: readonly number[]): ProgramSpec => ({
    inputs: { x: { sizes: [1, 2] } },
    stored: { total: buffer(values) },
    nodes: [plus('total', 'x', 'sum')],
    outputs: ['sum'],
    mutations: { total: 'sum' },
  });

  test('that a program changes are state', async () => {
    const { graph, constants } = await importPt2(pt2File(counting([0, 0])));
    expect(graph.state?.length).toBe(1);
    const { run: step } = prepare(graph, { operators, constants });
    const type = valueOf(graph, 'x').type;
    const once = () => Array.from(step([{ type, data: Float32Array.of(1, 2) }])[0]?.data as Float32Array);
    expect([once(), once()]).toEqual([
      [1, 2],
      [2, 4],
    ]);
  });

  test('that do not begin with zeros cannot be', async () => {
    expect((await refusal(importPt2(pt2File(counting([1, 0])))))[0]).toMatch(/^TML301 buffer \(total\)/);
  });

  test('that nothing else reads are left out', async () => {
    const spec = { ...counting([1, 0]), nodes: [plus('total', 'x', 'sum'), plus('x', 'x', 'y')], outputs: ['y'] };
    const { graph } = await importPt2(pt2File(spec));
    expect([graph.state, graph.nodes.length]).toEqual([undefined, 1]);
  });
});

describe('sizes that the file leaves open', () => {
  const spec: ProgramSpec = {
    inputs: { x: { sizes: ['s0', 's1'] }, other: { sizes: ['s0', 's1'] } },
    nodes: [
      { target: 'aten.sym_size.int', args: { self: tensor('x'), dim: { as_int: 1 } }, outputs: {} },
      plus('x', 'other', 'y', ['s0', 's1']),
    ],
    outputs: ['y'],
  };
  const read = (inputs?: Readonly<Record<string, readonly number[]>>) => {
    const bytes = pt2File(spec);
    const context = { operators, constants: memoryConstants(), ...(inputs && { inputs }) };
    return pytorchFormat.read({ path: 'm.pt2', bytes, readFile: () => Promise.reject(new Error('none')) }, context);
  };

  test('are those of the manifest, for all inputs that have them in common; a batch is 1', async () => {
    const graph = await read({ x: [1, 5] });
    expect(graph.inputs.map((id) => valueOf(graph, id).type.shape)).toEqual([
      [1, 5],
      [1, 5],
    ]);
  });

  test('are named where nothing fixes them', async () => {
    expect((await refusal(read()))[0]).toMatch(/^TML207 /);
  });
});

describe('graphs within the graph', () => {
  const meta = (sizes: readonly number[]) => ({
    dtype: 7,
    sizes: sizes.map((size) => ({ as_int: size })),
    strides: sizes.map(() => ({ as_int: 1 })),
    storage_offset: { as_int: 0 },
  });
  /** 2 · x of the operand, under names that the outer graph has, too. */
  const graph = {
    inputs: [tensor('y')],
    outputs: [tensor('x'), tensor('y')],
    nodes: [
      {
        target: 'torch.ops.aten.add.Tensor',
        inputs: ['self', 'other'].map((name) => ({ name, arg: tensor('y') })),
        outputs: [tensor('x')],
        metadata: {},
      },
    ],
    tensor_values: { x: meta([1, 2]), y: meta([1, 2]) },
  };
  const withGraph = (target: string): ProgramSpec => ({
    inputs: { x: { sizes: [1, 2] } },
    nodes: [
      {
        target: `higher_order.${target}`,
        args: { '0': { as_bool: false }, '1': { as_graph: { name: 'inner', graph } }, '2': tensor('x') },
        outputs: { double: { sizes: [1, 2] }, same: { sizes: [1, 2] } },
      },
      plus('double', 'same', 'y'),
    ],
    outputs: ['y'],
  });

  test('stand in its place where they run once, as they are', async () => {
    expect(await run(withGraph('wrap_with_set_grad_enabled'), [1, -4])).toEqual([[3, -12]]);
  });

  test('are refused where they depend on data', async () => {
    expect(await refusal(importPt2(pt2File(withGraph('cond'))))).toEqual([
      'TML301 higher_order.cond (double): this operator is not supported',
    ]);
  });
});

describe('other layouts of the archive', () => {
  test('are refused with the version that writes one that is read', async () => {
    const entries = pt2Entries({ inputs: { x: { sizes: [1] } }, nodes: [], outputs: ['x'] });
    const model = entries.get('model/models/model.json') ?? new Uint8Array();
    const old = new Map([['serialized_exported_program.json', model]]);
    expect((await refusal(importPt2(archiveOf(old))))[0]).toMatch(/^TML208 .*PyTorch/);
    const pickled = new Map([
      ['model/models/model.json', model],
      ['model/data/weights/model.pt', new Uint8Array(3)],
    ]);
    expect((await refusal(importPt2(archiveOf(pickled))))[0]).toMatch(/^TML208 .*pickled/);
  });

  test('files are recognised by their first entry', () => {
    const bytes = pt2File({ inputs: { x: { sizes: [1] } }, nodes: [], outputs: ['x'] });
    expect(pytorchFormat.detect(bytes.subarray(0, 64))).toBe(true);
    expect(pytorchFormat.detect(archiveOf(new Map([['config.json', new Uint8Array(3)]])).subarray(0, 64))).toBe(false);
  });
});

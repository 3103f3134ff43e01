import { describe, expect, test } from '@jest/globals';
import { memoryConstants } from '@tinyml/core';
import { outlineOnnx } from '../../src/onnx/outline.ts';
import { operators } from '../operators.ts';
import { onnxFile, type FileGraph } from './onnx-file.ts';
import { problemsOf, read, run } from './onnx-run.ts';

const chain = (...nodes: FileGraph['nodes']): FileGraph => ({ inputs: { x: [1, 3] }, outputs: ['y'], nodes });

describe('what a file may hold besides plain operators', () => {
  test('outputs have the names of the file', async () => {
    const { graph } = await read(onnxFile(chain({ op: 'Relu', in: ['x'], out: ['y'], name: 'first' })));
    expect([graph.inputs, graph.outputs]).toEqual([['x'], ['y']]);
    expect(graph.nodes.map(({ op, source }) => [op, source?.op, source?.name])).toEqual([['relu', 'Relu', 'first']]);
  });

  test('functions are put in place of their calls, with the attributes of the call', async () => {
    const functions = [
      {
        name: 'Twice',
        domain: 'own',
        in: ['a'],
        out: ['c'],
        nodes: [
          { op: 'LeakyRelu', in: ['a'], out: ['b'], attrs: { alpha: { refersTo: 'slope' } } },
          { op: 'Add', in: ['b', 'b'], out: ['c'] },
        ],
      },
    ];
    const file = onnxFile(chain({ op: 'Twice', domain: 'own', in: ['x'], out: ['y'], attrs: { slope: { float: 0.25 } } }), { functions }); // prettier-ignore
    expect(run(await read(file), [-4, 0, 2])).toEqual([[-2, 0, 4]]);
  });

  test('functions that call themselves are refused', async () => {
    const functions = [{ name: 'F', domain: 'own', in: ['a'], out: ['b'], nodes: [{ op: 'F', domain: 'own', in: ['a'], out: ['b'] }] }]; // prettier-ignore
    const file = onnxFile(chain({ op: 'F', domain: 'own', in: ['x'], out: ['y'] }), { functions });
    expect((await problemsOf(read(file))).join()).toMatch(/^TML301 .*functions call each other/);
  });

  test('a branch that a constant decides is taken; it sees what is around it', async () => {
    const way = (op: string): FileGraph => ({ nodes: [{ op, in: ['x', 'c'], out: ['r'] }], outputs: ['r'] });
    const file = onnxFile({
      ...chain({ op: 'If', in: ['yes'], out: ['y'], attrs: { then_branch: { graph: way('Add') }, else_branch: { graph: way('Mul') } } }), // prettier-ignore
      constants: { yes: { dtype: 'bool', shape: [], values: [0] }, c: { shape: [1], values: [3] } },
    });
    expect(run(await read(file), [1, 2, 3])).toEqual([[3, 6, 9]]);
  });

  test('a loop with a known number of turns is unrolled, its scanned results side by side', async () => {
    const body: FileGraph = {
      inputs: { i: [], go: [], s: [1, 3] },
      nodes: [
        { op: 'Add', in: ['s', 'x'], out: ['next'] },
        { op: 'Identity', in: ['next'], out: ['seen'] },
        { op: 'Identity', in: ['go'], out: ['on'] },
      ],
      outputs: ['on', 'next', 'seen'],
    };
    const file = onnxFile({
      inputs: { x: [1, 3] },
      outputs: ['last', 'all'],
      nodes: [{ op: 'Loop', in: ['turns', '', 'x'], out: ['last', 'all'], attrs: { body: { graph: body } } }],
      constants: { turns: { dtype: 'int64', shape: [], values: [2] } },
    });
    expect(run(await read(file), [1, 2, 3])).toEqual([[3, 6, 9], [2, 4, 6, 3, 6, 9]]); // prettier-ignore
  });

  test('tensors may lie in other files of the folder', async () => {
    const external = { location: 'data/w.bin', offset: '4', length: '12' };
    const file = onnxFile({
      ...chain({ op: 'Add', in: ['x', 'w'], out: ['y'] }),
      constants: { w: { shape: [3], external } },
    });
    const files = new Map([['data/w.bin', new Uint8Array(Float32Array.of(9, 1, 2, 3).buffer)]]);
    expect(run(await read(file, { files }), [10, 20, 30])).toEqual([[11, 22, 33]]);
  });

  test('an open dimension is fixed by name, an open batch is 1', async () => {
    const file = onnxFile({ ...chain({ op: 'Relu', in: ['x'], out: ['y'] }), inputs: { x: ['batch', 'time'] } });
    expect((await problemsOf(read(file))).join()).toMatch(/^TML207 .*x \[\?, \?\]/);
    const { graph } = await read(file, { inputs: { x: [1, 5] } });
    expect(graph.values.get('y')?.type.shape).toEqual([1, 5]);
  });
});

test('an outline marks what cannot be translated', async () => {
  const bytes = onnxFile(
    chain({ op: 'Foo', in: ['x'], out: ['a'], name: 'one' }, { op: 'Relu', in: ['a'], out: ['y'] }),
  );
  const readFile = (): Promise<Uint8Array> => Promise.reject(new Error('no further files'));
  const { graph, unsupported } = await outlineOnnx({ path: '/m.onnx', bytes, readFile }, { constants: memoryConstants(), operators }); // prettier-ignore
  expect(graph.nodes.map(({ op }) => op)).toEqual(['Foo', 'Relu']);
  expect([...unsupported]).toEqual([['one_0', 'tinyml does not have this operator']]);
});

describe('what is refused', () => {
  const refused: readonly (readonly [string, Uint8Array, RegExp])[] = [
    [
      'operators that are not there, all at once',
      onnxFile(chain({ op: 'Foo', in: ['x'], out: ['a'], name: 'one' }, { op: 'Bar', in: ['x'], out: ['b'] }, { op: 'Relu', in: ['a'], out: ['y'] })), // prettier-ignore
      /^TML301 Foo \(one\): .*,TML301 Bar \(b\): /,
    ],
    [
      'an attribute that nothing heeds',
      onnxFile(chain({ op: 'Relu', in: ['x'], out: ['y'], attrs: { leak: { float: 1 } } })),
      /^TML301 Relu \(y\): its attribute leak is not supported/,
    ],
    [
      'a tensor outside of the folder',
      onnxFile({ ...chain({ op: 'Add', in: ['x', 'w'], out: ['y'] }), constants: { w: { shape: [3], external: { location: '../secret' } } } }), // prettier-ignore
      /^TML202 .*outside of the model's folder/,
    ],
    [
      'a shape that its elements do not fill',
      onnxFile({ ...chain({ op: 'Add', in: ['x', 'w'], out: ['y'] }), constants: { w: { shape: [4], values: [1] } } }),
      /^TML206 initializer w/,
    ],
    [
      'an operand that nothing gives',
      onnxFile(chain({ op: 'Relu', in: ['z'], out: ['y'] })),
      /^TML206 .*nothing gives z/,
    ],
    ['an old operator set', onnxFile(chain({ op: 'Relu', in: ['x'], out: ['y'] }), { version: 5 }), /^TML208/],
    ['64-bit reals', onnxFile({ ...chain({ op: 'Relu', in: ['x'], out: ['y'] }), inputType: 'double' }), /^TML390 input x: .*double/], // prettier-ignore
    ['half a file', onnxFile(chain({ op: 'Relu', in: ['x'], out: ['y'] })).subarray(0, 30), /^TML202/],
  ];
  test.each(refused)('%s', async (_, file, message) => {
    expect((await problemsOf(read(file))).join()).toMatch(message);
  });
});

import { describe, expect, test } from '@jest/globals';
import { type Core, type Kernel, type OpName, type OperatorTable } from '@tinyml/core';
import { builtinOperators } from '@tinyml/operators';
import { emit } from '../src/emit/emit.ts';
import { lower } from '../src/lower/lower.ts';
import type { Program } from '../src/program/program.ts';
import { runOnHost } from '../src/run/host.ts';
import { host, toy, type Toy } from './toy/graph.ts';
import { toyAdd, toyAddTwice } from './toy/kernels.ts';

const operators: OperatorTable = new Map(builtinOperators.map((operator) => [operator.name, operator]));

const strict = [
  '-O1',
  '-Wall',
  '-Wextra',
  '-Werror',
  '-pedantic',
  '-fsanitize=address,undefined',
  '-fno-sanitize-recover',
];

const build = (
  { graph, constants }: Toy,
  kernels: readonly Kernel[] = [toyAdd],
  core: Core = 'host',
): { program: Program; files: ReturnType<typeof emit> } => {
  const program = lower(graph, { operators, kernels, constants, target: { ...host, core }, name: 'toy' });
  const provenance = { tinyml: '0.0.0', model: { file: 'toy.tflite', digest: 'sha256-0' } };
  return { program, files: emit(program, { kernels, constants, provenance, ram: null }) };
};

const run = async (model: Toy, kernels?: readonly Kernel[]): Promise<number[][]> => {
  const { program, files } = build(model, kernels);
  const [result] = await runOnHost(files, program, [[new Float32Array([10, 20, 30, 40])]], { flags: strict });
  return (result?.outputs ?? []).map((output) => Array.from(output as Float32Array));
};

describe('lower', () => {
  test('a chain runs, in place, with a constant operand', async () => {
    const model = toy(
      [
        ['add', ['x', 'k'], 'a'],
        ['add', ['a', 'a'], 'b'],
      ],
      ['b'],
    );
    expect(await run(model)).toEqual([[22, 44, 66, 88]]);
    // x, a and b share four floats; the scratch adds 4 bytes, aligned to 16.
    expect(build(model).program.memory).toEqual({ arena: 20, lowerBound: 20, wholeTensors: 32, align: 16 });
  });

  test('a reshape takes no memory, and what it views stays alive', async () => {
    const model = toy(
      [
        ['add', ['x', 'k'], 'a'],
        ['reshape', ['a'], 'v'],
        ['add', ['x', 'k'], 'b'],
        ['add', ['b', 'v'], 'c'],
      ],
      ['c'],
    );
    expect(await run(model)).toEqual([[22, 44, 66, 88]]);
    expect(build(model).program.schedule.map((group) => group.kernel)).toEqual([
      'toy_scale_add',
      null,
      'toy_scale_add',
      'toy_scale_add',
    ]);
  });

  test('an output may be an input, a view of one, a constant, another output', async () => {
    const model = toy(
      [
        ['reshape', ['x'], 'v'],
        ['add', ['x', 'x'], 'a'],
        ['reshape', ['a'], 'w'],
      ],
      ['x', 'v', 'k', 'a', 'w', 'a'],
    );
    const x = [10, 20, 30, 40];
    const a = [20, 40, 60, 80];
    expect(await run(model)).toEqual([x, x, [1, 2, 3, 4], a, a, a]);
  });

  test('what depends on constants only is evaluated', async () => {
    const model = toy(
      [
        ['add', ['k', 'k'], 'kk'],
        ['reshape', ['kk'], 'r'],
        ['add', ['x', 'r'], 'a'],
      ],
      ['a'],
    );
    expect(await run(model)).toEqual([[12, 24, 36, 48]]);
    expect(build(model).program.schedule).toHaveLength(1);
  });

  describe('a kernel of two nodes', () => {
    const kernels = [toyAdd, toyAddTwice];
    const groupsOf = (model: Toy) =>
      build(model, kernels).program.schedule.map(({ nodes }) => nodes.map((node) => node.id));

    test('runs where the second was, on all that both read', async () => {
      const model = toy(
        [
          ['add', ['x', 'x'], 'a'],
          ['add', ['x', 'k'], 'b'],
          ['add', ['b', 'a'], 'c'],
          ['reshape', ['c'], 'd'],
        ],
        ['d', 'x'],
      );
      expect(groupsOf(model).slice(0, 3)).toEqual([['make_b'], ['make_a', 'make_c'], ['make_d']]);
      expect(build(model, kernels).program.schedule[1]?.why).toBe(
        'one call for add, add: 150 cycles instead of 200 (toy_scale_add, toy_scale_add)',
      );
      expect((await run(model, kernels))[0]).toEqual([31, 62, 93, 124]);
    });

    test('each node is in one call only', () => {
      const chain = ['a', 'b', 'c'].map((id, i) => ['add', [['x', 'a', 'b'][i] ?? '', 'x'], id] as const);
      expect(groupsOf(toy(chain, ['c']))).toEqual([['make_a', 'make_b'], ['make_c']]);
    });

    test.each([
      ['refuses them', (): string => 'no sums of three', { instructions: 1, cycles: 1 }, 'no sums of three'],
      [
        'costs more',
        (): true => true,
        { instructions: 201, cycles: 201 },
        'it takes 201 cycles instead of 200 (toy_scale_add, toy_scale_add)',
      ],
    ] as const)('says why not where it %s', (_, supports, cost, reason) => {
      const fast: Kernel = { ...toyAddTwice, name: 'toy_fast_add_dsp', isa: 'dsp', supports, cost: () => cost };
      const plain: Kernel = { ...toyAdd, name: 'toy_add' };
      const model = toy([['add', ['x', 'x'], 'a'], ['add', ['a', 'x'], 'b']], ['b']); // prettier-ignore
      const { schedule } = build(model, [plain, fast], 'cortex-m4f').program;
      expect(schedule.map(({ why }) => why)).toEqual([
        `the only kernel that supports it; not toy_fast_add_dsp: ${reason.replaceAll('toy_scale_add', 'toy_add')}`,
        'the only kernel that supports it',
      ]);
    });

    test.each([
      ['a result between them is an output', [], ['a', 'b']],
      ['another node reads it', [['add', ['a', 'x'], 'c']], ['b', 'c']],
      ['the second reads it twice', [], ['b'], ['a', 'a']],
    ] as const)('is not taken where %s', (_, more, outputs, second: readonly string[] = ['a', 'x']) => {
      const model = toy([['add', ['x', 'x'], 'a'], ['add', second, 'b'], ...more], outputs);
      expect(groupsOf(model).every((nodes) => nodes.length === 1)).toBe(true);
    });
  });

  test('layers run in another order where that takes less memory', async () => {
    const leaves = ['a', 'b', 'c', 'd', 'e'];
    const model = toy(
      [
        ...leaves.map((leaf): [OpName, string[], string] => ['add', ['x', 'k'], leaf]),
        ['add', ['a', 'b'], 'ab'],
        ['add', ['ab', 'c'], 'abc'],
        ['add', ['abc', 'd'], 'abcd'],
        ['add', ['abcd', 'e'], 'y'],
      ],
      ['y'],
    );
    expect(await run(model)).toEqual([[55, 110, 165, 220]]);
    const { memory, schedule } = build(model).program;
    expect(schedule.map(({ nodes }) => nodes[0]?.id)).toEqual(
      ['a', 'b', 'ab', 'c', 'abc', 'd', 'e', 'abcd', 'y'].map((value) => `make_${value}`),
    );
    // x, the sum so far and one leaf; scratch.
    expect(memory).toMatchObject({ arena: 52, lowerBound: 52 });
  });

  test('every node without a kernel is named in one error', () => {
    const model = toy(
      [
        ['logistic', ['x'], 'a'],
        ['add', ['a', 'k'], 'b'],
        ['tanh', ['b'], 'c'],
      ],
      ['c'],
    );
    expect(() => build(model)).toThrow(/logistic \(layer\/a.*\n.*tanh \(layer\/c/s);
  });

  test('the same graph gives the same program and the same files', () => {
    const model = toy([['add', ['x', 'k'], 'a']], ['a']);
    expect(build(model)).toEqual(build(model));
    expect(JSON.parse(JSON.stringify(build(model).program))).toEqual(build(model).program);
  });
});

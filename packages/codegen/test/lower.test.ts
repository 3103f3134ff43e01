import { describe, expect, test } from '@jest/globals';
import { builtinOperators, type OperatorTable } from '@tinyml/core';
import { emit } from '../src/emit/emit.ts';
import { lower } from '../src/lower/lower.ts';
import type { Program } from '../src/lower/program.ts';
import { runOnHost } from '../src/run/host.ts';
import { host, toy, type Toy } from './toy/graph.ts';
import { toyAdd } from './toy/kernels.ts';

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

const build = ({ graph, constants }: Toy): { program: Program; files: ReturnType<typeof emit> } => {
  const program = lower(graph, { operators, kernels: [toyAdd], constants, target: host, name: 'toy' });
  const provenance = { tinyml: '0.0.0', model: { file: 'toy.tflite', digest: 'sha256-0' } };
  return { program, files: emit(program, { kernels: [toyAdd], constants, provenance, ram: null }) };
};

const run = async (model: Toy): Promise<number[][]> => {
  const { program, files } = build(model);
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

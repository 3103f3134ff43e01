import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { prepare, toBytes, type Core, type OperatorTable, type State } from '@tinyml/core';
import { builtinOperators } from '@tinyml/operators';
import { emit } from '../src/emit/emit.ts';
import type { ArenaKind } from '../src/emit/header.ts';
import { lower } from '../src/lower/lower.ts';
import { stateBytes } from '../src/program/program.ts';
import { goldenVectors } from '../src/project/vectors.ts';
import { recordParts } from '../src/record-parts.ts';
import { runOnHost } from '../src/run/host.ts';
import { runProcess } from '../src/run/process.ts';
import { inSandbox } from '../src/run/sandbox.ts';
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

type Nodes = Parameters<typeof toy>[0];

/** A toy graph whose state buffers read as `s`, `t`, …, each beginning with its four numbers or zero. */
const stateful = (
  nodes: Nodes,
  outputs: readonly string[],
  buffers: readonly (readonly [input: string, output: string, initial?: readonly number[] | undefined])[],
): Toy => {
  const { constants, graph } = toy(nodes, outputs);
  const type = { dtype: 'float32', shape: [1, 4] } as const;
  const state = buffers.map(([input, output, initial]): State => ({
    name: `buffer ${input}`,
    input,
    output,
    ...(initial === undefined ? {} : { initial: constants.put(toBytes(Float32Array.from(initial))) }),
  }));
  const values = new Map([...graph.values, ...buffers.map(([id]) => [id, { id, type }] as const)]);
  return { constants, graph: { ...graph, values, state } };
};

const build = ({ graph, constants }: Toy, arena: ArenaKind = 'static', core: Core = 'host') => {
  const target = { ...host, core };
  const program = lower(graph, { operators, kernels: [toyAdd], constants, target, name: 'toy' });
  const provenance = { tinyml: '0.0.0', model: { file: 'toy.tflite', digest: 'sha256-0' } };
  return { program, files: emit(program, { kernels: [toyAdd], constants, provenance, ram: null, arena }) };
};

const steps = [
  [10, 20, 30, 40],
  [1, 1, 1, 1],
  [-5, 0, 5, 0.5],
  [3, 3, 3, 3],
].map((values) => Float32Array.from(values));

/** Holds a sequence of inferences of the C against the interpreter, and gives the outputs. */
const sequence = async (model: Toy): Promise<readonly (readonly number[][])[]> => {
  const { files, program } = build(model);
  const runner = prepare(model.graph, { operators, constants: model.constants });
  const type = { dtype: 'float32', shape: [1, 4] } as const;
  const expected = steps.map((data) => runner.run([{ type, data }]).map((tensor) => [...tensor.data].map(Number)));
  const results = await runOnHost(
    files,
    program,
    steps.map((data) => [data]),
    { flags: strict, sequence: true },
  );
  const got = results.map(({ outputs }) => outputs.map((data) => [...data].map(Number)));
  expect(got).toEqual(expected);
  return got;
};

const counter = (initial?: readonly number[]): Toy =>
  stateful([['add', ['x', 's'], 'sum']], ['sum'], [['s', 'sum', initial]]);

describe('state in C', () => {
  test('a sum over the inferences', async () => {
    expect((await sequence(counter())).at(-1)).toEqual([[9, 24, 39, 44.5]]);
  });

  test('begins with its initial values', async () => {
    expect((await sequence(counter([1, 2, 3, 4])))[0]).toEqual([[11, 22, 33, 44]]);
  });

  test('two buffers that change places, and the state of before as an output', async () => {
    const buffers = [['s', 't', [1, 2, 3, 4]], ['t', 's', [5, 6, 7, 8]]] as const; // prettier-ignore
    const outputs = await sequence(stateful([['add', ['x', 's'], 'a']], ['a', 's', 't'], buffers));
    expect(outputs.map(([, s]) => s?.[0])).toEqual([1, 5, 1, 5]);
  });

  test('a line of delays, a view of the state as output, an input and a constant as next state', async () => {
    await sequence(stateful([['add', ['s', 'v'], 'a']], ['a'], [['s', 'x'], ['v', 's']])); // prettier-ignore
    await sequence(stateful([['reshape', ['s'], 'w'], ['add', ['s', 'w'], 'a']], ['w', 'a'], [['s', 'x']])); // prettier-ignore
    await sequence(stateful([['add', ['x', 's'], 'a']], ['a'], [['s', 'k'], ['u', 'u', [9, 9, 9, 8]]])); // prettier-ignore
  });

  test('a value that the layers overwrite in place is the next state first', async () => {
    await sequence(
      stateful([['add', ['x', 's'], 'a'], ['add', ['a', 'a'], 'b'], ['add', ['b', 'k'], 'c']], ['c'], [['s', 'a']]), // prettier-ignore
    );
  });

  test('its bytes stand in the header and the record', () => {
    const { files, program } = build(counter([1, 2, 3, 4]));
    expect(files.find(({ path }) => path.endsWith('toy.h'))?.contents).toContain('#define TOY_STATE_BYTES 16\n');
    expect(stateBytes(program)).toBe(16);
    const { memory } = recordParts(program, { budget: { flash: null, ram: null } });
    expect(memory.regions.map(({ state }) => state)).toEqual([16]);
  });

  test('a window over time: the header has its frames and those of an inference', () => {
    const { constants, graph } = counter();
    const window = { input: 'x', axis: 1, hop: 4, frames: 12 };
    const header = build({ constants, graph: { ...graph, window } }).files.find(({ path }) => path.endsWith('toy.h'));
    expect(header?.contents).toContain('#define TOY_HOP_FRAMES 4\n#define TOY_WINDOW_FRAMES 12\n');
  });

  test('a buffer of equal elements begins with one of them, so many times', async () => {
    const model = counter([7, 7, 7, 7]);
    const { program } = build(model);
    expect(program.state?.map(({ initial }) => 'times' in initial && initial.times)).toEqual([4]);
    expect((await sequence(model))[0]).toEqual([[17, 27, 37, 47]]);
  });

  test('each case by itself begins anew; lent memory is reset by both functions', async () => {
    const { files, program } = build(counter());
    const [first, second] = await runOnHost(files, program, [[steps[0] as Float32Array], [steps[0] as Float32Array]]);
    expect(second?.outputs).toEqual(first?.outputs);
    const source = build(counter(), 'external').files.find(({ path }) => path.endsWith('toy.c'))?.contents;
    expect(source).toMatch(/return toy_init\(\);/);
    expect(source).toMatch(
      /int toy_init\(void\)\n\{\n {2}if \(toy_arena == NULL\) \{\n {4}return 1;\n {2}\}\n.*\n {2}memset/,
    );
  });

  test('it is saved, and restored after other inferences and a new beginning', async () => {
    const model = stateful([['add', ['x', 's'], 'a'], ['add', ['a', 't'], 'b']], ['b'], [['s', 'a', [1, 2, 3, 4]], ['t', 'b']]); // prettier-ignore
    const { files } = build(model);
    const main = `#include "toy.h"
#include <stdio.h>
static void run(float x, int shown)
{
  for (int i = 0; i < 4; i++) toy_input_0()[i] = x;
  toy_invoke();
  if (shown) printf("%g ", (double)toy_output_0()[3]);
}
int main(void)
{
  unsigned char state[TOY_STATE_BYTES];
  toy_init();
  run(1, 0);
  toy_save_state(state);
  run(2, 1);
  run(3, 1);
  toy_init();
  run(9, 0);
  toy_restore_state(state);
  run(2, 1);
  run(3, 1);
  return 0;
}
`;
    const printed = await inSandbox([...files, { path: 'main.c', contents: main, owner: 'tinyml' }], async (cwd) => {
      const sources = ['main.c', 'lib/toy/src/toy.c', '-Ilib/toy/src', '-o', 'program'];
      await runProcess('cc', ['-std=c99', ...strict, ...sources], { cwd, purpose: 'compile' });
      return (await runProcess(join(cwd, 'program'), [], { cwd, purpose: 'run' })).stdout;
    });
    // a: 5, 7, 10; b: 5, 12, 22.
    expect(String(printed)).toBe('12 22 12 22 ');
  });

  test('an AVR copies initial values from RAM', () => {
    const { program } = build(counter([1, 2, 3, 4]), 'static', 'avr');
    const initial = program.constants.find(({ name }) => name.endsWith('_initial'));
    expect(initial?.memory).toBe('ram');
  });

  test('golden vectors are a sequence', () => {
    const { graph, constants } = counter();
    const [first, second] = goldenVectors(graph, constants, operators);
    const sum = Array.from(second?.inputs[0] as Float32Array, (x, i) =>
      Math.fround(x + Number(first?.outputs[0]?.[i])),
    );
    expect([...(second?.outputs[0] as Float32Array)]).toEqual(sum);
  });
});

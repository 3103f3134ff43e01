import { describe, expect, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import fc from 'fast-check';
import { type Board } from '@tinyml/core/internal';
import { builtinOperators } from '@tinyml/operators';
import { boards } from '../src/boards.ts';
import { emit } from '../src/emit/emit.ts';
import type { EmittedFile } from '../src/emit/file.ts';
import { floatLiteral, integerLiteral, stringLiteral } from '../src/emit/literal.ts';
import { lower } from '../src/lower/lower.ts';
import type { ProjectOptions } from '../src/project/options.ts';
import { applicationOf } from '../src/project/application.ts';
import { projectFiles } from '../src/project/project.ts';
import { recordedApplication } from '../src/project/recorded-application.ts';
import { sharedFiles } from '../src/project/shared-files.ts';
import { inSandbox } from '../src/run/sandbox.ts';
import { host, toy } from './toy/graph.ts';
import { toyAdd } from './toy/kernels.ts';

const operators = new Map(builtinOperators.map((operator) => [operator.name, operator]));

const provenance = { tinyml: '0.0.0', model: { file: 'toy.tflite', digest: 'sha256-0' } };

const model = (name: string, overrides: Partial<ProjectOptions> = {}) => {
  const { graph, constants } = toy([['add', ['x', 'k'], 'a']], ['a']);
  const program = lower(graph, { operators, kernels: [toyAdd], constants, target: host, name });
  const options: ProjectOptions = {
    project: 'platformio',
    runtime: 'native',
    arena: 'static',
    board: null,
    provenance,
    vectors: [{ inputs: [new Float32Array(4)], outputs: [new Float32Array([1, 2, 3, 4])] }],
    tflite: new Uint8Array([1, 2, 3]),
    ...overrides,
  };
  return {
    application: applicationOf(program, { ...options, operators }),
    files: [
      ...emit(program, { kernels: [toyAdd], constants, provenance, ram: null, arena: options.arena }),
      ...projectFiles(program, options),
    ],
  };
};

const nothing = (): boolean => false;

const build = (options: Partial<ProjectOptions> = {}): readonly EmittedFile[] => {
  const { application, files } = model('toy', options);
  return [...files, ...sharedFiles([application], [], nothing)];
};

const textOf = (files: readonly EmittedFile[], path: string): string =>
  Buffer.from(files.find((file) => file.path === path)?.contents ?? 'missing').toString();

const board = (id: string): Board => boards.find((candidate) => candidate.id === id) as Board;

describe('projectFiles', () => {
  test.each(boards.map(({ id }) => id))('%s has its environment and native', (id) => {
    const files = build({ board: board(id) });
    const ini = textOf(files, 'platformio.ini');
    expect(ini).toContain(`[env:${id}]\nplatform = ${board(id).platform}\nboard = ${id}\n`);
    expect(ini).toContain('[env:native]');
    expect(files.some(({ path }) => path === `src/main.${board(id).framework === 'arduino' ? 'cpp' : 'c'}`)).toBe(true);
  });

  test('only the application and the configuration belong to the user', () => {
    const owned = build().filter(({ owner }) => owner === 'user');
    expect(owned.map(({ path }) => path)).toEqual(['platformio.ini', 'src/main.c']);
  });

  test('library.json names no licence', () => {
    expect(JSON.parse(textOf(build(), 'lib/toy/library.json'))).not.toHaveProperty('license');
  });

  test('the application for Arduino compiles and runs on a PC too', () =>
    inSandbox(build({ board: board('nano33ble') }), (folder) => {
      const run = (...command: readonly string[]): string =>
        execFileSync(command[0] as string, command.slice(1), { cwd: folder, encoding: 'utf8' });
      run('cc', '-std=c99', '-Ilib/toy/src', '-c', 'lib/toy/src/toy.c', '-o', 'toy.o');
      run(
        'c++',
        '-std=c++11',
        '-Wall',
        '-Wextra',
        '-Werror',
        '-Ilib/toy/src',
        'src/main.cpp',
        'toy.o',
        '-o',
        'app',
        '-lm',
      );
      expect(run(join(folder, 'app'))).toContain('output 0 [3] 4.000000');
      return Promise.resolve();
    }));

  test.each(['static', 'external'] as const)('several models have one application, with a %s arena', (arena) => {
    const models = ['toy', 'boy'].map((name) => model(name, { board: board('nano33ble'), arena }));
    const shared = sharedFiles([models[0]?.application as never], [models[1]?.application as never], nothing);
    expect(shared.map(({ path, models: of }) => [path, of])).toEqual([
      ['platformio.ini', ['boy', 'toy']],
      ['src/main.cpp', ['boy', 'toy']],
    ]);
    expect(textOf(shared, 'platformio.ini').match(/\[env:.*\]/g)).toEqual(['[env:nano33ble]', '[env:native]']);
    return inSandbox([...models.flatMap(({ files }) => files), ...shared], (folder) => {
      const include = ['-Ilib/toy/src', '-Ilib/boy/src'];
      const run = (command: string, ...words: readonly string[]): string =>
        execFileSync(command, words, { cwd: folder, encoding: 'utf8' });
      for (const name of ['toy', 'boy'])
        run('cc', '-std=c99', ...include, '-c', `lib/${name}/src/${name}.c`, '-o', `${name}.o`);
      const strict = ['-std=c++11', '-Wall', '-Wextra', '-Werror'];
      run('c++', ...strict, ...include, 'src/main.cpp', 'toy.o', 'boy.o', '-o', 'app', '-lm');
      expect(run(join(folder, 'app'))).toMatch(/boy output 0 \[3\] 4.000000\ntoy output 0 \[0\]/);
      return Promise.resolve();
    });
  });

  test('two boards have an environment each', () => {
    const [a, b] = [model('a', { board: board('nano33ble') }), model('b', { board: board('uno') })];
    const [ini] = sharedFiles([a.application, b.application], [], nothing);
    expect(textOf(ini === undefined ? [] : [ini], 'platformio.ini').match(/\[env:.*\]/g)).toEqual([
      '[env:nano33ble]',
      '[env:uno]',
      '[env:native]',
    ]);
  });

  test('a CMake project links every model of its kind', () => {
    const [a, b, c] = [model('a', { project: 'cmake' }), model('b', { project: 'cmake' }), model('c')];
    const shared = sharedFiles([a.application], [b.application, c.application], nothing);
    expect(shared.map(({ path }) => path)).toEqual(['CMakeLists.txt', 'src/main.c']);
    expect(textOf(shared, 'CMakeLists.txt')).toContain('target_link_libraries(app a b)');
    expect(textOf(shared, 'src/main.c')).not.toContain('"c.h"');
  });

  test('no second application is written beside one in another language', () => {
    const shared = sharedFiles(
      [model('toy', { board: board('nano33ble') }).application],
      [],
      (path) => path === 'src/main.c',
    );
    expect(shared.map(({ path }) => path)).toEqual(['platformio.ini', 'src/main.c']);
  });

  test('what a record tells of a model is taken only where it is plain words', () => {
    const { application } = model('toy', { board: board('nano33ble'), arena: 'external' });
    const read = (change: Readonly<Record<string, unknown>>) =>
      recordedApplication({
        name: 'toy',
        place: { record: 'tinyml-build.json', model: 'model.tflite' },
        files: [],
        document: { application: { ...application, ...change } },
      });
    expect(read({})).toEqual(application);
    const evil = 'x");\n#include "/etc/passwd"';
    for (const change of [
      { name: 'other' },
      { name: evil },
      { board: `uno]\nextra_script = x` },
      { flags: ['-O2\nextra_scripts = evil.py'] },
      { lent: [{ parameter: evil, macro: 'A', attribute: '' }] },
      { lent: [{ parameter: 'a', macro: 'A', attribute: evil }] },
      { micro: { operators: [evil], arenaBytes: 1 } },
      { inputs: null },
    ])
      expect(read(change)).toBeUndefined();
  });

  test('a library has nothing outside lib/ but the model', () => {
    const paths = build({ project: 'library' }).map(({ path }) => path);
    expect(paths.filter((path) => !path.startsWith('lib/'))).toEqual(['model.tflite']);
  });

  test('tflite-micro registers just the operators of the model', () => {
    const main = textOf(build({ runtime: 'tflite-micro' }), 'src/main.cpp');
    expect(main).toContain('MicroMutableOpResolver<1> resolver;\n  resolver.AddAdd();');
  });
});

describe('literals', () => {
  test('a float literal is the same float', () => {
    fc.assert(
      fc.property(fc.float({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const text = floatLiteral(value);
        expect(text).toMatch(/^-?[\d.]+(e[+-]?\d+)?f$/);
        expect(text).toMatch(/[.e]/);
        expect(Math.fround(Number.parseFloat(text))).toBe(value);
      }),
    );
  });

  test('the edges', () => {
    expect(integerLiteral(-2147483648)).toBe('(-2147483647 - 1)');
    expect(floatLiteral(1)).toBe('1.0f');
    expect(floatLiteral(1e30)).toBe('1e+30f');
    expect(floatLiteral(Infinity)).toBe('INFINITY');
    expect(stringLiteral('a"b\\?\n')).toBe('"a\\042b\\134\\077\\012"');
  });
});

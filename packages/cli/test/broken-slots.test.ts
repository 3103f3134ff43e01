import { describe, expect, test } from '@jest/globals';
import { isTinymlError, type Operator } from '@tinyml/core';
import { extendToolkit } from '@tinyml/core/internal';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { makeToolkit } from '../src/toolkit.ts';
import { inFolder } from './tinyml.ts';

const root = resolve(import.meta.dirname, '../../..');

/** The operator of a package that has `slots`, as JavaScript, as a build loads it. */
const load = async (slots: string): Promise<Operator> =>
  inFolder(async (folder) => {
    const installed = join(folder, 'node_modules/acme');
    mkdirSync(join(folder, 'node_modules/@tinyml'), { recursive: true });
    mkdirSync(installed);
    symlinkSync(join(root, 'node_modules/@tinyml/core'), join(folder, 'node_modules/@tinyml/core'));
    writeFileSync(
      join(installed, 'package.json'),
      '{ "name": "acme", "version": "1.0.0", "type": "module", "main": "i.js", "keywords": ["tinyml-pass"], "peerDependencies": { "@tinyml/core": "*" } }',
    );
    writeFileSync(join(folder, 'package.json'), '{ "dependencies": { "acme": "1.0.0" } }');
    writeFileSync(
      join(installed, 'i.js'),
      `import { OperatorError, unaryOperator } from '@tinyml/core';
       const operator = unaryOperator({ name: 'acme_twice', version: 1, summary: 'twice', attributes: { type: 'object', properties: {}, additionalProperties: false }, float32: () => (x) => 2 * x });
       const slots = ${slots};
       export default { operators: [{ ...operator, slots }] };`,
    );
    const { toolkit } = await extendToolkit(makeToolkit(), [], folder);
    return toolkit.operators.get('acme_twice') as Operator;
  });

const codeOf = (error: unknown): string => {
  if (!isTinymlError(error)) throw error;
  expect(error.diagnostics).toHaveLength(1);
  return `${error.diagnostics[0]?.code ?? ''} ${error.diagnostics[0]?.message ?? ''}`;
};

const failure = async (run: () => unknown): Promise<string> => {
  try {
    await run();
  } catch (error) {
    return codeOf(error);
  }
  throw new Error('nothing was wrong');
};

describe('an entry of another form is refused when the package is loaded', () => {
  test.each([
    ['slots that are a list', '[]', 'slots is not an object'],
    ['no function in micro', '{ micro: 5 }', 'slots.micro is the number 5, not the name of a function'],
    ['no forms in tflite', '{ tflite: {} }', 'slots.tflite.forms is undefined, not a list'],
    ['operands of a form that are text', "{ tflite: { forms: [{ inputs: 'one' }] } }", 'slots.tflite.forms[0].inputs'],
    ['a layer without build', '{ keras: { layers: { Twice: {} } } }', 'slots.keras.layers.Twice.build is undefined'],
    ['a role that there is not', "{ quantize: { operands: ['data'] } }", 'slots.quantize.operands[0]'],
    ['rows that are no function', '{ rows: { reads: [] } }', 'slots.rows is an object, not a function'],
    ['channels with text for link', "{ channels: { link: 'all' } }", 'slots.channels.link'],
    ['a gradient that is not loaded by a function', '{ gradient: { prepare() {} } }', 'slots.gradient is an object'],
    ['a reason that is no text', '{ micro: { none: 7 } }', 'slots.micro is an object'],
    ['a getter that throws', "{ get micro() { throw new Error('late') } }", 'late'],
  ])('%s', async (_, slots, words) => {
    const said = await failure(() => load(slots));
    expect(said).toMatch(/^TML31[03] /);
    expect(said).toContain('acme');
    expect(said).toContain(words);
  });
});

type Ask = (...parameters: readonly unknown[]) => unknown;

/** A function within the operator's slots, by its path. */
const functionIn = (operator: Operator, path: readonly string[]): Ask =>
  path.reduce<unknown>((at, key) => (at as Readonly<Record<string, unknown>>)[key], operator.slots) as Ask;

describe('what its functions throw and give is told as the package’s', () => {
  const throwing = "() => { throw new Error('oops') }";
  test.each<[string, string, readonly string[]]>([
    ['tflite.lower', `{ tflite: { forms: [], lower: ${throwing} } }`, ['tflite', 'lower']],
    [
      'tflite read',
      `{ tflite: { forms: [{ custom: 'T', inputs: [1, 1], read: ${throwing} }] } }`,
      ['tflite', 'forms', '0', 'read'],
    ],
    ['keras build', `{ keras: { layers: { T: { build: ${throwing} } } } }`, ['keras', 'layers', 'T', 'build']],
    ['rows', `{ rows: ${throwing} }`, ['rows']],
    ['simplify', `{ simplify: ${throwing} }`, ['simplify']],
    ['channels', `{ channels: { range: ${throwing} } }`, ['channels', 'range']],
    ['time', `{ time: ${throwing} }`, ['time']],
    ['equivalents', `{ equivalents: ${throwing} }`, ['equivalents']],
  ])('%s that throws', async (_, slots, path) => {
    const operator = await load(slots);
    const said = await failure(() => functionIn(operator, path)({}));
    expect(said).toMatch(/^TML310 /);
    expect(said).toContain('operator acme_twice of acme');
    expect(said).toContain('oops');
  });

  test.each<[string, string, readonly string[], string]>([
    [
      'tflite.lower gives text',
      "{ tflite: { forms: [], lower: () => 'node' } }",
      ['tflite', 'lower'],
      'slots.tflite.lower() is the text',
    ],
    [
      'keras build gives a number',
      '{ keras: { layers: { T: { build: () => 5 } } } }',
      ['keras', 'layers', 'T', 'build'],
      'slots.keras.layers.T.build() is the number 5',
    ],
    ['rows without reads', '{ rows: () => ({ axis: 1, rows: 2, rowBytes: 3 }) }', ['rows'], 'slots.rows().reads'],
    ['simplify with a node of nothing', '{ simplify: () => ({ nodes: [{}] }) }', ['simplify'], 'nodes[0].id'],
    ['ranges that are numbers', '{ channels: { range: () => [1] } }', ['channels', 'range'], 'low and high'],
    ['forms that are no requests', '{ equivalents: () => [{}] }', ['equivalents'], 'slots.equivalents()[0].node'],
  ])('%s', async (_, slots, path, words) => {
    const operator = await load(slots);
    const said = await failure(() => functionIn(operator, path)({}));
    expect(said).toMatch(/^TML316 /);
    expect(said).toContain('operator acme_twice of acme');
    expect(said).toContain(words);
  });

  test('functions of an answer are asked in the same way', async () => {
    const view =
      "({ axis: 1, rows: 2, rowBytes: 3, reads: [{ operand: 0, rows: 2, rowBytes: 3, needs: () => 'all' }], slice: () => { throw new Error('oops') } })";
    const operator = await load(`{ rows: () => ${view} }`);
    const rows = functionIn(operator, ['rows'])({}, 1) as {
      readonly reads: readonly { readonly needs: Ask }[];
      readonly slice: Ask;
    };
    expect(await failure(() => rows.slice({}))).toMatch(/^TML310 .*acme.*oops/);
    expect(await failure(() => rows.reads[0]?.needs({}))).toMatch(/^TML316 .*acme.*needs/);
  });

  test('a gradient that cannot be loaded', async () => {
    const operator = await load("{ gradient: () => Promise.reject(new Error('oops')) }");
    expect(await failure(() => functionIn(operator, ['gradient'])())).toMatch(/^TML310 .*acme.*oops/);
  });

  test('a gradient that throws when it is prepared', async () => {
    const operator = await load(
      "{ gradient: () => Promise.resolve({ gradient: { prepare() { throw new Error('oops') } } }) }",
    );
    const loaded = (await functionIn(operator, ['gradient'])()) as { readonly gradient: { readonly prepare: Ask } };
    expect(await failure(() => loaded.gradient.prepare({}))).toMatch(/^TML310 .*acme.*oops/);
  });
});

test('operands that do not fit are an answer', async () => {
  const operator = await load("{ simplify: () => { throw new OperatorError('not these') } }");
  expect(() => functionIn(operator, ['simplify'])({})).toThrow(/^not these$/);
});

test('sound entries stay what they are', async () => {
  const operator = await load(
    "{ micro: 'AddTwice', quantize: { operands: ['activation'] }, tflite: { forms: [{ custom: 'Twice', inputs: [1, 1], read: () => ({}) }], layerNames: /twice/ }, time: { none: 'it has no time' } }",
  );
  expect(operator.slots).toMatchObject({
    micro: 'AddTwice',
    quantize: { operands: ['activation'] },
    tflite: { layerNames: /twice/ },
    time: { none: 'it has no time' },
  });
  expect(functionIn(operator, ['tflite', 'forms', '0', 'read'])({})).toEqual({});
});

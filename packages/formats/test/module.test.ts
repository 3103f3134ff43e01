import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { constantOf, isTinymlError, type Diagnostic } from '@tinyml/core';
import { moduleFormat } from '@tinyml/formats';
import { importModel, runModel, type Imported } from './keras-run.ts';

const folder = mkdtempSync(join(tmpdir(), 'tinyml-modules-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const write = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

const load = (name: string, text: string, files?: ReadonlyMap<string, Uint8Array>): Promise<Imported> =>
  importModel(moduleFormat, write(name, text), Buffer.from(text), files);

const refused = async (name: string, text: string): Promise<readonly Diagnostic[]> => {
  try {
    await load(name, text);
  } catch (error) {
    if (isTinymlError(error)) return error.diagnostics;
    throw error;
  }
  return [];
};

describe('a module gives a network', () => {
  test('as layers, made by a function in TypeScript that imports by path', async () => {
    write('sizes.ts', 'export const sizes: readonly number[] = [8, 6, 4];');
    const text = `import { sizes } from './sizes.ts';
      interface Dense { dense: { units: number; activation: 'relu' } }
      export default async (): Promise<unknown> => ({
        input: [5],
        layers: sizes.map((units): Dense => ({ dense: { units, activation: 'relu' } })),
      });`;
    const { graph } = await load('layers.ts', text);
    expect(graph.nodes.map(({ id }) => id)).toEqual([
      'dense', 'dense_relu', 'dense_1', 'dense_1_relu', 'dense_2', 'dense_2_relu',
    ]); // prettier-ignore
  });

  test('as a graph, node by node, that computes what it says', async () => {
    const text = `export default ({ graph }) => {
        const x = graph.input('x', { dtype: 'float32', shape: [1, 2] });
        const kernel = graph.constant('kernel', { dtype: 'float32', shape: [1, 2] }, Float32Array.of(3, 4));
        return graph.finish('sum', [graph.emit('fully_connected', { activation: 'none', keepNumDims: false }, [x, kernel, null], { name: 'y' })]);
      };`;
    const imported = await load('graph.mjs', text);
    expect(Array.from(runModel(imported, Float32Array.of(1, 10))[0] ?? [])).toEqual([43]);
  });

  test('with weights that are the same at every run, from `initialValues` and from Math.random', async () => {
    const text = `export default ({ graph, initialValues }) => {
        const x = graph.input('x', { dtype: 'float32', shape: [1, 3] });
        const a = graph.constant('a', { dtype: 'float32', shape: [2, 3] }, initialValues('he-normal', { in: 3, out: 2 }, 6));
        const b = graph.constant('b', { dtype: 'float32', shape: [2] }, Float32Array.from([0, 0], Math.random));
        return graph.finish('net', [graph.emit('fully_connected', { activation: 'none', keepNumDims: false }, [x, a, b], { name: 'y' })]);
      };`;
    const weights = async (): Promise<readonly unknown[]> => {
      const { graph, constants } = await load('random.js', text);
      return ['a', 'b'].map((id) => Array.from(constantOf(graph, constants, id)?.data as Float32Array));
    };
    const [first, second] = [await weights(), await weights()];
    expect(second).toEqual(first);
    expect(Math.random()).not.toBe(Math.random());
  });

  test('whose import.meta.url is where it lies', async () => {
    write('units.txt', '7');
    const text = `import { readFileSync } from 'node:fs';
      const units = Number(readFileSync(new URL('units.txt', import.meta.url), 'utf8'));
      export default { input: [2], layers: [{ dense: units }] };`;
    const { graph } = await load('place.ts', text);
    expect(graph.values.get('dense')?.type.shape).toEqual([1, 7]);
  });

  test('that reads files beside it', async () => {
    const text = `export default async ({ readFile }) => JSON.parse(new TextDecoder().decode(await readFile('net.json')));`;
    const files = new Map([['net.json', Buffer.from('{ "input": [2], "layers": [{ "dense": 3 }] }')]]);
    expect((await load('reads.mjs', text, files)).graph.nodes).toHaveLength(1);
  });
});

describe('a module that gives none', () => {
  test.each([
    ['syntax.ts', 'const a = 1;\nexport default 3 +;', 'TML634', 2, 'Unexpected'],
    ['missing.ts', "\nimport net from 'no-such-package';\nexport default net;", 'TML634', 2, 'no-such-package'],
    ['path.ts', "import net from './not-there.ts';\nexport default net;", 'TML634', 1, 'not-there'],
    ['throws.ts', "export default () => {\n  throw new Error('no data');\n};", 'TML635', undefined, 'no data'],
    ['rejects.ts', "export default async () => {\n  throw new Error('no data');\n};", 'TML635', undefined, 'no data'],
    ['no-default.ts', 'export const net = 3;', 'TML636', undefined, 'nothing'],
    ['number.ts', 'export default () => 3;', 'TML636', undefined, 'a number'],
    ['list.ts', 'export default [1];', 'TML636', undefined, 'a list'],
    ['object.ts', 'export default { weights: 1, bias: 2 };', 'TML636', undefined, 'an object with weights, bias'],
    ['layer.ts', 'export default { input: [4], layers: [{ dens: 3 }] };', 'TML631', undefined, 'dens'],
    ['option.ts', "export default { input: [4], layers: [{ dense: { units: 'x' } }] };", 'TML113', undefined, 'layers[0].dense.units'],
    ['shape.ts', 'export default { input: 4, layers: [{ dense: 3 }] };', 'TML113', undefined, 'input'],
    ['fit.ts', "export default { input: [4], layers: ['flatten', { conv1d: { filters: 3, kernel: 3 } }] };", 'TML633', undefined, 'layers[1].conv1d'],
    ['operator.ts', "export default ({ graph }) => graph.finish('x', [graph.emit('relu', {}, [], { name: 'y' })]);", 'TML635', undefined, ''],
  ])('%s', async (name, text, code, line, message) => {
    const [first, ...others] = await refused(name, text);
    expect(others).toEqual([]);
    expect(first?.code).toBe(code);
    expect(first?.file).toBe(join(folder, name));
    expect(first?.message).toContain(message);
    if (line !== undefined) expect(first?.line).toBe(line);
  }); // prettier-ignore
});

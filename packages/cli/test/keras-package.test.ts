import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { isTinymlError, memoryConstants, type Graph } from '@tinyml/core';
import { extendToolkit, parseManifest, type Toolkit } from '@tinyml/core/internal';
import { layerFormsOf } from '@tinyml/formats';
import { makeToolkit } from '../src/toolkit.ts';
import { inFolder } from './tinyml.ts';

/** A package that brings one operator, and what of Keras is that operator, in the form that tinyml's own have. */
const snake = (more = ''): string => `
const emit = (call, x, frequency) => call.emit('acme_snake', { frequency }, [x], 'snake');
const keras = {
  activations: { snake: { listed: 9, apply: (call, x) => emit(call, x, 1) } },
  activationLayers: {
    Snake: {
      check: (options) => {
        if (options.number('frequency', 1) <= 0) throw options.problem('the frequency is not positive', 'use 1');
      },
      apply: (call, x, options) => emit(call, x, options.number('frequency', 1)),
    },
  },
  layers: {
    SnakeDense1D: {
      variables: (options) => options.weighted('kernel'),
      build: (call) => {
        const x = call.asImage(1);
        const kernel = call.place('kernel', call.kernel(1, 'kernel'), [3, 0, 1, 2]);
        const y = call.emit('conv_2d', call.options.window(1, 1), [x, kernel, call.bias()]);
        return call.asSeries(1, call.activate(emit(call, y, 1)));
      },
    },${more}
  },
  described: ({ number }) => ({
    snake: { className: 'Snake', summary: 'x + sin²(x)', options: { frequency: number('of the sine', 1, 0.1, 10) }, short: 'frequency' },
  }),
};
const operator = {
  name: 'acme_snake', version: 1, summary: 'x + sin²(a · x) / a', slots: { keras },
  attributes: { type: 'object', required: ['frequency'], additionalProperties: false, properties: { frequency: { type: 'number' } } },
  arity: { inputs: [1, 1], outputs: [1, 1] },
  infer: ({ inputs: [x] }) => [{ dtype: x.type.dtype, shape: x.type.shape }], check: () => undefined, macs: () => 0,
  run: ({ attrs: { frequency: a }, inputs: [x] }) => [x.data.map((v) => v + Math.sin(a * v) ** 2 / a)],
};
export default { operators: [operator] };
`;

const withPackage = (source: string, work: (toolkit: Toolkit) => Promise<void>): Promise<void> =>
  inFolder(async (folder) => {
    await writeFile(join(folder, 'snake.mjs'), source);
    const { toolkit } = await extendToolkit(makeToolkit(), ['./snake.mjs'], folder);
    await work(toolkit);
  });

interface Layer {
  readonly class_name: string;
  readonly config?: object;
}

/** A Sequential model as TensorFlow.js saves it; its weights are zeros. */
const read = (
  toolkit: Toolkit,
  layers: readonly Layer[],
  weights: Readonly<Record<string, number[]>> = {},
): Promise<Graph> => {
  const modelTopology = {
    class_name: 'Sequential',
    config: {
      name: 's',
      layers: layers.map(({ class_name, config }, i) => ({
        class_name,
        config: { name: `layer${String(i)}`, ...(i === 0 ? { batch_input_shape: [null, 4, 2] } : {}), ...config },
      })),
    },
  };
  const entries = Object.entries(weights).map(([name, shape]) => ({ name, shape, dtype: 'float32' }));
  const bytes = 4 * Object.values(weights).reduce((sum, shape) => sum + shape.reduce((a, b) => a * b, 1), 0);
  const weightsManifest = bytes === 0 ? [] : [{ paths: ['w.bin'], weights: entries }];
  const json = JSON.stringify({ format: 'layers-model', modelTopology, weightsManifest });
  const format = toolkit.formats.find(({ name }) => name === 'tfjs-layers');
  if (format === undefined) throw new Error('no such format');
  return format.read(
    { path: '/models/model.json', bytes: Buffer.from(json), readFile: () => Promise.resolve(new Uint8Array(bytes)) },
    { constants: memoryConstants(), operators: toolkit.operators },
  );
};

const operatorsIn = (graph: Graph): readonly string[] => graph.nodes.map(({ op }) => op);

const failure = async (reading: Promise<unknown>): Promise<{ code: string; message: string; hint?: string }> => {
  const error: unknown = await reading.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!isTinymlError(error)) throw new Error(`it was refused with ${String(error)}`);
  const [{ code, message, hint } = { code: '', message: '' }] = error.diagnostics;
  return { code, message, ...(hint === undefined ? {} : { hint }) };
};

describe('a package with a Keras layer of its own', () => {
  test('is asked for its layers, also as the activation of others', () =>
    withPackage(snake(), async (toolkit) => {
      const graph = await read(
        toolkit,
        [
          { class_name: 'Snake', config: { frequency: 2 } },
          { class_name: 'Activation', config: { activation: 'snake' } },
          { class_name: 'SnakeDense1D', config: { activation: 'relu' } },
          { class_name: 'Dense', config: { activation: { class_name: 'Snake', config: { frequency: 3 } } } },
        ],
        { 'layer2/kernel': [1, 2, 3], 'layer2/bias': [3], 'layer3/kernel': [3, 2], 'layer3/bias': [2] },
      );
      const snakes = graph.nodes.filter(({ op }) => op === 'acme_snake');
      expect(snakes.map(({ attrs }) => attrs)).toEqual([2, 1, 1, 3].map((frequency) => ({ frequency })));
      expect(operatorsIn(graph)).toContain('relu');
    }));

  test('says what it does not take, with the way out', () =>
    withPackage(snake(), async (toolkit) => {
      expect(await failure(read(toolkit, [{ class_name: 'Snake', config: { frequency: 0 } }]))).toEqual({
        code: 'TML301',
        message: 'Snake (layer0): the frequency is not positive',
        hint: 'use 1',
      });
    }));

  test('adds to the layers and activations that a network may be described by', () =>
    withPackage(snake(), (toolkit) => {
      const layers = layerFormsOf(toolkit.operators);
      const yaml =
        'version: 1\nmodel: { input: [3], layers: [{ snake: 2 }, { dense: { units: 2, activation: snake } }] }\ntarget: { core: host }\n';
      const { model } = parseManifest(yaml, '/project/tinyml.yaml', { boards: [], layers });
      if (model.kind !== 'layers') throw new Error('no layers');
      const context = { constants: memoryConstants(), operators: toolkit.operators };
      const graph = toolkit.readLayers(model, context, (_, diagnostic) => diagnostic);
      expect(operatorsIn(graph)).toEqual(['acme_snake', 'fully_connected', 'acme_snake']);
      return Promise.resolve();
    }));

  test('must not claim a layer that there is', () =>
    withPackage(snake('\n    Dense: { build: (call) => call.input() },'), async (toolkit) => {
      expect(await failure(read(toolkit, [{ class_name: 'Flatten' }]))).toMatchObject({
        code: 'TML313',
        message:
          'slot keras of operator acme_snake of ./snake.mjs is not well defined: operator fully_connected has the layer Dense already',
      });
    }));

  test('is told of a mistake in its own code', () =>
    withPackage(snake('\n    Broken: { build: (call) => call.nothing.there },'), async (toolkit) => {
      const { code, message } = await failure(read(toolkit, [{ class_name: 'Broken' }]));
      expect(code).toBe('TML310');
      expect(message).toContain(
        'operator acme_snake of ./snake.mjs failed when it was asked for slots.keras.layers.Broken.build: ',
      );
    }));

  test('changes nothing for others', async () => {
    const { message } = await failure(read(makeToolkit(), [{ class_name: 'Snake' }]));
    expect(message).toBe('Snake (layer0): layers of this class are not supported');
  });
});

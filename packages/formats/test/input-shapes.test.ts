import { describe, expect, test } from '@jest/globals';
import { isTinymlError, memoryConstants, valueOf, type Graph } from '@tinyml/core';
import { checkInputShapes, type InputShapes } from '@tinyml/core/internal';
import { tfjsLayersFormat, tfliteFormat } from '../src/index.ts';
import { fixedShapes, type OpenInput } from '../src/translation/fixed-shapes.ts';
import { operators } from './operators.ts';
import { buildTflite } from './tflite-parts.ts';

const outcome = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    if (!isTinymlError(error)) throw error;
    return error.diagnostics.map(({ code, message, hint }) => `${code} ${message} (${hint ?? ''})`);
  }
};

const fixed = (inputs: readonly OpenInput[], given?: InputShapes): unknown =>
  outcome(() => fixedShapes('m', inputs, given === undefined ? {} : { inputs: given }));

const audio: OpenInput = { name: 'audio', shape: [null, null, 10] };
const meta: OpenInput = { name: 'meta', shape: [1, 4] };

describe('shapes of inputs', () => {
  test('an open batch is 1, other sizes are given', () => {
    expect(fixed([{ name: 'x', shape: [null, 3] }])).toEqual([[1, 3]]);
    expect(fixed([audio, meta], { audio: [2, 49, 10] })).toEqual([
      [2, 49, 10],
      [1, 4],
    ]);
    expect(fixed([audio], [1, 49, 10])).toEqual([[1, 49, 10]]);
    expect(fixed([{ name: 'x', shape: null }], [7])).toEqual([[7]]);
  });

  test('what stays open is one error, with the lines to paste', () => {
    expect(fixed([audio, meta, { name: 'a b', shape: null }])).toEqual([
      'TML207 inputs have no fixed shape: audio [?, ?, 10], a b […] (give each ? a size in the manifest:\ninputs:\n  audio: [1, ?, 10]\n  "a b": [?])',
    ]);
  });

  test('names, ranks and fixed sizes are checked', () => {
    expect(fixed([audio, meta], { audoi: [1, 49, 10] })).toEqual([
      expect.stringMatching(/^TML245 the model has no input audoi \(.*audio.*its inputs are audio, meta\)/),
    ]);
    expect(fixed([audio, meta], { audio: [49, 10], meta: [1, 5] })).toEqual([
      expect.stringContaining('TML246 the input audio is [?, ?, 10] in the file: it cannot be [49, 10]'),
      expect.stringContaining('TML246 the input meta is [1, 4] in the file: it cannot be [1, 5]'),
    ]);
    expect(fixed([audio, meta], [1, 49, 10])).toEqual([expect.stringContaining('TML247')]);
  });
});

const sourceOf = (path: string, bytes: Uint8Array) => ({
  path,
  bytes,
  readFile: () => Promise.reject(new Error('one file only')),
});

const shapesOf = async (reading: Promise<Graph>): Promise<unknown> => {
  try {
    const graph = await reading;
    return [...graph.inputs, ...graph.outputs].map((id) => valueOf(graph, id).type.shape);
  } catch (error) {
    return outcome(() => {
      throw error;
    });
  }
};

describe('a .tflite file with an open axis', () => {
  const open = { shape: [1, 1, 4], shapeSignature: [-1, -1, 4], type: 0 } as const;
  const bytes = buildTflite({ tensors: [{ ...open, name: 'x' }, { ...open, name: 'y' }] }); // prettier-ignore
  const read = (inputs?: InputShapes) =>
    shapesOf(
      tfliteFormat.read(sourceOf('m.tflite', bytes), {
        constants: memoryConstants(),
        operators,
        ...(inputs !== undefined && { inputs }),
      }),
    );

  test('has the shape of the file, or that which is given', async () => {
    expect(await read()).toEqual([
      [1, 1, 4],
      [1, 1, 4],
    ]);
    expect(await read({ x: [1, 7, 4] })).toEqual([
      [1, 7, 4],
      [1, 7, 4],
    ]);
    expect(await read([1, 7, 5])).toEqual([expect.stringContaining('TML246')]);
    expect(await read({ z: [1, 7, 4] })).toEqual([expect.stringContaining('TML245')]);
  });
});

describe('a Keras model with an open axis', () => {
  const config = {
    name: 's',
    layers: [{ class_name: 'ReLU', config: { name: 'r', batch_input_shape: [null, null, 3] } }],
  };
  const model = { modelTopology: { model_config: { class_name: 'Sequential', config } }, weightsManifest: [] };
  const read = (inputs?: InputShapes) =>
    shapesOf(
      tfjsLayersFormat.read(sourceOf('model.json', Buffer.from(JSON.stringify(model))), {
        constants: memoryConstants(),
        operators,
        ...(inputs !== undefined && { inputs }),
      }),
    );

  test('is refused with the lines to paste, and read with the size', async () => {
    expect(await read()).toEqual([
      expect.stringMatching(/^TML207 .*r_input \[\?, \?, 3\](.|\n)*r_input: \[1, \?, 3\]/),
    ]);
    expect(await read({ r_input: [1, 5, 3] })).toEqual([
      [1, 5, 3],
      [1, 5, 3],
    ]);
  });
});

test('an importer that gives no heed to the shapes is found out', async () => {
  const x = { shape: [1, 4], type: 0, name: 'x' } as const;
  const bytes = buildTflite({ tensors: [x, { ...x, name: 'y' }] });
  const graph = await tfliteFormat.read(sourceOf('m.tflite', bytes), { constants: memoryConstants(), operators });
  const check = (given: InputShapes | null): unknown =>
    outcome(() => {
      checkInputShapes('m.tflite', graph, given);
    });
  expect(check(null)).toBeUndefined();
  expect(check([1, 4])).toBeUndefined();
  expect(check({ x: [1, 5] })).toEqual([expect.stringContaining('TML246')]);
  expect(check({ y: [1, 4] })).toEqual([expect.stringContaining('TML245')]);
});

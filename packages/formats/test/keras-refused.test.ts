import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { isTinymlError, type Diagnostic } from '@tinyml/core';
import { kerasFormat, kerasH5Format, kerasJsonFormat, tfjsLayersFormat } from '../src/index.ts';
import { importModel } from './keras-run.ts';

/** The diagnostics with which reading fails. */
const refused = async (reading: Promise<unknown>): Promise<readonly Diagnostic[]> => {
  try {
    await reading;
  } catch (error) {
    if (isTinymlError(error)) return error.diagnostics;
    throw error;
  }
  throw new Error('it was accepted');
};

/** A Sequential model without weights, as model.json. */
const sequential = (
  ...layers: readonly { readonly class_name: string; readonly config?: object }[]
): Promise<unknown> =>
  importModel(
    tfjsLayersFormat,
    'model.json',
    Buffer.from(
      JSON.stringify({
        format: 'layers-model',
        modelTopology: {
          model_config: {
            class_name: 'Sequential',
            config: {
              name: 's',
              layers: layers.map(({ class_name, config }, i) => ({
                class_name,
                config: {
                  name: `layer${String(i)}`,
                  ...(i === 0 ? { batch_input_shape: [null, 4, 4, 2] } : {}),
                  ...config,
                },
              })),
            },
          },
        },
        weightsManifest: [],
      }),
    ),
  );

describe('layers that cannot be translated', () => {
  test('are listed all at once, with name and class', async () => {
    const found = await refused(
      sequential(
        { class_name: 'Conv2D', config: { padding: 'full' } },
        { class_name: 'Conv3D' },
        { class_name: 'Activation', config: { activation: 'softminus' } },
        { class_name: 'Flatten' },
        { class_name: 'UpSampling2D', config: { interpolation: 'gaussian' } },
        { class_name: 'constructor' },
      ),
    );
    expect(found.map(({ code }) => code)).toEqual(Array(5).fill('TML301'));
    expect(found.map(({ message }) => message)).toEqual([
      'Conv2D (layer0): padding "full" is not supported',
      'Conv3D (layer1): layers of this class are not supported: no operator has windows along three axes',
      'Activation (layer2): activation softminus is not supported',
      'UpSampling2D (layer4): gaussian interpolation is not supported',
      'constructor (layer5): layers of this class are not supported',
    ]);
  });

  test('say what to use instead', async () => {
    const found = await refused(
      sequential(
        { class_name: 'Lambda' },
        { class_name: 'Bidirectional', config: { layer: { class_name: 'ConvLSTM3D', config: {} } } },
        { class_name: 'TimeDistributed', config: { layer: { class_name: 'MaxPooling3D', config: {} } } },
        { class_name: 'Conv2DTranspose', config: { groups: 4 } },
        { class_name: 'Dense', config: { dtype: { class_name: 'QuantizedDTypePolicy', config: {} } } },
      ),
    );
    expect(found.map(({ hint }) => hint?.split(':')[0])).toEqual([
      'a Lambda layer is Python code',
      'layers along three axes are not supported',
      'layers along three axes are not supported',
      'use groups=1, or DepthwiseConv2D and a 1×1 Conv2D (SeparableConv2D)',
      'save the model before model.quantize(); the pass `quantize` does the same',
    ]);
  });

  test.each([
    [{ class_name: 'Dense', config: {} }, 'the file holds no kernel for it'],
    [{ class_name: 'Reshape', config: { target_shape: [5, -1] } }, '[4, 4, 2] cannot become [5, -1]'],
    [{ class_name: 'Permute', config: { dims: [1, 1, 2] } }, "dims [1, 1, 2] are no order of its input's axes"],
    [{ class_name: 'Softmax', config: { axis: 4 } }, "axis 4 is not one of its input's"],
    [{ class_name: 'BatchNormalization', config: { axis: 4 } }, "axis 4 is not one of its input's"],
    [{ class_name: 'GroupNormalization', config: { groups: 3 } }, '2 channels do not make 3 groups'],
    [{ class_name: 'EinsumDense', config: { equation: 'ab' } }, 'the file holds no kernel for it'],
    [{ class_name: 'MultiHeadAttention' }, 'its inputs do not have 3 dimensions'],
    [{ class_name: 'Attention' }, 'is not called on a query, a value and perhaps a key'],
    [{ class_name: 'ConvLSTM2D', config: { filters: 2 } }, 'the file holds no kernel for it'],
    [{ class_name: 'Masking', config: { mask_value: 'none' } }, 'mask_value is not a number'],
    [{ class_name: 'Conv2DTranspose', config: { groups: 2 } }, 'grouped convolution (groups=2) is not supported'],
    [{ class_name: 'MaxPooling2D', config: { pool_size: [0, 2] } }, 'pool_size is not a pair of positive integers'],
    [{ class_name: 'MaxPooling2D', config: { pool_size: 9 } }, 'does not fit'],
    [{ class_name: 'UpSampling2D', config: { size: [100000, 100000] } }, 'bytes'],
    [{ class_name: 'Add' }, 'has fewer than two inputs'],
    [{ class_name: 'LSTM', config: { recurrent_activation: 'of_mine' } }, 'activation of_mine is not supported'],
    [{ class_name: 'GRU', config: { activation: 'of_mine' } }, 'activation of_mine is not supported'],
    [{ class_name: 'SimpleRNN', config: { units: 2, time_major: true } }, 'time_major=True is not supported'],
    [{ class_name: 'LSTM', config: { units: 2 } }, 'its input does not have 3 dimensions'],
    [
      { class_name: 'Bidirectional', config: { layer: { class_name: 'GRU', config: {} }, merge_mode: 'most' } },
      'merge_mode "most" is not supported',
    ],
    [
      { class_name: 'LSTM', config: { units: 2, activation: 'softsign', batch_input_shape: [null, 300, 2] } },
      'every step written out, which 300 steps are too many for',
    ],
    [{ class_name: 'Dropout', config: { batch_input_shape: [null, -2, 3] } }, 'the input shape is not fixed'],
    [{ class_name: 'Dropout', config: { batch_input_shape: [1e9, 1e9, 3] } }, 'bytes'],
  ])('%j', async (layer, reason) => {
    const [first] = await refused(sequential(layer));
    expect(first?.code).toBe('TML301');
    expect(first?.message).toContain(reason);
  });
});

const topology = (value: object): Promise<unknown> =>
  importModel(tfjsLayersFormat, 'model.json', Buffer.from(JSON.stringify(value)));

describe('files that hold no usable model', () => {
  const input = { class_name: 'InputLayer', name: 'x', config: { batch_input_shape: [null, 2] }, inbound_nodes: [] };
  const functional = (layers: readonly object[], ends: object): object => ({
    modelTopology: { class_name: 'Functional', config: { name: 'f', layers, ...ends } },
    weightsManifest: [],
  });

  test('layers without weights: model.to_json()', async () => {
    const layers = { class_name: 'Functional', config: { layers: [], input_layers: [], output_layers: [] } };
    const [first] = await refused(importModel(kerasJsonFormat, 'm.json', Buffer.from(JSON.stringify(layers))));
    expect(first).toMatchObject({ code: 'TML220', message: expect.stringContaining('m.weights.h5') });
  });

  test.each([
    ['a call with training=True', [[['x', 0, 0, { training: true }]]], 'is called with training=True'],
    ['a tensor that it knows no use of', [[['x', 0, 0, { scale: ['x', 0, 0] }]]], 'is called with a tensor as scale'],
  ])('%s', async (_, calls, reason) => {
    const noise = { class_name: 'GaussianNoise', name: 'n', config: {}, inbound_nodes: calls };
    const ends = { input_layers: [['x', 0, 0]], output_layers: [['n', 0, 0]] };
    const [first] = await refused(topology(functional([input, noise], ends)));
    expect(first?.message).toContain(reason);
  });

  test.each([
    ['math.erfinv', {}, 'the operation math.erfinv is not supported'],
    ['signal.relu', {}, 'the operation signal.relu is not supported'],
    ['math.truediv', { y: 0 }, 'it divides by 0'],
    ['math.pow', { y: 'two' }, 'an argument is neither a tensor nor numbers'],
    ['__operators__.getitem', { slice_spec: [0, 5] }, 'index 5 is outside of 2'],
    ['__operators__.getitem', { slice_spec: [0, 0, 0] }, 'more indices than its input has axes'],
    ['reshape', { shape: [1, 3] }, '2 elements do not fill'],
    ['tile', { multiples: [1, 0] }, 'its counts do not fit'],
    ['pad', { paddings: [[0, 0], [9, 0]], mode: 'REFLECT' }, 'pads by more than its input has'], // prettier-ignore
    ['cast', { dtype: 'complex64' }, 'a cast from float32 to complex64 is not supported'],
    ['where', {}, 'the places of true elements are not supported'],
    ['math.round', { decimals: 2 }, 'rounding to decimals is not supported'],
    ['math.argmax', { axis: 9 }, "axis 9 is not one of its input's"],
    ['math.top_k', { k: 'all' }, 'k is not a number'],
    ['math.top_k', { k: 99 }, '99 greatest of'],
    ['gather_nd', { indices: 'x' }, 'an argument is neither a tensor nor numbers'],
    ['broadcast_to', { shape: [7, 7] }, 'cannot be broadcast'],
    ['linalg.matmul', { b: 2 }, 'needs two matrices'],
    ['nn.depth_to_space', { block_size: 3 }, 'dimensions'],
    ['image.resize', { size: [4, 4], antialias: true }, 'its input does not have 4 dimensions'],
  ])('operation %s %j', async (name, options, reason) => {
    const operation = {
      class_name: 'TFOpLambda',
      name: 'op',
      config: { function: name },
      inbound_nodes: [['x', 0, 0, options]],
    };
    const ends = { input_layers: [['x', 0, 0]], output_layers: [['op', 0, 0]] };
    const [first] = await refused(topology(functional([input, operation], ends)));
    expect(first?.code).toBe('TML301');
    expect(first?.message).toContain(reason);
  });

  test('a graph model of TensorFlow.js, read as layers', async () => {
    const [first] = await refused(topology({ format: 'graph-model', modelTopology: { node: [] } }));
    expect(first).toMatchObject({ code: 'TML208', message: expect.stringContaining('graph model') });
  });

  test.each([
    [
      'a class that is no model',
      { modelTopology: { class_name: 'Ensemble', config: {} }, weightsManifest: [] },
      'TML222',
    ],
    [
      'no layers',
      { modelTopology: { class_name: 'Sequential', config: { layers: [] } }, weightsManifest: [] },
      'TML202',
    ],
    ['no topology', {}, 'TML206'],
    [
      'a layer on a layer that does not exist',
      functional([input, { class_name: 'ReLU', name: 'r', config: {}, inbound_nodes: [[['gone', 0, 0, {}]]] }], {
        input_layers: [['x', 0, 0]],
        output_layers: [['r', 0, 0]],
      }),
      'TML206',
    ],
    [
      'a layer on its own result',
      functional([input, { class_name: 'ReLU', name: 'r', config: {}, inbound_nodes: [[['r', 0, 0, {}]]] }], {
        input_layers: [['x', 0, 0]],
        output_layers: [['r', 0, 0]],
      }),
      'TML206',
    ],
    [
      'an output that does not exist',
      functional([input], { input_layers: [['x', 0, 0]], output_layers: [['x', 0, 7]] }),
      'TML206',
    ],
    ['no outputs', functional([input], { input_layers: [['x', 0, 0]] }), 'TML206'],
  ])('%s', async (_, model, code) => {
    expect((await refused(topology(model))).map((diagnostic) => diagnostic.code)).toEqual([code]);
  });

  test('models that call themselves without end, or layers in the worst order, are bounded', async () => {
    const nest = (depth: number): object =>
      depth === 0
        ? input
        : {
            class_name: 'Functional',
            name: 'n',
            config: { layers: [input, nest(depth - 1)], input_layers: [['x', 0, 0]], output_layers: [['x', 0, 0]] },
            inbound_nodes: Array(50).fill([['x', 0, 0, {}]]),
          };
    const before = process.cpuUsage();
    const ends = { input_layers: [['x', 0, 0]], output_layers: [['x', 0, 0]] };
    const deep = await refused(topology(functional([input, nest(7)], ends)));
    expect(deep[0]?.code).toBe('TML202');
    const chain = Array.from({ length: 2900 }, (_, i) => ({
      class_name: 'ReLU',
      name: `r${String(i)}`,
      config: {},
      inbound_nodes: [[[i === 0 ? 'x' : `r${String(i - 1)}`, 0, 0, {}]]],
    }));
    const backwards = functional([...chain.toReversed(), input], { ...ends, output_layers: [['r2899', 0, 0]] });
    await topology(backwards);
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(10_000);
  });

  test('text that is no JSON, an archive without parts, bytes that are no HDF5', async () => {
    expect((await refused(importModel(tfjsLayersFormat, 'model.json', Buffer.from('{'))))[0]?.code).toBe('TML202');
    expect((await refused(importModel(kerasH5Format, 'x.h5', Buffer.from('not HDF5 at all, but long'))))[0]?.code).toBe(
      'TML202',
    );
    expect((await refused(importModel(kerasH5Format, 'x.h5', new Uint8Array(0))))[0]?.code).toBe('TML201');
    expect((await refused(importModel(kerasFormat, 'x.keras', Buffer.alloc(40))))[0]?.code).toBe('TML202');
  });

  test('an .h5 of weights only', async () => {
    const bytes = readFileSync(join(import.meta.dirname, 'cases', 'keras', 'sequence.h5'));
    const at = bytes.indexOf('model_config');
    const [first] = await refused(importModel(kerasH5Format, 'x.h5', bytes.fill('_', at, at + 12)));
    expect(first).toMatchObject({ code: 'TML223', message: expect.stringContaining('holds no model') });
  });
});

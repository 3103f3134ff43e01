import type { NetworkModule } from '@tinyml/core';

/**
 * A temporal convolutional network over 64 frames of 16 numbers: causal convolutions of three taps with dilations 1, 2, 4 and 8, and a
 * decision at the last frame. Random weights.
 */
const network: NetworkModule = ({ graph, initialValues }) => {
  const channels = 32;
  const vector = (name: string, count: number): string =>
    graph.constant(name, { dtype: 'float32', shape: [count] }, initialValues('he-normal', { in: 64, out: 64 }, count));
  let x = graph.input('frames', { dtype: 'float32', shape: [1, 1, 64, 16] });
  for (const dilation of [1, 2, 4, 8]) {
    const name = `conv_${String(dilation)}`;
    const inputs = graph.typeOf(x).shape[3] ?? 1;
    const values = initialValues('he-normal', { in: 3 * inputs, out: channels }, 3 * inputs * channels);
    const filter = graph.constant(`${name}_w`, { dtype: 'float32', shape: [channels, 1, 3, inputs] }, values);
    const attributes = {
      padding: [0, 0, 2 * dilation, 0],
      strides: [1, 1],
      dilations: [1, dilation],
      activation: 'relu',
    } as const;
    x = graph.emit('conv_2d', attributes, [x, filter, vector(`${name}_b`, channels)], { name });
  }
  const integers = (name: string, list: readonly number[]): string =>
    graph.constant(name, { dtype: 'int32', shape: [list.length] }, Int32Array.from(list));
  const masks = { beginMask: 0b1001, endMask: 0b1011, ellipsisMask: 0, newAxisMask: 0, shrinkAxisMask: 0b0100 };
  const at = [integers('begin', [0, 0, -1, 0]), integers('end', [0, 1, 0, 0]), integers('steps', [1, 1, 1, 1])];
  x = graph.emit('strided_slice', masks, [x, ...at], { name: 'last' });
  x = graph.emit('reshape', { newShape: [1, channels] }, [x], { name: 'flatten' });
  const values = initialValues('glorot-uniform', { in: channels, out: 8 }, channels * 8);
  const weights = graph.constant('dense_w', { dtype: 'float32', shape: [8, channels] }, values);
  const attributes = { activation: 'none', keepNumDims: false } as const;
  return graph.finish('tcn', [
    graph.emit('fully_connected', attributes, [x, weights, vector('dense_b', 8)], { name: 'dense' }),
  ]);
};

export default network;

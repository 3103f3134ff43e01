import type { NetworkModule, Padding, Pair } from '@tinyml/core';

/** The layers of MLPerf Tiny's keyword spotting model without padding in time, with random weights. */
const network: NetworkModule = ({ graph, initialValues }) => {
  const channels = 64;
  const padding: Padding = [0, 0, 1, 1];
  const bias = (name: string, count: number): string =>
    graph.constant(
      `${name}_b`,
      { dtype: 'float32', shape: [count] },
      initialValues('he-normal', { in: 64, out: 64 }, count),
    );
  const conv = (x: string, name: string, [height, width]: Pair, strides: Pair, pad: Padding): string => {
    const inputs = graph.typeOf(x).shape[3] ?? 1;
    const fans = { in: height * width * inputs, out: channels };
    const values = initialValues('he-normal', fans, fans.in * channels);
    const filter = graph.constant(`${name}_w`, { dtype: 'float32', shape: [channels, height, width, inputs] }, values);
    const attributes = { padding: pad, strides, dilations: [1, 1], activation: 'relu' } as const;
    return graph.emit('conv_2d', attributes, [x, filter, bias(name, channels)], { name });
  };
  const depthwise = (x: string, name: string): string => {
    const values = initialValues('he-normal', { in: 9, out: 9 }, 9 * channels);
    const filter = graph.constant(`${name}_w`, { dtype: 'float32', shape: [1, 3, 3, channels] }, values);
    const attributes = { padding, strides: [1, 1], dilations: [1, 1], depthMultiplier: 1, activation: 'relu' } as const;
    return graph.emit('depthwise_conv_2d', attributes, [x, filter, bias(name, channels)], { name });
  };
  let x = graph.input('frames', { dtype: 'float32', shape: [1, 49, 10, 1] });
  x = conv(x, 'conv', [10, 4], [2, 2], padding);
  for (let i = 1; i <= 4; i++) {
    x = depthwise(x, `depthwise_${String(i)}`);
    x = conv(x, `pointwise_${String(i)}`, [1, 1], [1, 1], 'valid');
  }
  const [, rows = 1, columns = 1] = graph.typeOf(x).shape;
  const filter: Pair = [rows, columns];
  x = graph.emit('average_pool_2d', { padding: 'valid', strides: filter, filter, activation: 'none' }, [x], {
    name: 'pool',
  });
  x = graph.emit('reshape', { newShape: [1, channels] }, [x], { name: 'flatten' });
  const fans = { in: channels, out: 12 };
  const values = initialValues('glorot-uniform', fans, channels * 12);
  const weights = graph.constant('dense_w', { dtype: 'float32', shape: [12, channels] }, values);
  x = graph.emit('fully_connected', { activation: 'none', keepNumDims: false }, [x, weights, bias('dense', 12)], {
    name: 'dense',
  });
  return graph.finish('speech', [graph.emit('softmax', { beta: 1 }, [x], { name: 'softmax' })]);
};

export default network;

import type { LayerKind, Rank } from '../layer.ts';
import type { KerasEntry } from '../slot.ts';

/** Places, among the elements of one image, of those that each window covers: [windows, rows · columns · channels]. */
const placesOf = (
  [, height, width, channels]: readonly number[],
  [rows, columns]: readonly number[],
  [down, across]: readonly number[],
) => {
  // prettier-ignore
  const count = (size = 1, kernel = 1, stride = 1): number => Math.floor((size - kernel) / stride) + 1;
  const [high, wide] = [count(height, rows, down), count(width, columns, across)];
  const places: number[] = [];
  for (let y = 0; y < high; y++)
    for (let x = 0; x < wide; x++)
      for (let row = 0; row < (rows ?? 1); row++)
        for (let column = 0; column < (columns ?? 1); column++)
          for (let c = 0; c < (channels ?? 1); c++)
            places.push(((y * (down ?? 1) + row) * (width ?? 1) + x * (across ?? 1) + column) * (channels ?? 1) + c);
  return { places, high, wide };
};

/** Keras 2: a convolution whose kernel [windows, window, filters] is another one at each place. */
const locallyConnected = (rank: Rank): LayerKind => ({
  variables: (options) => options.weighted('kernel'),
  check: (options) => {
    if (options.number('implementation', 1) !== 1 || options.padding() !== 'valid')
      throw options.problem('only implementation=1 with padding="valid" is supported', 'build the layer with implementation=1 and load the weights'); // prettier-ignore
    options.checkWindow(rank);
  },
  build: (call) => {
    const { options } = call;
    const x = call.asImage(rank);
    const shape = call.imageShape(x);
    const [n, height, width, channels] = shape;
    const size = options.perAxis('kernel_size', rank, 1);
    const { places, high, wide } = placesOf(shape, size, options.perAxis('strides', rank, 1));
    const windows = high * wide;
    if (windows < 1) throw options.problem('its window does not fit its input');
    const kernel = call.weight('kernel');
    const [, depth = 1, filters = 1] = kernel.shape;
    if (kernel.shape[0] !== windows || depth * windows !== places.length)
      throw options.problem(`its kernel [${kernel.shape.join(', ')}] does not fit its input`);
    const flat = call.view(x, [n, height * width * channels], 'flat');
    const taken = call.emit('gather', { axis: 1, batchDims: 0 }, [flat, call.ints('places', [places.length], places)], 'windows'); // prettier-ignore
    const rows = call.permute(call.view(taken, [n, windows, depth], 'rows'), [1, 0, 2], 'by_place');
    const products = call.formula.matmul(rows, call.place('kernel', kernel, [0, 1, 2]));
    const image = call.view(call.permute(products, [1, 0, 2], 'by_sample'), [n, high, wide, filters], 'image');
    if (options.config['use_bias'] === false) return call.asSeries(rank, call.activate(image));
    const bias = call.weight('bias');
    const placed = call.place('bias', bias, bias.shape.map((_, axis) => axis), [high, wide, filters]); // prettier-ignore
    return call.asSeries(rank, call.activate(call.formula.add(image, placed)));
  },
});

export const locally: KerasEntry = {
  layers: { LocallyConnected1D: locallyConnected(1), LocallyConnected2D: locallyConnected(2) },
};

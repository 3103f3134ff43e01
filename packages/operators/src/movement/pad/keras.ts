import type { KerasEntry, LayerKind, Rank } from '@tinyml/formats';

const zeroPadding = (rank: Rank): LayerKind => ({
  check: (options) => options.edges('padding', rank),
  build: (call) => {
    const x = call.asImage(rank);
    call.imageShape(x);
    const [rows, columns] = call.options.edges('padding', rank);
    const paddings = call.ints('paddings', [4, 2], [0, 0, ...rows, ...columns, 0, 0]);
    return call.asSeries(rank, call.emit('pad', {}, [x, paddings]));
  },
});

/** Keras 3's pad_images(images, top, left, bottom, right). */
const padImages: LayerKind = {
  build: (call) => {
    const { given } = call;
    const side = (position: number, name: string): number => given.number(given.argument(position, name), name, 0);
    const rows = [side(1, 'top_padding'), side(3, 'bottom_padding')];
    const columns = [side(2, 'left_padding'), side(4, 'right_padding')];
    if (given.argument(5, 'target_height') !== null || given.argument(6, 'target_width') !== null)
      throw call.options.problem('padding to a target size is not supported');
    const x = given.operand();
    return call.emit('pad', {}, [x, call.ints('paddings', [4, 2], [0, 0, ...rows, ...columns, 0, 0])]);
  },
};

/** The element at `place` outside of `size` elements that are mirrored at the edge, the edge itself twice where `symmetric`. */
const mirrored = (place: number, size: number, symmetric: boolean): number => {
  const edge = symmetric ? 1 : 0;
  if (place < 0) return -place - edge;
  return place < size ? place : 2 * size - 2 - place + edge;
};

/** Constant padding, or the mirrored elements. */
const pad: LayerKind = {
  build: (call) => {
    const { given, options } = call;
    const x = given.operand();
    const { shape } = call.typeOf(x);
    const pairs = given.array(given.argument(1, 'paddings', 'pad_width'));
    if (pairs === undefined) throw options.problem('pads by counts that the file does not hold');
    const { values } = pairs;
    const [least = 0, most = least] = [values[0], values.at(-1)];
    const isComplete = values.length === 2 * shape.length;
    if (values.length > 2 && !isComplete) throw options.problem('its paddings do not fit its input');
    const amounts = isComplete ? values : shape.flatMap(() => [least, most]);
    const named = given.argument(2, 'mode') ?? 'constant';
    const mode = typeof named === 'string' ? named.toLowerCase() : 'an unknown mode';
    if (mode === 'constant') {
      const filler = given.number(given.argument(3, 'constant_values'), 'the value to pad with', 0);
      const inputs = [x, call.ints('paddings', [shape.length, 2], amounts)];
      return call.emit('pad', {}, filler === 0 ? inputs : [...inputs, call.floats('filler', [], [filler])]);
    }
    if (mode !== 'reflect' && mode !== 'symmetric') throw options.problem(`padding by ${mode} is not supported`);
    const result = shape.reduce((sum, size, axis) => {
      const [before = 0, after = 0] = amounts.slice(2 * axis, 2 * axis + 2);
      if (before === 0 && after === 0) return sum;
      const places = Array.from({ length: size + before + after }, (_, i) => i - before);
      const indices = places.map((place) => mirrored(place, size, mode === 'symmetric'));
      if (indices.some((index) => index < 0 || index >= size)) throw options.problem('pads by more than its input has');
      const suffix = `mirror${String(axis)}`;
      const list = call.ints(`${suffix}_indices`, [indices.length], indices);
      return call.emit('gather', { axis, batchDims: 0 }, [sum, list], suffix);
    }, x);
    return result === x ? call.emit('identity', {}, [x]) : result;
  },
};

export const keras: KerasEntry = {
  layers: { ZeroPadding1D: zeroPadding(1), ZeroPadding2D: zeroPadding(2) },
  operations: { pad, pad_images: padImages },
  described: ({ pair }) => ({
    'zero-padding': {
      className: 'ZeroPadding2D',
      summary: 'adds rows and columns of zeros',
      options: { padding: pair('how many on each side; default: 1', 1) },
      short: 'padding',
      defaults: { padding: 1 },
    },
  }),
};

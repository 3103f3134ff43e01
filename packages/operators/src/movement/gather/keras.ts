import type { ValueId } from '@tinyml/core';
import type { KerasEntry, LayerCall, LayerKind } from '@tinyml/formats';

/** Rows of a table, by number; with `mask_zero` the number 0 is padding. */
const embedding: LayerKind = {
  variables: () => ({ trainable: ['embeddings'], fixed: [] }),
  build: (call) => {
    const given = call.input();
    const { dtype } = call.typeOf(given);
    const x = dtype === 'int32' ? given : call.emit('cast', { outType: 'int32' }, [given], 'indices');
    const table = call.place('embeddings', call.weight('embeddings'), [0, 1]);
    const result = call.emit('gather', { axis: 0, batchDims: 0 }, [table, x], 'rows');
    if (call.options.config['mask_zero'] === true) call.setMask(result, call.formula.of('not_equal', x, 0));
    return result;
  },
};

/** The slices along `axis` that `indices` name. */
const gather = (call: LayerCall, x: ValueId, axis: number, indices: readonly number[], suffix: string): ValueId =>
  call.emit('gather', { axis, batchDims: 0 }, [x, call.ints(`${suffix}_indices`, [indices.length], indices)], suffix);

const take: LayerKind = {
  build: (call) => {
    const { given } = call;
    const x = given.operand();
    const { shape } = call.typeOf(x);
    const [axis = 0] = given.axes(given.argument(2, 'axis') ?? 0, shape.length);
    const indices = given.array(given.argument(1, 'indices'));
    if (indices === undefined) throw call.options.problem('takes elements at places that the file does not hold');
    const size = shape[axis] ?? 1;
    const counted = indices.values.map((index) => (index < 0 ? index + size : index));
    const taken = gather(call, x, axis, counted, 'take');
    if (indices.shape.length === 1) return taken;
    return call.emit('reshape', { newShape: shape.toSpliced(axis, 1, ...indices.shape) }, [taken], 'view');
  },
};

/** Each element along an axis again and again. */
const repeat: LayerKind = {
  build: (call) => {
    const { given } = call;
    const x = given.operand();
    const { shape } = call.typeOf(x);
    const [count = 1, ...others] = given.integers(given.argument(1, 'repeats', 'rep'), 'the count');
    const value = given.argument(2, 'axis');
    if (others.length > 0 || value === null || count < 1) throw call.options.problem('needs one count and an axis');
    const axis = given.axis(given.number(value, 'axis'), shape.length);
    const indices = Array.from({ length: (shape[axis] ?? 1) * count }, (_, i) => Math.floor(i / count));
    return gather(call, x, axis, indices, 'repeat');
  },
};

export const keras: KerasEntry = {
  layers: { Embedding: embedding },
  operations: { gather: take, repeat, take },
};

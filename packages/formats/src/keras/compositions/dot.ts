import type { ValueId } from '@tinyml/core';
import { einsum } from '../einsum.ts';
import type { LayerCall, LayerKind } from '../layer.ts';
import type { KerasEntry } from '../slot.ts';

const labelsFrom = (first: string, count: number): string =>
  String.fromCharCode(...Array.from({ length: count }, (_, i) => first.charCodeAt(0) + i));

/** The sum of products along one axis of each of two tensors, sample by sample: the other axes of the first, then those of the second. */
const dot: LayerKind = {
  build: (call) => {
    const { options } = call;
    const [a, b] = call.inputs;
    if (a === undefined || b === undefined || call.inputs.length !== 2) throw options.problem('needs two inputs');
    const axes = options.numbers('axes', -1);
    const [i, j] = [call.axis(a, axes[0] ?? -1), call.axis(b, axes.at(-1) ?? -1)];
    if (i === 0 || j === 0) throw options.problem('products along the batch are not supported');
    const [rankA, rankB] = [call.typeOf(a).shape.length, call.typeOf(b).shape.length];
    const first = `z${labelsFrom('a', rankA - 1)}`;
    const second = [...`z${labelsFrom('A', rankB - 1)}`].with(j, first[i] ?? '').join('');
    const rest = [...first.slice(1), ...second.slice(1)].filter((label) => label !== first[i]).join('');
    const unit = (x: ValueId, axis: number): ValueId =>
      options.config['normalize'] === true ? normalized(call, x, axis) : x;
    const product = einsum(call, `${first},${second}->z${rest}`, unit(a, i), unit(b, j));
    return rest === '' ? call.view(product, [call.typeOf(a).shape[0] ?? 1, 1], 'column') : product;
  },
};

const normalized = (call: LayerCall, x: ValueId, axis: number): ValueId =>
  call.alongLast(x, [axis], (last) => call.emit('l2_normalization', { activation: 'none' }, [last], 'unit'));

export const dotLayer: KerasEntry = { layers: { Dot: dot } };

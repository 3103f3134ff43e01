import type { ValueId } from '@tinyml/core';
import { padded, slicedAlong } from '../../translation/axes.ts';
import { TranslationError } from '../../translation/translation-error.ts';
import type { OnnxCall, OnnxOperator, OnnxOperators } from '../call.ts';

/** A tensor without elements is known, whatever it is a part of. */
const nothing = (call: OnnxCall, x: ValueId, shape: readonly number[]): ValueId => {
  const { dtype } = call.typeOf(x);
  const none = call.constant('none', { dtype: 'int32', shape }, new Int32Array());
  return call.cast(none, dtype);
};

const partsOf = (call: OnnxCall, x: ValueId, axis: number, sizes: readonly number[]): readonly ValueId[] =>
  sizes.map((size, i) => {
    if (size === 0) return nothing(call, x, call.shapeOf(x).with(axis, 0));
    const begin = sizes.slice(0, i).reduce((sum, part) => sum + part, 0);
    return slicedAlong(call, x, axis, begin, size);
  });

const split: OnnxOperator = (call) => {
  const x = call.operand(0);
  const axis = call.axisOf(x, call.attributes.int('axis', 0));
  const size = call.shapeOf(x)[axis] ?? 1;
  const given = call.intsOf('split', 1);
  const count = call.attributes.int('num_outputs', call.results);
  const each = Math.ceil(size / count);
  const sizes = given ?? Array.from({ length: count }, (_, i) => Math.min(each, size - i * each));
  if (sizes.some((part) => part < 0) || sizes.reduce((sum, part) => sum + part, 0) !== size)
    throw new TranslationError(`parts of [${sizes.join(', ')}] do not make up ${String(size)}`);
  if (sizes.includes(0)) return partsOf(call, x, axis, sizes);
  const at = call.ints('axis', [], [axis]);
  if (sizes.length === 1) return call.emit('identity', {}, [x]);
  if (sizes.every((part) => part === sizes[0])) return call.emitAll('split', { numSplits: sizes.length }, [at, x]);
  return call.emitAll('split_v', { numSplits: sizes.length }, [x, call.ints('sizes', [sizes.length], sizes), at]);
};

const masks = { beginMask: 0, endMask: 0, ellipsisMask: 0, newAxisMask: 0, shrinkAxisMask: 0 };

interface Cut {
  readonly begin: number;
  readonly end: number;
  readonly step: number;
  readonly count: number;
}

/** Where a slice of NumPy's begins and ends. */
const cut = (size: number, start: number, end: number, step: number): Cut => {
  if (step === 0) throw new TranslationError('a step of 0');
  const [least, most] = step > 0 ? [0, size] : [-1, size - 1];
  const bound = (value: number): number => Math.min(most, Math.max(least, value < 0 ? value + size : value));
  const [from, to] = [bound(start), bound(end)];
  return { begin: from, end: to, step, count: Math.max(0, Math.ceil((to - from) / step)) };
};

const slice: OnnxOperator = (call) => {
  const x = call.operand(0);
  const shape = call.shapeOf(x);
  const [starts = [], ends = []] = [call.intsOf('starts', 1), call.intsOf('ends', 2)];
  const axes = (call.intsOf('axes', 3) ?? starts.map((_, i) => i)).map((axis) => call.axisOf(x, axis));
  const steps = call.known(4, 'steps') ?? starts.map(() => 1);
  const cuts = shape.map((size, axis) => {
    const at = axes.lastIndexOf(axis);
    return at < 0 ? cut(size, 0, size, 1) : cut(size, starts[at] ?? 0, ends[at] ?? size, steps[at] ?? 1);
  });
  if (cuts.some(({ count }) => count === 0)) return nothing(call, x, cuts.map(({ count }) => count)); // prettier-ignore
  if (cuts.every(({ count, step }, axis) => step === 1 && count === shape[axis])) return call.emit('identity', {}, [x]);
  const list = (role: string, values: readonly number[]): ValueId => call.ints(role, [shape.length], values);
  if (cuts.every(({ step }) => step === 1))
    return call.emit('slice', {}, [x, list('begin', cuts.map(({ begin }) => begin)), list('size', cuts.map(({ count }) => count))]); // prettier-ignore
  // An end before the first element, which a backward slice may have, would count from the end.
  let endMask = 0;
  cuts.forEach(({ end, step }, axis) => {
    if (step < 0 && end < 0) endMask |= 1 << axis;
  });
  const operands = [list('begin', cuts.map(({ begin }) => begin)), list('end', cuts.map(({ end }) => end)), list('steps', cuts.map(({ step }) => step))]; // prettier-ignore
  return call.emit('strided_slice', { ...masks, endMask }, [x, ...operands]);
};

/** `around` as [before of all axes, after of all axes]. */
const pad: OnnxOperator = (call) => {
  const x = call.operand(0);
  const rank = call.rankOf(x);
  const mode = call.attributes.text('mode', 'constant');
  const all = call.version < 11 ? (call.attributes.ints('pads') ?? call.attributes.ints('paddings') ?? []) : (call.known(1, 'pads') ?? []); // prettier-ignore
  const axes = (call.version >= 18 ? call.known(3, 'axes') : undefined)?.map((axis) => call.axisOf(x, axis));
  const pads = call.shapeOf(x).map((_, axis): readonly [number, number] => {
    const at = axes === undefined ? axis : axes.indexOf(axis);
    return at < 0 ? [0, 0] : [all[at] ?? 0, all[at + (axes?.length ?? rank)] ?? 0];
  });
  const kept = pads.reduce((part, [before, after], axis) => {
    if (before >= 0 && after >= 0) return part;
    const [front, back] = [Math.max(0, -before), Math.max(0, -after)];
    return slicedAlong(call, part, axis, front, (call.shapeOf(part)[axis] ?? 0) - front - back);
  }, x);
  const outside = pads.map(([before, after]): readonly [number, number] => [Math.max(0, before), Math.max(0, after)]);
  if (mode === 'constant') {
    const operand = call.version < 11 ? undefined : call.optional(2);
    const value = call.version < 11 ? call.attributes.float('value', 0) : operand === undefined ? 0 : call.numbers(operand)?.[0]; // prettier-ignore
    if (value === 0 || operand === undefined) return padded(call, kept, outside, value);
    const paddings = call.ints('paddings', [rank, 2], outside.flat());
    return call.emit('pad', {}, [kept, paddings, call.reshaped(operand, [])]);
  }
  if (mode === 'reflect')
    return call.emit('mirror_pad', { mode: 'reflect' }, [kept, call.ints('paddings', [rank, 2], outside.flat())]);
  const shape = call.shapeOf(kept);
  const index = (size: number, position: number): number =>
    mode === 'wrap' ? ((position % size) + size) % size : Math.min(size - 1, Math.max(0, position));
  if (mode !== 'edge' && mode !== 'wrap') throw new TranslationError(`mode ${mode} is not supported`);
  return outside.reduce((part, [before, after], axis) => {
    if (before === 0 && after === 0) return part;
    const size = shape[axis] ?? 1;
    const places = Array.from({ length: before + size + after }, (_, i) => index(size, i - before));
    return call.emit('gather', { axis, batchDims: 0 }, [part, call.ints('places', [places.length], places)]);
  }, kept);
};

/** Where of a matrix's elements those of one triangle are. */
const trilu: OnnxOperator = (call) => {
  const x = call.operand(0);
  const [rows = 1, columns = 1] = call.shapeOf(x).slice(-2);
  const isUpper = call.attributes.flag('upper', true);
  const [k = 0] = call.known(1, 'k') ?? [];
  const kept = Uint8Array.from({ length: rows * columns }, (_, i) => {
    const offset = (i % columns) - Math.floor(i / columns);
    return (isUpper ? offset >= k : offset <= k) ? 1 : 0;
  });
  const mask = call.constant('triangle', { dtype: 'bool', shape: [rows, columns] }, kept);
  return call.emit('select_v2', {}, [mask, x, call.cast(call.ints('zero', [], [0]), call.typeOf(x).dtype)]);
};

export const movement: OnnxOperators = {
  Split: split,
  Slice: slice,
  Pad: pad,
  Trilu: trilu,
};

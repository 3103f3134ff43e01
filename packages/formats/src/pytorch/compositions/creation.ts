import { elementCount, type DType, type ValueId } from '@tinyml/core';
import { listOf } from '../list-of.ts';
import type { PytorchEntry, TorchBuild, TorchCall } from '../slot.ts';

const constantOf = (call: TorchCall, shape: readonly number[], values: (i: number) => number): ValueId => {
  const count = elementCount(shape);
  const dtype: DType = call.result().dtype ?? 'float32';
  const list = listOf(count, (i) => values(i));
  if (dtype === 'float32') return call.to.floats('values', shape, list);
  if (dtype === 'bool') return call.to.constant('values', { dtype, shape }, Uint8Array.from(list, (value) => (value === 0 ? 0 : 1))); // prettier-ignore
  return call.as(call.to.ints('values', shape, list), dtype);
};

const filled =
  (value: (call: TorchCall) => number, shape: (call: TorchCall) => readonly number[]): TorchBuild =>
  (call) => {
    const one = value(call);
    return constantOf(call, shape(call), () => one);
  };

const size = (call: TorchCall): readonly number[] => call.numbers('size', []);
const like = (call: TorchCall): readonly number[] => call.shapeOf(call.tensor('self'));
const given = (call: TorchCall): number => call.number(call.has('fill_value') ? 'fill_value' : 'value');
const zero = (): number => 0;
const one = (): number => 1;

const arange: TorchBuild = (call) => {
  const start = call.number('start', 0);
  const step = call.number('step', 1);
  const count = Math.max(0, Math.ceil((call.number('end') - start) / step));
  return constantOf(call, [count], (i) => start + i * step);
};

const linspace: TorchBuild = (call) => {
  const [start, end, steps] = [call.number('start'), call.number('end'), call.number('steps')];
  return constantOf(call, [steps], (i) => (steps === 1 ? start : start + ((end - start) * i) / (steps - 1)));
};

const eye: TorchBuild = (call) => {
  const rows = call.number('n');
  const columns = call.number('m', rows);
  return constantOf(call, [rows, columns], (i) => (i % columns === Math.floor(i / columns) ? 1 : 0));
};

export const creations: PytorchEntry = {
  'aten.zeros': filled(zero, size),
  'aten.ones': filled(one, size),
  'aten.full': filled(given, size),
  'aten.zeros_like': filled(zero, like),
  'aten.ones_like': filled(one, like),
  'aten.full_like': filled(given, like),
  'aten.new_zeros': filled(zero, size),
  'aten.new_ones': filled(one, size),
  'aten.new_full': filled(given, size),
  // What is not initialised may hold anything, zeros too.
  'aten.empty': filled(zero, size),
  'aten.empty_like': filled(zero, like),
  'aten.new_empty': filled(zero, size),
  'aten.zero': filled(zero, like),
  'aten.fill': filled(given, like),
  'aten.scalar_tensor': filled((call) => call.number('s'), () => []), // prettier-ignore
  'aten.arange': arange,
  'aten.linspace': linspace,
  'aten.eye': eye,
};

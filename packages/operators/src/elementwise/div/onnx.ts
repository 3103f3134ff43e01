import type { OnnxOperator, OnnxOperators } from '@tinyml/formats';

const divide = { activation: 'none' } as const;

/** Wide integers are divided where shapes are computed, from constants: as narrower ones, where they are small enough. */
const div: OnnxOperator = (call) => {
  const [a, b] = call.pair();
  const { dtype } = call.typeOf(a);
  const isWide = dtype === 'int64' || dtype === 'uint64' || dtype === 'uint32';
  if (!isWide) return call.inWords([a, b], (operands) => call.emit('div', divide, operands));
  const numbers = [a, b].map((id) => call.numbers(id));
  if (numbers.includes(undefined)) throw call.refused(`divisions of ${dtype} that depend on an input of the model are not supported`); // prettier-ignore
  if (dtype !== 'int64' || numbers.some((list) => list?.every((value) => Math.abs(value) < 2 ** 31) !== true))
    throw call.refused(`divisions of ${dtype} are not supported`);
  if (numbers[1]?.includes(0) === true) throw call.refused('it divides integers by 0');
  return call.cast(call.emit('div', divide, [call.cast(a, 'int32'), call.cast(b, 'int32')]), dtype);
};

export const onnx: OnnxOperators = { Div: div };

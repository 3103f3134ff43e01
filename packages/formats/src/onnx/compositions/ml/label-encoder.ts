import type { DType, ValueId } from '@tinyml/core';
import { TranslationError } from '../../../translation/translation-error.ts';
import type { OnnxCall, OnnxOperator, OnnxOperators } from '../../call.ts';

interface Listed {
  readonly numbers: readonly number[];
  readonly dtype: DType;
}

/** Numbers of an attribute in one of its forms. Texts become their places in the list: tinyml has no texts. */
const listed = (call: OnnxCall, role: 'keys' | 'values'): Listed => {
  const { attributes } = call;
  const tensor = attributes.tensor(`${role}_tensor`);
  if (tensor !== undefined) {
    const { type, data } = call.tensor(tensor);
    return { numbers: Array.from(data as Float32Array, Number), dtype: type.dtype };
  }
  const [ints, floats] = [attributes.ints(`${role}_int64s`) ?? [], attributes.floats(`${role}_floats`) ?? []];
  if (ints.length > 0) return { numbers: ints, dtype: 'int64' };
  if (floats.length > 0) return { numbers: floats, dtype: 'float32' };
  const texts = attributes.texts(`${role}_strings`);
  if (role === 'keys' || texts.length === 0)
    throw new TranslationError(`${role} that are no numbers are not supported`);
  return { numbers: texts.map((_, i) => i), dtype: 'int64' };
};

const defaultOf = (call: OnnxCall, dtype: DType): number => {
  const { attributes } = call;
  const tensor = attributes.tensor('default_tensor');
  attributes.ignore('default_string');
  const [int, float] = [attributes.int('default_int64', -1), attributes.float('default_float', 0)];
  if (tensor !== undefined) return Number(call.tensor(tensor).data[0] ?? 0);
  return dtype === 'float32' ? float : int;
};

/** The value beside the key that x is; that of the first, where several are. */
const labelEncoder: OnnxOperator = (call) => {
  const [keys, values] = [listed(call, 'keys'), listed(call, 'values')];
  const count = keys.numbers.length;
  if (values.numbers.length !== count) throw new TranslationError(`${String(count)} keys for ${String(values.numbers.length)} values`); // prettier-ignore
  const x = call.operand(0);
  if ((call.typeOf(x).dtype === 'float32') !== (keys.dtype === 'float32')) throw new TranslationError(`keys of ${keys.dtype} for ${call.typeOf(x).dtype} are not supported`); // prettier-ignore
  const constant = (role: string, { numbers, dtype }: Listed, shape: readonly number[]): ValueId => {
    if (dtype === 'float32') return call.floats(role, shape, numbers);
    if (numbers.some((value) => Math.abs(value) >= 2 ** 31)) throw new TranslationError(`${role} beyond 32 bits are not supported`); // prettier-ignore
    return call.ints(role, shape, numbers);
  };
  const real = call.typeOf(x).dtype === 'float32' ? x : call.cast(x, 'int32');
  const shape = call.shapeOf(x);
  const hits = call.emit('equal', {}, [call.reshaped(real, [...shape, 1]), constant('keys', keys, [count])]);
  const place = call.emit('arg_max', { outputType: 'int32' }, [call.cast(hits, 'float32'), call.ints('axis', [], [shape.length])]); // prettier-ignore
  const found = call.emit('gather', { axis: 0, batchDims: 0 }, [constant('values', values, [count]), place]);
  const isKnown = call.emit('reduce_any', { keepDims: false }, [hits, call.ints('last', [1], [shape.length])]);
  const otherwise = constant('default', { numbers: [defaultOf(call, values.dtype)], dtype: values.dtype }, []);
  const result = call.emit('select_v2', {}, [isKnown, found, otherwise]);
  return call.cast(result, values.dtype);
};

export const labelEncoders: OnnxOperators = { 'ai.onnx.ml.LabelEncoder': labelEncoder };

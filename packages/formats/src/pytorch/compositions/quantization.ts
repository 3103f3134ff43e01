import { integerRange, type DType, type IntegerDType, type ValueId } from '@tinyml/core';
import { clipped } from '../../translation/clipped.ts';
import { dequantized, quantized, type Stored } from '../../translation/quantization.ts';
import { TranslationError } from '../../translation/translation-error.ts';
import { scalarTypeOf } from '../scalar-type.ts';
import type { PytorchEntry, TorchBuild, TorchCall } from '../slot.ts';

interface Parameters extends Stored {
  readonly least: number;
  readonly most: number;
}

/** Numbers of an argument that is a number, or a tensor of known numbers. */
const known = (call: TorchCall, name: string): readonly number[] => {
  if (typeof call.argument(name) === 'number') return [call.number(name)];
  const id = call.optionalTensor(name);
  const numbers = id === null ? undefined : call.to.numbers(id);
  if (numbers === undefined)
    throw new TranslationError(`its ${name} is computed: dynamic quantisation is not supported`);
  return numbers;
};

/** Unsigned bytes are stored as signed ones, 128 lower. */
const parametersOf = (call: TorchCall, scaleName: string, zeroName: string, axis?: number): Parameters => {
  const dtype: DType | undefined = scalarTypeOf(call.number('dtype', 2))?.dtype;
  if (dtype !== 'int8' && dtype !== 'uint8' && dtype !== 'int16' && dtype !== 'int32')
    throw new TranslationError(`stored elements of type ${String(dtype)} are not supported`);
  const offset = dtype === 'uint8' ? 128 : 0;
  const signed: IntegerDType = dtype === 'uint8' ? 'int8' : dtype;
  const [low, high] = integerRange(dtype);
  const scale = known(call, scaleName).map(Math.fround);
  const given = call.has(zeroName) ? known(call, zeroName) : scale.map(() => 0);
  return {
    dtype: signed,
    quant: { scale, zeroPoint: given.map((zero) => zero - offset), ...(axis !== undefined && { axis }) },
    least: call.number('quant_min', low) - offset,
    most: call.number('quant_max', high) - offset,
  };
};

const quantize =
  (scale: string, zero: string, perChannel: boolean): TorchBuild =>
  (call) => {
    const { to } = call;
    const parameters = parametersOf(call, scale, zero, perChannel ? call.number('axis') : undefined);
    const { dtype, quant, least, most } = parameters;
    const x = call.as(call.tensor('input'), 'float32');
    const [low, high] = integerRange(dtype as IntegerDType);
    if (least <= low && most >= high) return quantized(to, x, parameters);
    if (perChannel)
      throw new TranslationError('a range that is narrower than its type is not supported for each channel');
    // A narrower range than that of the type.
    const [step = 1, at = 0] = [quant.scale[0], quant.zeroPoint[0]];
    return quantized(to, clipped(to, x, (least - at) * step, (most - at) * step), parameters);
  };

/** Constants of unsigned bytes, as signed ones. */
const signed = (call: TorchCall, x: ValueId): ValueId => {
  const { to } = call;
  const type = to.typeOf(x);
  const data = to.data(x);
  if (type.dtype !== 'uint8' || data === undefined) return x;
  const moved = Int8Array.from(data as Uint8Array, (value) => value - 128);
  return to.constant('signed', { ...type, dtype: 'int8' }, moved);
};

const dequantize =
  (scale: string, zero: string, perChannel: boolean): TorchBuild =>
  (call) => {
    const { quant } = parametersOf(call, scale, zero, perChannel ? call.number('axis') : undefined);
    return dequantized(call.to, signed(call, call.tensor('input')), quant);
  };

export const quantizations: PytorchEntry = {
  'quantized_decomposed.quantize_per_tensor': quantize('scale', 'zero_point', false),
  'quantized_decomposed.dequantize_per_tensor': dequantize('scale', 'zero_point', false),
  'quantized_decomposed.quantize_per_channel': quantize('scales', 'zero_points', true),
  'quantized_decomposed.dequantize_per_channel': dequantize('scales', 'zero_points', true),
};

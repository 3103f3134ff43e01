import type { DType, Quant, ValueId } from '@tinyml/core';
import { dequantized as fromStored, quantized as toStored } from '../../translation/quantization.ts';
import { TranslationError } from '../../translation/translation-error.ts';
import type { OnnxCall, OnnxOperator, OnnxOperators } from '../call.ts';
import { elementType, elementTypeName } from '../element-types.ts';
import { conv } from './convolution.ts';
import { matmul } from './matrix.ts';
import { plain, product, scalar } from './words.ts';

/** Scale and zero point of constants, along `axis` where there are several. */
const quantOf = (call: OnnxCall, scale: ValueId, zero: ValueId | undefined, axis: number): Quant => {
  const scales = call.numbers(scale);
  const zeros = zero === undefined ? [] : call.numbers(zero);
  if (scales === undefined || zeros === undefined) throw new TranslationError('its scale or zero point depends on an input of the model'); // prettier-ignore
  const zeroPoint = scales.map((_, i) => zeros[i] ?? zeros[0] ?? 0);
  return { scale: scales, zeroPoint, ...(scales.length > 1 && { axis }) };
};

/** Unsigned bytes are stored as signed ones, 128 lower, where nothing else reads them: integer kernels take those. */
const lowered = (quant: Quant): Quant => ({ ...quant, zeroPoint: quant.zeroPoint.map((zero) => zero - 128) });

/** A constant of unsigned bytes as signed ones. */
const signed = (call: OnnxCall, x: ValueId): ValueId => {
  const data = call.data(x);
  if (data === undefined || call.typeOf(x).dtype !== 'uint8') return x;
  return call.constant('signed', { dtype: 'int8', shape: call.shapeOf(x) }, Int8Array.from(data as Uint8Array, (value) => value - 128)); // prettier-ignore
};

const checkBlocks = (call: OnnxCall): void => {
  if (call.attributes.int('block_size', 0) !== 0) throw new TranslationError('block_size is not supported');
  call.attributes.ignore('saturate', 'precision');
};

const storedType = (call: OnnxCall, zero: ValueId | undefined): DType => {
  const code = call.attributes.int('output_dtype', 0);
  const dtype = zero === undefined ? (code === 0 ? 'uint8' : elementType(code)) : call.typeOf(zero).dtype;
  if (dtype === undefined || !['int8', 'uint8', 'int16'].includes(dtype)) throw new TranslationError(`elements of ${dtype ?? elementTypeName(code)} are not supported`); // prettier-ignore
  return dtype;
};

const quantize = (call: OnnxCall, x: ValueId, scale: ValueId, zero: ValueId | undefined, axis: number): ValueId => {
  const dtype = storedType(call, zero);
  const quant = quantOf(call, scale, zero, axis);
  const becomesSigned = dtype === 'uint8' && call.isStoredOnly(0);
  return toStored(call, x, becomesSigned ? { dtype: 'int8', quant: lowered(quant) } : { dtype, quant });
};

/** (x − zero point) · scale on numbers that the graph does not know to be stored. */
const computed = (call: OnnxCall, x: ValueId, scale: ValueId, zero: ValueId | undefined, axis: number): ValueId => {
  const shape = call.shapeOf(x);
  const beside = (id: ValueId): ValueId => {
    const count = product(call.shapeOf(id));
    return call.reshaped(id, count === 1 ? [] : [count, ...shape.slice(axis + 1).map(() => 1)]);
  };
  const real = call.cast(x, 'float32');
  const centred = zero === undefined ? real : call.emit('sub', plain, [real, beside(call.cast(zero, 'float32'))]);
  return call.emit('mul', plain, [centred, beside(scale)]);
};

const dequantize = (call: OnnxCall, x: ValueId, scale: ValueId, zero: ValueId | undefined, axis: number): ValueId => {
  const isStored = call.data(x) !== undefined || call.typeOf(x).quant !== undefined;
  const isKnown = call.data(scale) !== undefined && (zero === undefined || call.data(zero) !== undefined);
  if (!isStored || !isKnown) return computed(call, x, scale, zero, axis);
  const quant = quantOf(call, scale, zero, axis);
  const stored = signed(call, x);
  const isLowered = call.typeOf(stored).dtype === 'int8' && (zero === undefined ? stored !== x : call.typeOf(zero).dtype === 'uint8'); // prettier-ignore
  return fromStored(call, stored, isLowered ? lowered(quant) : quant);
};

const axisOf = (call: OnnxCall, x: ValueId): number => {
  const axis = call.attributes.int('axis', 1);
  return axis < 0 ? axis + call.rankOf(x) : axis;
};

/** Operand i with the scale and the zero point that follow it. */
const operandOf = (call: OnnxCall, i: number, axis: number): ValueId =>
  dequantize(call, call.operand(i), call.operand(i + 1), call.optional(i + 2), axis);

const qlinearConv: OnnxOperator = (call) => {
  const [x, weights, bias] = [operandOf(call, 0, 1), operandOf(call, 3, 0), call.optional(8)];
  const scales = (position: number): readonly number[] => call.known(position, 'scale') ?? [];
  // The bias counts in units of input times weights.
  const [input = 1] = scales(1);
  const offset = bias === undefined ? null : fromStored(call, bias, { scale: scales(4).map((scale) => scale * input), zeroPoint: scales(4).map(() => 0), ...(scales(4).length > 1 && { axis: 0 }) }); // prettier-ignore
  const whole = conv(call, x, weights, offset);
  return quantize(call, whole, call.operand(6), call.optional(7), 1);
};

const qlinearMatMul: OnnxOperator = (call) => {
  const [a, b] = [operandOf(call, 0, call.rankOf(call.operand(0)) - 2), operandOf(call, 3, call.rankOf(call.operand(3)) - 1)]; // prettier-ignore
  return quantize(call, matmul(call, a, b), call.operand(6), call.optional(7), 0);
};

/** x as int32, less the zero point. */
const centred = (call: OnnxCall, x: ValueId, zero: ValueId | undefined): ValueId => {
  const wide = call.cast(x, 'int32');
  return zero === undefined ? wide : call.emit('sub', plain, [wide, call.cast(zero, 'int32')]);
};

/** Sums of so many products of 9 bits each are exact in single precision. */
const mostProducts = 2 ** 24 / 2 ** 16;

const convInteger: OnnxOperator = (call) => {
  const [x, weights] = [0, 1].map((i) => call.cast(centred(call, call.operand(i), call.optional(i + 2)), 'float32'));
  const taps = product(call.shapeOf(weights ?? '').slice(1));
  if (taps > mostProducts) throw new TranslationError(`sums of ${String(taps)} products are not supported`);
  return call.cast(conv(call, x ?? '', weights ?? '', null), 'int32');
};

const matMulInteger: OnnxOperator = (call) =>
  matmul(call, centred(call, call.operand(0), call.optional(2)), centred(call, call.operand(1), call.optional(3)));

/** Scale and zero point for 0 … 255 from the least and the greatest element. */
const dynamic: OnnxOperator = (call) => {
  const x = call.operand(0);
  const axes = call.shapeOf(x).map((_, i) => i);
  const extreme = (op: 'reduce_min' | 'reduce_max'): ValueId =>
    call.emit(op, { keepDims: false }, [x, call.ints('axes', [axes.length], axes)]);
  const zero = scalar(call, 'zero', 0);
  const least = call.emit('minimum', {}, [extreme('reduce_min'), zero]);
  const most = call.emit('maximum', {}, [extreme('reduce_max'), zero]);
  const range = call.emit('sub', plain, [most, least]);
  const scale = call.emit('div', plain, [range, scalar(call, 'steps', 255)]);
  const limited = (value: ValueId): ValueId =>
    call.emit('minimum', {}, [call.emit('maximum', {}, [value, zero]), scalar(call, 'limit', 255)]);
  const place = call.emit('neg', {}, [call.emit('div', plain, [least, scale])]);
  const zeroPoint = call.emit('round', {}, [limited(place)]);
  const steps = call.emit('round', {}, [call.emit('div', plain, [x, scale])]);
  const stored = limited(call.emit('add', plain, [steps, zeroPoint]));
  return [call.cast(stored, 'uint8'), scale, call.cast(zeroPoint, 'uint8')];
};

export const quantization: OnnxOperators = {
  QuantizeLinear: (call) => {
    checkBlocks(call);
    const x = call.operand(0);
    return quantize(call, x, call.operand(1), call.optional(2), axisOf(call, x));
  },
  DequantizeLinear: (call) => {
    checkBlocks(call);
    call.attributes.ignore('output_dtype');
    const x = call.operand(0);
    return dequantize(call, x, call.operand(1), call.optional(2), axisOf(call, x));
  },
  DynamicQuantizeLinear: dynamic,
  QLinearConv: qlinearConv,
  QLinearMatMul: qlinearMatMul,
  ConvInteger: convInteger,
  MatMulInteger: matMulInteger,
};

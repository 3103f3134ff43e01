import { integerRange, type IntegerDType } from '@tinyml/core';
import type { PlacedTensor } from '../program/program.ts';
import { floatLiteral } from './literal.ts';

/** Body of `<name>_quantize_input_<i>`: real numbers to the input's own type. */
export const quantizeInput = (prefix: string, macro: string, i: number, tensor: PlacedTensor): string => {
  const base = `${macro}_INPUT_${String(i)}`;
  const head = `void ${prefix}_quantize_input_${String(i)}(const float *values)\n{\n`;
  if (tensor.type.dtype === 'float32')
    return `${head}  memcpy(${prefix}_input_${String(i)}(), values, ${base}_BYTES);\n}\n`;
  const ctype = `${tensor.type.dtype}_t`;
  const [low, high] = integerRange(tensor.type.dtype as IntegerDType);
  // The greatest float below 2^31 is the last one that int32_t holds.
  const top = tensor.type.dtype === 'int32' ? 2147483520 : high;
  return (
    `${head}  ${ctype} *input = ${prefix}_input_${String(i)}();\n  size_t i;\n\n` +
    `  for (i = 0; i < ${base}_ELEMENTS; i++) {\n` +
    `    float q = roundf(values[i] / ${base}_SCALE) + (float)${base}_ZERO_POINT;\n\n` +
    `    if (!(q > ${floatLiteral(low)})) {\n      q = ${floatLiteral(low)}; /* NaN too */\n    }\n` +
    `    if (q > ${floatLiteral(top)}) {\n      q = ${floatLiteral(top)};\n    }\n` +
    `    input[i] = (${ctype})q;\n  }\n}\n`
  );
};

/** Body of `<name>_dequantize_output_<i>`: the output's own type to real numbers. */
export const dequantizeOutput = (prefix: string, macro: string, i: number, tensor: PlacedTensor): string => {
  const base = `${macro}_OUTPUT_${String(i)}`;
  const head = `void ${prefix}_dequantize_output_${String(i)}(float *values)\n{\n`;
  if (tensor.type.dtype === 'float32')
    return `${head}  memcpy(values, ${prefix}_output_${String(i)}(), ${base}_BYTES);\n}\n`;
  return (
    `${head}  const ${tensor.type.dtype}_t *output = ${prefix}_output_${String(i)}();\n  size_t i;\n\n` +
    `  for (i = 0; i < ${base}_ELEMENTS; i++) {\n` +
    `    values[i] = ${base}_SCALE * ((float)output[i] - (float)${base}_ZERO_POINT);\n  }\n}\n`
  );
};

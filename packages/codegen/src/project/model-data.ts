import { arrayLines } from '../emit/literal.ts';
import { banner, type Provenance } from '../emit/provenance.ts';

/** A .tflite file as a C array, for firmware that runs it with an interpreter. */
export const modelData = (name: string, tflite: Uint8Array, provenance: Provenance): string => {
  const guard = `${name.toUpperCase()}_MODEL_DATA_H`;
  return [
    banner(`The optimised model ${name} as a TensorFlow Lite file.`, provenance),
    `#ifndef ${guard}\n#define ${guard}\n`,
    `static const unsigned int ${name}_model_data_length = ${String(tflite.length)};`,
    `static const unsigned char ${name}_model_data[${String(tflite.length)}] __attribute__((aligned(16))) = {\n${arrayLines(tflite, 'uint8_t')}\n};\n`,
    '#endif\n',
  ].join('\n');
};

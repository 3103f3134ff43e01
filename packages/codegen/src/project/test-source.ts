import type { TensorData } from '@tinyml/core';
import { arrayLines } from '../emit/literal.ts';
import { libraryIncludes } from '../emit/includes.ts';
import { banner } from '../emit/provenance.ts';
import { elementType } from '../emit/symbols.ts';
import type { ConstantType, PlacedTensor, Program } from '../program/program.ts';
import { lentArenas } from './application.ts';
import { arenaDefinition, initialise } from './main-source.ts';
import type { ProjectOptions } from './options.ts';

const arrayOf = (name: string, tensor: PlacedTensor, data: TensorData): string => {
  const type = elementType(tensor.type.dtype);
  const body = arrayLines(data, type as ConstantType);
  return `static const ${type} ${name}[${String(data.length)}] = {\n${body}\n};\n`;
};

/** `test_vectors.h`: inputs and the outputs of the reference interpreter. */
export const vectorsHeader = (program: Program, { provenance, vectors }: ProjectOptions): string => {
  const arrays = vectors.flatMap((vector, n) => [
    ...program.inputs.map((tensor, i) =>
      arrayOf(`case_${String(n)}_input_${String(i)}`, tensor, vector.inputs[i] as TensorData),
    ),
    ...program.outputs.map((tensor, i) =>
      arrayOf(`case_${String(n)}_output_${String(i)}`, tensor, vector.outputs[i] as TensorData),
    ),
  ]);
  return [
    banner(`Inputs and reference outputs of ${program.name}.`, provenance),
    `#ifndef TEST_VECTORS_H\n#define TEST_VECTORS_H\n\n${libraryIncludes(arrays.join(''))}#include <stdint.h>\n`,
    ...arrays,
    '#endif\n',
  ].join('\n');
};

/** Share of the largest output that a float result may be off: hybrid layers round activations. */
const tolerance = 1e-4;

const check = (program: Program, tensor: PlacedTensor, n: number, i: number, expected: TensorData): string => {
  const [want, got] = [`case_${String(n)}_output_${String(i)}`, `${program.name}_output_${String(i)}()`];
  const elements = `${program.name.toUpperCase()}_OUTPUT_${String(i)}_ELEMENTS`;
  if (expected instanceof Float32Array) {
    const range = expected.reduce((largest, value) => Math.max(largest, Math.abs(value)), 1e-3);
    return `  for (size_t i = 0; i < ${elements}; i++) {\n    TEST_ASSERT_FLOAT_WITHIN(${(range * tolerance).toExponential(3)}f, ${want}[i], ${got}[i]);\n  }`;
  }
  const { dtype } = tensor.type;
  if (dtype === 'int8' || dtype === 'int4') return `  TEST_ASSERT_EQUAL_INT8_ARRAY(${want}, ${got}, ${elements});`;
  if (dtype === 'int32') return `  TEST_ASSERT_EQUAL_INT32_ARRAY(${want}, ${got}, ${elements});`;
  return `  TEST_ASSERT_EQUAL_UINT8_ARRAY(${want}, ${got}, ${program.name.toUpperCase()}_OUTPUT_${String(i)}_BYTES);`;
};

/** `test_main.c` (or .cpp): Unity tests that hold the C against the reference interpreter. */
export const testSource = (program: Program, options: ProjectOptions): string => {
  const { name, inputs, outputs } = program;
  const { arena, provenance, vectors } = options;
  const memory = { name, lent: lentArenas(program, arena) };
  const cases = vectors.map(
    (vector, n) => `static void test_case_${String(n)}(void)
{
${n > 0 && program.state !== undefined ? '' : `  TEST_ASSERT_EQUAL_INT(0, ${initialise(memory)});\n`}${inputs.map(({ bytes }, i) => `  memcpy(${name}_input_${String(i)}(), case_${String(n)}_input_${String(i)}, ${String(bytes)});`).join('\n')}
  TEST_ASSERT_EQUAL_INT(0, ${name}_invoke());
${outputs.map((tensor, i) => check(program, tensor, n, i, vector.outputs[i] as TensorData)).join('\n')}
}
`,
  );
  return [
    banner(`Compares ${name} with the reference interpreter.`, provenance),
    `#include <string.h>\n#include <unity.h>\n\n#include "${name}.h"\n#include "test_vectors.h"\n`,
    `#ifdef ARDUINO\n#include <Arduino.h>\n#endif\n`,
    ...(memory.lent === null ? [] : [arenaDefinition(memory)]),
    `void setUp(void)\n{\n}\n\nvoid tearDown(void)\n{\n}\n`,
    ...cases,
    `static int run_tests(void)\n{\n  UNITY_BEGIN();\n${cases.map((_, n) => `  RUN_TEST(test_case_${String(n)});`).join('\n')}\n  return UNITY_END();\n}\n`,
    `#ifdef ARDUINO\nvoid setup()\n{\n  delay(2000); /* the host opens the port */\n  run_tests();\n}\n\nvoid loop()\n{\n}\n` +
      `#elif defined(ESP_PLATFORM)\nvoid app_main(void);\nvoid app_main(void)\n{\n  (void)run_tests();\n}\n` +
      `#else\nint main(void)\n{\n  return run_tests();\n}\n#endif\n`,
  ].join('\n');
};

import type { PlacedTensor, Program } from '../lower/program.ts';
import { arenaNames, lentArenas } from '../emit/arenas.ts';
import { convertible, type ArenaKind } from '../emit/header.ts';
import { commentText } from '../emit/literal.ts';

/** The call that makes the network ready. */
export const initialise = (program: Program, arena: ArenaKind): string =>
  arena === 'static' ? `${program.name}_init()` : `${program.name}_init_with(${lentArenas(program)})`;

/** The memory that a firmware with an external arena lends; shared by the program and its test. */
export const arenaDefinition = (program: Program, arena: ArenaKind): string =>
  arena === 'static'
    ? ''
    : arenaNames(program)
        .map(({ macro, parameter, attribute }) => {
          const placed = attribute === '' ? '' : ` ${attribute}`;
          return `static uint8_t ${parameter}[${macro}_ARENA_BYTES] __attribute__((aligned(${program.name.toUpperCase()}_ARENA_ALIGN)))${placed};\n`;
        })
        .join('');

const zeros = (name: string, i: number, tensor: PlacedTensor): string => {
  const base = `${name.toUpperCase()}_INPUT_${String(i)}`;
  return convertible(tensor) && tensor.type.dtype !== 'float32'
    ? `  for (i = 0; i < ${base}_ELEMENTS; i++) {\n    ${name}_input_${String(i)}()[i] = ${base}_ZERO_POINT; /* real 0 */\n  }`
    : `  memset(${name}_input_${String(i)}(), 0, ${base}_BYTES);`;
};

/** Prints each output as real numbers with `print`, a C statement that may use `label`, `i` and `value`. */
const results = (program: Program, print: (output: number) => string): string =>
  program.outputs
    .map((tensor, o) => {
      if (!convertible(tensor)) return '';
      const base = `${program.name.toUpperCase()}_OUTPUT_${String(o)}`;
      return `  ${program.name}_dequantize_output_${String(o)}(output_${String(o)});\n  for (i = 0; i < ${base}_ELEMENTS; i++) {\n    ${print(o)}\n  }`;
    })
    .filter((text) => text !== '')
    .join('\n');

const buffers = (program: Program): string =>
  program.outputs
    .map((tensor, o) =>
      convertible(tensor)
        ? `static float output_${String(o)}[${program.name.toUpperCase()}_OUTPUT_${String(o)}_ELEMENTS];\n`
        : '',
    )
    .join('');

const head = (program: Program, includes: string): string =>
  `/* Yours: tinyml wrote it once and will not touch it again.\n   Runs ${commentText(program.name)} once on zeros and prints the result. */\n${includes}\n`;

/** `src/main.c`: one inference, printed. */
export const mainC = (program: Program, arena: ArenaKind): string => `${head(
  program,
  `#include <stdio.h>\n#include <string.h>\n\n#include "${program.name}.h"\n`,
)}${arenaDefinition(program, arena)}${buffers(program)}
static int run(void)
{
  size_t i;

  (void)i;
  if (${initialise(program, arena)} != 0) {
    return 1;
  }
  /* Replace the zeros by what your sensor says: ${program.name}_quantize_input_0(values). */
${program.inputs.map((tensor, i) => zeros(program.name, i, tensor)).join('\n')}
  if (${program.name}_invoke() != 0) {
    return 1;
  }
${results(program, (o) =>
  o === 0 && program.labels !== undefined
    ? `printf("%s %f\\n", ${program.name}_label(i), (double)output_0[i]);`
    : `printf("output ${String(o)} [%u] %f\\n", (unsigned)i, (double)output_${String(o)}[i]);`,
)}
  return 0;
}

#ifdef ESP_PLATFORM
void app_main(void);
void app_main(void)
{
  (void)run();
}
#else
int main(void)
{
  return run();
}
#endif
`;

/** `src/main.cpp` for boards with the Arduino framework; on a PC it runs as well. */
export const mainCpp = (program: Program, arena: ArenaKind): string => `${head(
  program,
  `#include <stdio.h>\n#include <string.h>\n\n#include "${program.name}.h"\n\n#ifdef ARDUINO\n#include <Arduino.h>\n#endif\n`,
)}${arenaDefinition(program, arena)}${buffers(program)}
static void print(unsigned output, unsigned long index, float value)
{
#ifdef ARDUINO
  Serial.print(output);
  Serial.print(' ');
  Serial.print(index);
  Serial.print(' ');
  Serial.println(value, 6);
#else
  printf("output %u [%lu] %f\\n", output, index, (double)value);
#endif
}

static int run(void)
{
  size_t i;

  (void)i;
  if (${initialise(program, arena)} != 0) {
    return 1;
  }
  /* Replace the zeros by what your sensor says: ${program.name}_quantize_input_0(values). */
${program.inputs.map((tensor, i) => zeros(program.name, i, tensor)).join('\n')}
  if (${program.name}_invoke() != 0) {
    return 1;
  }
${results(program, (o) => `print(${String(o)}, (unsigned long)i, output_${String(o)}[i]);`)}
  return 0;
}

#ifdef ARDUINO
void setup()
{
  Serial.begin(115200);
}

void loop()
{
  run();
  delay(1000);
}
#else
int main()
{
  return run();
}
#endif
`;

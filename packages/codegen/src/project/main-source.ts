import { commentText } from '../emit/literal.ts';
import type { ApplicationModel } from './application.ts';
import { microIncludes, microRun } from './tflite-micro.ts';

type Language = 'c' | 'cpp';

/** Names in a program that are the model's own there: alone it needs no prefix. */
interface Names {
  readonly run: string;
  readonly prefix: string;
  output(index: number): string;
}

const alone: Names = { run: 'run', prefix: '', output: (index) => `output_${String(index)}` };

const among = (name: string): Names => ({
  run: `run_${name}`,
  prefix: `${name}_`,
  output: (index) => `${name}_values_${String(index)}`,
});

/** The call that makes the network ready. `prefix`: of the memory that the firmware lends. */
export const initialise = (
  { name, lent, use }: Pick<ApplicationModel, 'name' | 'lent' | 'use'>,
  prefix = '',
): string =>
  lent === null
    ? `${use ?? `${name}_init`}()`
    : `${name}_init_with(${lent.map(({ parameter }) => `${prefix}${parameter}, sizeof ${prefix}${parameter}`).join(', ')})`;

/** The memory that a firmware with an external arena lends; shared by the program and its test. */
export const arenaDefinition = ({ name, lent }: Pick<ApplicationModel, 'name' | 'lent'>, prefix = ''): string =>
  (lent ?? [])
    .map(({ macro, parameter, attribute }) => {
      const placed = attribute === '' ? '' : ` ${attribute}`;
      return `static uint8_t ${prefix}${parameter}[${macro}_ARENA_BYTES] __attribute__((aligned(${name.toUpperCase()}_ARENA_ALIGN)))${placed};\n`;
    })
    .join('');

const zeros = ({ name, inputs }: ApplicationModel): string =>
  inputs
    .map(({ isReal, isFloat }, i) => {
      const base = `${name.toUpperCase()}_INPUT_${String(i)}`;
      return isReal && !isFloat
        ? `  for (size_t i = 0; i < ${base}_ELEMENTS; i++) {\n    ${name}_input_${String(i)}()[i] = ${base}_ZERO_POINT; /* real 0 */\n  }`
        : `  memset(${name}_input_${String(i)}(), 0, ${base}_BYTES);`;
    })
    .join('\n');

const buffers = ({ name, outputs }: ApplicationModel, names: Names): string =>
  outputs
    .map(({ isReal }, o) =>
      isReal ? `static float ${names.output(o)}[${name.toUpperCase()}_OUTPUT_${String(o)}_ELEMENTS];\n` : '',
    )
    .join('');

/** A C statement that shows value `i` of an output. `title`: precedes it, where there are several models. */
const show = ({ name, hasLabels }: ApplicationModel, names: Names, language: Language, o: number): string => {
  const title = names === alone ? '' : `${name} `;
  const value = `${names.output(o)}[i]`;
  if (language === 'cpp')
    return names === alone
      ? `print(${String(o)}, (unsigned long)i, ${value});`
      : `print("${name}", ${String(o)}, (unsigned long)i, ${value});`;
  return o === 0 && hasLabels
    ? `printf("${title}%s %f\\n", ${name}_label(i), (double)${value});`
    : `printf("${title}output ${String(o)} [%u] %f\\n", (unsigned)i, (double)${value});`;
};

/** A function that runs the model once on zeros and shows the results. */
const nativeRun = (model: ApplicationModel, names: Names, language: Language): string => {
  const { name, outputs } = model;
  const results = outputs.flatMap(({ isReal }, o) => {
    const base = `${name.toUpperCase()}_OUTPUT_${String(o)}`;
    return isReal
      ? [
          `  ${name}_dequantize_output_${String(o)}(${names.output(o)});\n  for (size_t i = 0; i < ${base}_ELEMENTS; i++) {\n    ${show(model, names, language, o)}\n  }`,
        ]
      : [];
  });
  return `static int ${names.run}(void)
{
  if (${initialise(model, names.prefix)} != 0) {
    return 1;
  }
  /* Replace the zeros by what your sensor says: ${name}_quantize_input_0(values). */
${zeros(model)}
  if (${name}_invoke() != 0) {
    return 1;
  }
${results.join('\n')}
  return 0;
}
`;
};

const arduinoPrint = (isAlone: boolean): string => {
  const [parameter, serial] = isAlone
    ? ['', '']
    : ['const char *model, ', "  Serial.print(model);\n  Serial.print(' ');\n"];
  const text = isAlone
    ? `printf("output %u [%lu] %f\\n", output, index, (double)value);`
    : `printf("%s output %u [%lu] %f\\n", model, output, index, (double)value);`;
  return `static void print(${parameter}unsigned output, unsigned long index, float value)
{
#ifdef ARDUINO
${serial}  Serial.print(output);
  Serial.print(' ');
  Serial.print(index);
  Serial.print(' ');
  Serial.println(value, 6);
#else
  ${text}
#endif
}
`;
};

const cEnd = `#ifdef ESP_PLATFORM
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

const cppEnd = `#ifdef ARDUINO
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

const headerOf = ({ name, micro }: ApplicationModel): string => `${name}${micro === null ? '' : '_model_data'}.h`;

/** `src/main.c`, or main.cpp: one inference of each model, printed. On a PC the one for Arduino runs as well. */
export const mainSource = (models: readonly ApplicationModel[], language: Language): string => {
  const isAlone = models.length === 1;
  const isMicro = models.some(({ micro }) => micro !== null);
  const named = models.map((model) => ({ model, names: isAlone ? alone : among(model.name) }));
  const library = ['stdint.h', 'stdio.h', 'string.h'].filter((name) => isMicro || name !== 'stdint.h');
  const native = named.filter(({ model }) => model.micro === null);
  const parts = [
    `/* Yours: tinyml wrote it once and will not touch it again.\n   Runs ${models.map(({ name }) => commentText(name)).join(' and ')} once on zeros and prints the ${isAlone ? 'result' : 'results'}. */\n` +
      library.map((name) => `#include <${name}>\n`).join(''),
    isMicro ? microIncludes.map((name) => `#include "${name}"\n`).join('') : '',
    models.map((model) => `#include "${headerOf(model)}"\n`).join(''),
    language === 'cpp' ? '#ifdef ARDUINO\n#include <Arduino.h>\n#endif\n' : '',
    native.map(({ model, names }) => arenaDefinition(model, names.prefix) + buffers(model, names)).join(''),
    language === 'cpp' && native.length > 0 ? arduinoPrint(isAlone) : '',
    ...named.map(({ model, names }) =>
      model.micro === null
        ? nativeRun(model, names, language)
        : microRun(model.name, model.micro, names.run, `${names.prefix}arena`),
    ),
    isAlone
      ? ''
      : `static int run(void)\n{\n  return ${named.map(({ names }) => `${names.run}() != 0`).join(' || ')};\n}\n`,
    language === 'cpp' ? cppEnd : cEnd,
  ];
  return parts.filter((part) => part !== '').join('\n');
};

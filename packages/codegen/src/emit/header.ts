import { elementCount } from '@tinyml/core';
import { stateBytes, type PlacedTensor, type Program } from '../program/program.ts';
import { arenaNames, lentParameters, type ArenaNames } from './arena-names.ts';
import { floatLiteral, stringLiteral } from './literal.ts';
import { banner, type Provenance } from './provenance.ts';
import { stateCopyDeclarations } from './state-copies.ts';
import { elementType, symbolsOf } from './symbols.ts';

export type ArenaKind = 'static' | 'external';

/** Types that the quantize and dequantize helpers convert from and to float. */
export const convertible = (tensor: PlacedTensor): boolean =>
  ['float32', 'int8', 'uint8', 'int16', 'int32'].includes(tensor.type.dtype) && tensor.type.quant?.axis === undefined;

const tensorMacros = (macro: string, tensor: PlacedTensor): string => {
  const define = (suffix: string, value: string): string => `#define ${macro}_${suffix} ${value}\n`;
  return (
    define('NAME', stringLiteral(tensor.value)) +
    define('ELEMENTS', String(elementCount(tensor.type.shape))) +
    define('BYTES', String(tensor.bytes)) +
    define('SCALE', floatLiteral(tensor.type.quant?.scale[0] ?? 1)) +
    define('ZERO_POINT', String(tensor.type.quant?.zeroPoint[0] ?? 0))
  );
};

const arenaMacros = (program: Program): readonly string[] => {
  const { macro } = symbolsOf(program);
  const arenas = arenaNames(program);
  const bytes = ({ macro: own, bytes: size }: ArenaNames): string => `#define ${own}_ARENA_BYTES ${String(size)}`;
  const named = arenas.filter(({ region }) => region !== null);
  const total = named.map(({ macro: own }) => `${own}_ARENA_BYTES`).join(' + ');
  return [
    `/* Working memory, inputs and outputs included. */`,
    ...arenas.map(bytes),
    ...(named.length > 0 ? [`#define ${macro}_ARENA_BYTES (${total})`] : []),
    `#define ${macro}_ARENA_ALIGN ${String(program.memory.align)}`,
    ...(program.state === undefined
      ? []
      : [
          `/* Those of them that live from one invoke to the next. */`,
          `#define ${macro}_STATE_BYTES ${String(stateBytes(program))}`,
        ]),
  ];
};

/** How a model on a window over time is called. */
const windowMacros = (program: Program): readonly string[] => {
  const { macro } = symbolsOf(program);
  const { window } = program;
  if (window === undefined) return [];
  return [
    `/* Input ${String(window.input)} takes the frames that are new, the oldest first; outputs are those of the window that ends with them. */`,
    `#define ${macro}_HOP_FRAMES ${String(window.hop)}`,
    `#define ${macro}_WINDOW_FRAMES ${String(window.frames)}`,
  ];
};

const arenaAttributes = (program: Program): readonly string[] =>
  arenaNames(program).flatMap(({ attribute, macro, region }) => [
    region === null
      ? `/* Define it to place the arena, e.g. as __attribute__((section(".ccmram"))). */`
      : `/* Where the arena in ${region} lies: the linker script must put this section there. */`,
    `#ifndef ${macro}_ARENA_ATTRIBUTE\n#define ${macro}_ARENA_ATTRIBUTE${attribute === '' ? '' : ` ${attribute}`}\n#endif`,
  ]);

const lending = (program: Program): readonly string[] => {
  const { prefix, macro } = symbolsOf(program);
  const arenas = arenaNames(program);
  const bytes = arenas.map(({ macro: own }) => `${own}_ARENA_BYTES`).join(' and ');
  const each = arenas.length > 1 ? 'each ' : '';
  return [
    `/* Once: lends ${bytes} bytes, ${each}aligned to ${macro}_ARENA_ALIGN. 0 = ok, 1 = too small, misaligned or NULL:`,
    ` * then it has no memory, inputs and outputs are NULL, and invoke fails. */`,
    `int ${prefix}_init_with(${lentParameters(program)});`,
    `/* Starts afresh in the memory that was lent. 0 = ok, 1 = there is none. */`,
  ];
};

/** `<name>.h`: all that a firmware sees of the model. C99 and C++11. */
export const publicHeader = (program: Program, arena: ArenaKind, provenance: Provenance): string => {
  const { prefix, macro } = symbolsOf(program);
  const { counts = [], inputs, outputs, labels } = program;
  const lines: string[] = [
    banner(
      `${prefix}: runs a neural network. Call ${prefix}_init once, then write inputs, invoke, read outputs.`,
      provenance,
    ),
    `#ifndef ${macro}_H\n#define ${macro}_H\n\n#include <stddef.h>\n#include <stdint.h>\n`,
    `#define ${macro}_INPUT_COUNT ${String(inputs.length)}`,
    ...inputs.map((tensor, i) => tensorMacros(`${macro}_INPUT_${String(i)}`, tensor)),
    `#define ${macro}_OUTPUT_COUNT ${String(outputs.length)}`,
    ...outputs.map((tensor, i) => tensorMacros(`${macro}_OUTPUT_${String(i)}`, tensor)),
    ...windowMacros(program),
    ...arenaMacros(program),
    ...(arena === 'static' ? arenaAttributes(program) : []),
  ];
  lines.push(
    `\n/* Called with the name and result of every layer; of layers that run together, with the last one's. To trace,`,
    ` * define it in a header that is included first (-include trace.h). */`,
    `#ifndef ${macro}_TRACE\n#define ${macro}_TRACE(node, pointer, bytes) ((void)0)\n#endif\n`,
    `#ifdef __cplusplus\nextern "C" {\n#endif\n`,
  );
  if (arena === 'external') lines.push(...lending(program));
  else
    lines.push(
      program.state === undefined
        ? `/* Once. 0 = ok. */`
        : `/* Once, and to begin anew: the state is as before the first invoke. 0 = ok. */`,
    );
  lines.push(
    `int ${prefix}_init(void);\n`,
    `/* Runs the network. 0 = ok. Not reentrant. */`,
    `int ${prefix}_invoke(void);\n`,
    `/* Where to write the inputs. Invoke uses this memory for other things too: write all of it each time. */`,
    ...inputs.map((tensor, i) => `${elementType(tensor.type.dtype)} *${prefix}_input_${String(i)}(void);`),
    `\n/* Results of the last invoke. Writing an input may overwrite them: read them before. */`,
    ...outputs.map((tensor, i) => `const ${elementType(tensor.type.dtype)} *${prefix}_output_${String(i)}(void);`),
  );
  for (const { output } of counts)
    lines.push(
      `/* How many of output ${String(output)} there are along its first axis, which has room for the most there can be. */`,
      `int32_t ${prefix}_output_${String(output)}_count(void);`,
    );
  const [reads, writes] = [inputs.some(convertible), outputs.some(convertible)];
  if (reads || writes)
    lines.push(`\n/* The same in real numbers, _ELEMENTS of them: rounded to the nearest step and saturated. */`);
  inputs.forEach((tensor, i) => {
    if (convertible(tensor)) lines.push(`void ${prefix}_quantize_input_${String(i)}(const float *values);`);
  });
  outputs.forEach((tensor, i) => {
    if (convertible(tensor)) lines.push(`void ${prefix}_dequantize_output_${String(i)}(float *values);`);
  });
  lines.push(...stateCopyDeclarations(program));
  if (labels !== undefined)
    lines.push(
      `\n#define ${macro}_LABEL_COUNT ${String(labels.length)}`,
      `/* Name of a class, or NULL. */\nconst char *${prefix}_label(size_t index);`,
    );
  lines.push(`\n#ifdef __cplusplus\n}\n#endif\n\n#endif\n`);
  return lines.join('\n');
};

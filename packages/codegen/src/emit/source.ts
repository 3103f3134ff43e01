import type { Group, PlacedTensor, Program } from '../lower/program.ts';
import { callText, paramsText } from './call.ts';
import { dequantizeOutput, quantizeInput } from './conversion.ts';
import { convertible, type ArenaKind } from './header.ts';
import { commentText, stringLiteral } from './literal.ts';
import { banner, type Provenance } from './provenance.ts';
import { streamParams, streamText } from './stream.ts';
import { elementType, symbolsOf, traceName, type Symbols } from './symbols.ts';

const nameOf = (group: Group, at: number): string => group.nodes[0]?.id ?? `copy_${String(at)}`;

const layers = (group: Group): string =>
  group.nodes
    .map(({ id, op, source }) => `${op} ${source === undefined || source.name === id ? id : `${id}: ${source.name}`}`)
    .join(', ') || 'a graph output that is also an input or a constant';

const paramsName = (symbols: Symbols, group: Group, at: number): string =>
  `${symbols.prefix}_${nameOf(group, at)}_params`;

const paramsOf = (symbols: Symbols, group: Group, at: number): string[] => {
  if (group.stream !== undefined) return streamParams(symbols, group.stream);
  return group.call === null ? [] : paramsText(symbols, group.call, paramsName(symbols, group, at));
};

const statements = (symbols: Symbols, group: Group, at: number): readonly string[] => {
  const { call, inputs, outputs, stream } = group;
  if (stream !== undefined) return streamText(symbols, group, stream);
  if (call === null) return [];
  const typed = (tensor: PlacedTensor | null | undefined, qualifier: string): string =>
    tensor == null ? 'NULL' : symbols.pointer(tensor.place, `${qualifier}${elementType(tensor.type.dtype)}`);
  const text = callText(symbols, {
    call,
    params: paramsName(symbols, group, at),
    input: (index) => typed(inputs[index], 'const '),
    output: (index) => typed(outputs[index], ''),
  });
  return [`  ${text}`];
};

const stepOf = (symbols: Symbols, group: Group, at: number): string => {
  const code = statements(symbols, group, at);
  const lines = [
    `  /* ${commentText(`${layers(group)}${code.length === 0 ? ' (no code: the same memory)' : ''}`)} */`,
    ...code,
  ];
  for (const tensor of group.outputs)
    lines.push(
      `  ${symbols.macro}_TRACE(${stringLiteral(traceName(group, at))}, ${symbols.pointer(tensor.place, `const ${elementType(tensor.type.dtype)}`)}, ${String(tensor.bytes)});`,
    );
  return lines.join('\n');
};

const arenaLines = (symbols: Symbols, arena: ArenaKind, ram: number | null): string[] => {
  const { prefix, macro } = symbols;
  const lines =
    arena === 'static'
      ? [
          `static uint8_t ${prefix}_arena[${macro}_ARENA_BYTES] __attribute__((aligned(${macro}_ARENA_ALIGN))) ${macro}_ARENA_ATTRIBUTE;`,
        ]
      : [`static uint8_t *${prefix}_arena;`];
  lines.push(`\n#define ${macro}_AT(type, offset) ((type *)(void *)(${prefix}_arena + (offset)))\n`);
  if (ram !== null)
    lines.push(
      `__extension__ _Static_assert(${macro}_ARENA_BYTES <= ${String(ram)}, "${prefix}: the arena exceeds the RAM budget");\n`,
    );
  return lines;
};

const initLines = ({ prefix, macro }: Symbols, arena: ArenaKind): string[] =>
  arena === 'static'
    ? [`int ${prefix}_init(void)\n{\n  return 0;\n}\n`]
    : [
        `int ${prefix}_init_with(void *arena, size_t bytes)\n{\n` +
          `  if (arena == NULL || bytes < ${macro}_ARENA_BYTES || (uintptr_t)arena % ${macro}_ARENA_ALIGN != 0) {\n    return 1;\n  }\n` +
          `  ${prefix}_arena = (uint8_t *)arena;\n  return 0;\n}\n`,
        `int ${prefix}_init(void)\n{\n  return ${prefix}_arena == NULL ? 1 : 0;\n}\n`,
      ];

/** `<name>.c`: the schedule as C99, one call for each step. `headers`: the kernels' files to include. */
export const programSource = (
  program: Program,
  headers: readonly string[],
  arena: ArenaKind,
  ram: number | null,
  provenance: Provenance,
): string => {
  const symbols = symbolsOf(program);
  const { prefix, macro } = symbols;
  const { inputs, outputs, labels, schedule } = program;
  const lines: string[] = [
    banner(`${prefix}: the network's layers in order.`, provenance),
    `#include "${prefix}.h"\n\n#include <math.h>\n#include <string.h>\n`,
    ...headers.map((header) => `#include "kernels/${header}"`),
    `#include "${prefix}_weights.h"\n`,
    ...arenaLines(symbols, arena, ram),
    ...schedule.flatMap((group, at) => paramsOf(symbols, group, at)),
    ...initLines(symbols, arena),
    `int ${prefix}_invoke(void)\n{`,
    ...(arena === 'external' ? [`  if (${prefix}_arena == NULL) {\n    return 1;\n  }`] : []),
    ...schedule.map((group, at) => stepOf(symbols, group, at)),
    `  return 0;\n}\n`,
  ];
  inputs.forEach((tensor, i) => {
    const type = elementType(tensor.type.dtype);
    lines.push(`${type} *${prefix}_input_${String(i)}(void)\n{\n  return ${symbols.pointer(tensor.place, type)};\n}\n`);
  });
  outputs.forEach((tensor, i) => {
    const type = `const ${elementType(tensor.type.dtype)}`;
    lines.push(
      `${type} *${prefix}_output_${String(i)}(void)\n{\n  return ${symbols.pointer(tensor.place, type)};\n}\n`,
    );
  });
  inputs.forEach((tensor, i) => {
    if (convertible(tensor)) lines.push(quantizeInput(prefix, macro, i, tensor));
  });
  outputs.forEach((tensor, i) => {
    if (convertible(tensor)) lines.push(dequantizeOutput(prefix, macro, i, tensor));
  });
  if (labels !== undefined)
    lines.push(
      `const char *${prefix}_label(size_t index)\n{\n` +
        `  static const char *const labels[${macro}_LABEL_COUNT] = {\n${labels.map((label) => `    ${stringLiteral(label)},`).join('\n')}\n  };\n\n` +
        `  return index < ${macro}_LABEL_COUNT ? labels[index] : NULL;\n}\n`,
    );
  return lines.join('\n');
};

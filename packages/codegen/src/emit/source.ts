import {
  depthsOf,
  tracedOf,
  type Group,
  type PlacedTensor,
  type Program,
  type StateBuffer,
} from '../program/program.ts';
import { arenaNames, lentParameters } from './arena-names.ts';
import { callText } from './call.ts';
import { comment } from './comment.ts';
import { dequantizeOutput, quantizeInput } from './conversion.ts';
import { convertible, type ArenaKind } from './header.ts';
import { libraryIncludes } from './includes.ts';
import { stringLiteral } from './literal.ts';
import { callParams, type CallParams } from './params.ts';
import { banner, type Provenance } from './provenance.ts';
import { streamText } from './row-loops.ts';
import { stateCopyLines } from './state-copies.ts';
import { elementType, symbolsOf, traceName, type Symbols } from './symbols.ts';

/** Copies that no layer asks for. */
const unnamed = ({ outputs, why }: Group): string =>
  why === 'an output has memory of its own'
    ? 'a graph output that is also an input or a constant'
    : `${why}: ${outputs[0]?.value ?? ''}`;

const layers = (group: Group): readonly string[] =>
  group.nodes.length === 0
    ? [unnamed(group)]
    : group.nodes.map(
        ({ id, op, source }) => `${op} ${source === undefined || source.name === id ? id : `${id}: ${source.name}`}`,
      );

const statements = (symbols: Symbols, params: CallParams, group: Group): readonly string[] => {
  const { call, inputs, outputs, stream } = group;
  if (stream !== undefined) return streamText(symbols, params, group, stream);
  if (call === null) return [];
  const typed = (tensor: PlacedTensor | null | undefined, qualifier: string): string =>
    tensor == null ? 'NULL' : symbols.pointer(tensor.place, `${qualifier}${elementType(tensor.type.dtype)}`);
  const lines = callText(symbols, {
    call,
    params: params.nameOf(call),
    input: (index) => typed(inputs[index], 'const '),
    output: (index) => typed(outputs[index], ''),
    scratch: call.scratch === null ? 'NULL' : symbols.pointer({ buffer: call.scratch }, 'void'),
  });
  return lines.map((line) => `  ${line}`);
};

/** Whether an empty line precedes a step: not where a block begins or ends. */
const isApart = (previous: Group | undefined, group: Group): boolean =>
  previous !== undefined &&
  (previous.control === undefined || previous.control === 'end' || previous.control === 'again') &&
  (group.control === undefined || group.control === 'loop' || group.control === 'if');

/** The lines at which the program goes on elsewhere. */
const controlLines = (symbols: Symbols, group: Group): readonly string[] => {
  const what = comment(layers(group), 2);
  const [operand] = group.inputs;
  const truth = operand == null ? '0' : `*${symbols.pointer(operand.place, 'const uint8_t')} != 0`;
  switch (group.control) {
    case 'loop':
      return [what, '  for (;;) {'];
    case 'until':
      return [`  if (!(${truth})) {`, '    break;', '  }'];
    case 'if':
      return [what, `  if (${truth}) {`];
    case 'else':
      return ['  } else {'];
    default:
      return ['  }'];
  }
};

interface Place {
  /** Position in the schedule. */
  readonly at: number;
  /** Loops and branches that it stands in. */
  readonly depth: number;
  readonly traced: boolean;
}

const stepOf = (symbols: Symbols, params: CallParams, group: Group, { at, depth, traced }: Place): string => {
  const code = statements(symbols, params, group);
  const lines =
    group.control === undefined
      ? [comment([...layers(group), ...(code.length === 0 ? ['no code: the same memory'] : [])], 2), ...code]
      : [...controlLines(symbols, group)];
  for (const tensor of traced ? group.outputs : [])
    lines.push(
      `  ${symbols.macro}_TRACE(${stringLiteral(traceName(group, at))}, ${symbols.pointer(tensor.place, `const ${elementType(tensor.type.dtype)}`)}, ${String(tensor.bytes)});`,
    );
  return lines.map((line) => `${'  '.repeat(depth)}${line}`).join('\n');
};

const arenaLines = (program: Program, kind: ArenaKind, ram: number | null): string[] => {
  const { prefix, macro } = symbolsOf(program);
  const arenas = arenaNames(program);
  const limited = (bytes: string, limit: number, what: string): string =>
    `__extension__ _Static_assert(${bytes} <= ${String(limit)}, "${prefix}: ${what}");\n`;
  return [
    ...arenas.map((arena) =>
      kind === 'static'
        ? `static uint8_t ${arena.variable}[${arena.macro}_ARENA_BYTES] __attribute__((aligned(${macro}_ARENA_ALIGN))) ${arena.macro}_ARENA_ATTRIBUTE;`
        : `static uint8_t *${arena.variable};`,
    ),
    ...arenas.map(
      (arena) => `\n#define ${arena.macro}_AT(type, offset) ((type *)(void *)(${arena.variable} + (offset)))\n`,
    ),
    ...arenas.flatMap(({ macro: own, region, limit }) =>
      region === null || limit === null ? [] : [limited(`${own}_ARENA_BYTES`, limit, `its arena exceeds ${region}`)],
    ),
    ...(ram === null ? [] : [limited(`${macro}_ARENA_BYTES`, ram, 'the arena exceeds the RAM budget')]),
  ];
};

/** Fills memory with a byte, or with a constant as often as it goes into it. */
const firstValues = (symbols: Symbols, to: string, bytes: number, initial: StateBuffer['initial']): string => {
  if ('byte' in initial) return `  memset(${to}, ${String(initial.byte)}, ${String(bytes)});\n`;
  const from = symbols.constant(initial.constant);
  const { times } = initial;
  if (times === 1) return `  memcpy(${to}, ${from}, ${String(bytes)});\n`;
  const part = String(bytes / times);
  return `  for (int32_t i = 0; i < ${String(times)}; i++) {\n    memcpy((uint8_t *)${to} + i * ${part}, ${from}, ${part});\n  }\n`;
};

/** Gives the state its initial values. */
const stateLines = (symbols: Symbols, state: readonly StateBuffer[]): readonly string[] =>
  state.map(({ initial, name, tensor }) => {
    const to = symbols.pointer(tensor.place, 'void');
    const { bytes } = tensor;
    return `${comment([name], 2)}\n${firstValues(symbols, to, bytes, initial)}`;
  });

const initLines = (program: Program, kind: ArenaKind): string[] => {
  const symbols = symbolsOf(program);
  const { prefix, macro } = symbols;
  const state = stateLines(symbols, program.state ?? []);
  if (kind === 'static') return [`int ${prefix}_init(void)\n{\n${state.join('')}  return 0;\n}\n`];
  const arenas = arenaNames(program);
  const checks = arenas.map(
    ({ parameter, size, macro: own }) =>
      `  if (${parameter} == NULL || ${size} < ${own}_ARENA_BYTES || (uintptr_t)${parameter} % ${macro}_ARENA_ALIGN != 0) {\n    ${String(arenas[0]?.variable)} = NULL;\n    return 1;\n  }\n`,
  );
  const lent = arenas.map(({ parameter, variable }) => `  ${variable} = (uint8_t *)${parameter};\n`);
  return [
    `int ${prefix}_init_with(${lentParameters(program)})\n{\n${checks.join('')}${lent.join('')}  return ${state.length === 0 ? '0' : `${prefix}_init()`};\n}\n`,
    state.length === 0
      ? `int ${prefix}_init(void)\n{\n  return ${String(arenas[0]?.variable)} == NULL ? 1 : 0;\n}\n`
      : `int ${prefix}_init(void)\n{\n  if (${String(arenas[0]?.variable)} == NULL) {\n    return 1;\n  }\n${state.join('')}  return 0;\n}\n`,
  ];
};

/** `<name>.c`: the schedule as C99, one call for each step. `headers`: the kernels' files to include. */
export const programSource = (
  program: Program,
  headers: readonly string[],
  arena: ArenaKind,
  ram: number | null,
  provenance: Provenance,
): string => {
  const symbols = symbolsOf(program);
  const params = callParams(symbols, program);
  const { prefix, macro } = symbols;
  const { counts = [], inputs, outputs, labels, schedule } = program;
  const depths = depthsOf(schedule);
  const traced = tracedOf(schedule);
  const constants = [
    ...(program.copied === 'all'
      ? ['/* A kernel here reads constants as it reads RAM. */\n#define TML_CONSTANTS_IN_RAM\n']
      : []),
    ...headers.map((header) => `#include "kernels/${header}"`),
    `#include "${prefix}_weights.h"\n`,
  ];
  const lines: string[] = [
    ...arenaLines(program, arena, ram),
    ...params.definitions,
    ...initLines(program, arena),
    `int ${prefix}_invoke(void)\n{`,
    ...(arena === 'external'
      ? [`  if (${String(arenaNames(program)[0]?.variable)} == NULL) {\n    return 1;\n  }`]
      : []),
    ...schedule.map(
      (group, at) =>
        (isApart(schedule[at - 1], group) ? '\n' : '') +
        stepOf(symbols, params, group, { at, depth: depths[at] ?? 0, traced: traced[at] === true }),
    ),
    `\n  return 0;\n}\n`,
  ];
  // Memory that somebody else has meanwhile is not there to write to.
  const lent = arena === 'external' ? `${String(arenaNames(program)[0]?.variable)} == NULL ? NULL : ` : '';
  inputs.forEach((tensor, i) => {
    const type = elementType(tensor.type.dtype);
    lines.push(
      `${type} *${prefix}_input_${String(i)}(void)\n{\n  return ${lent}${symbols.pointer(tensor.place, type)};\n}\n`,
    );
  });
  outputs.forEach((tensor, i) => {
    const type = `const ${elementType(tensor.type.dtype)}`;
    lines.push(
      `${type} *${prefix}_output_${String(i)}(void)\n{\n  return ${'constant' in tensor.place ? '' : lent}${symbols.pointer(tensor.place, type)};\n}\n`,
    );
  });
  for (const { count, output } of counts)
    lines.push(
      `int32_t ${prefix}_output_${String(output)}_count(void)\n{\n  return *${prefix}_output_${String(count)}();\n}\n`,
    );
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
  lines.push(...stateCopyLines(program));
  const body = lines.join('\n');
  const library = libraryIncludes(body);
  const head = [
    banner(`${prefix}: the network's layers in order.`, provenance),
    `#include "${prefix}.h"\n`,
    ...(library === '' ? [] : [library]),
    ...constants,
  ];
  return `${head.join('\n')}\n${body}`;
};

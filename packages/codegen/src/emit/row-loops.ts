import type { Group, PlacedTensor, RowPointer, Stream, StreamStep } from '../program/program.ts';
import { callText } from './call.ts';
import type { CallParams } from './params.ts';
import { elementType, type Symbols } from './symbols.ts';

/** Counts the turns of a stream's loops. */
const counter = 'turn';

const stepText = (
  symbols: Symbols,
  params: CallParams,
  group: Group,
  stream: Stream,
  step: StreamStep,
): readonly string[] => {
  const pointer = ({ advance, dtype, of, offset }: RowPointer, qualifier: string): string => {
    const place =
      of === 'memory'
        ? { buffer: stream.memory as number }
        : (('input' in of ? group.inputs[of.input] : group.outputs[of.output]) as PlacedTensor).place;
    const more = advance === 0 ? '' : ` + ${counter} * ${String(advance)}`;
    return symbols.pointer(place, `${qualifier}${elementType(dtype)}`, offset, more);
  };
  if ('move' in step) {
    const { bytes, from, to } = step.move;
    const at = (offset: number): string => symbols.pointer({ buffer: stream.memory as number }, 'void', offset);
    return [`memmove(${at(to)}, ${at(from)}, ${String(bytes)});`];
  }
  const { call } = stream.calls[step.call] as Stream['calls'][0];
  return callText(symbols, {
    call,
    params: params.nameOf(call),
    input: (index) => {
      const given = step.inputs[index];
      return given == null ? 'NULL' : pointer(given, 'const ');
    },
    output: (index) => pointer(step.outputs[index] as RowPointer, ''),
    scratch: stream.memory === null ? 'NULL' : symbols.pointer({ buffer: stream.memory }, 'void', stream.scratch),
  });
};

/** The statements of a stream, and what they do in a line. */
export const streamText = (symbols: Symbols, params: CallParams, group: Group, stream: Stream): readonly string[] => [
  `  /* ${String(stream.height)} of ${String(stream.rows)} rows at a time: what lies between these layers is never whole. */`,
  ...stream.loops.flatMap(({ steps, times }) => {
    const lines = steps.flatMap((step) => stepText(symbols, params, group, stream, step));
    if (times === 1) return lines.map((line) => `  ${line}`);
    const head = `  for (int32_t ${counter} = 0; ${counter} < ${String(times)}; ${counter}++) {`;
    return [head, ...lines.map((line) => `    ${line}`), '  }'];
  }),
];

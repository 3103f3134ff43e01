import type { Peak } from '@tinyml/core/internal';
import type { ArenaBuffer, Group, PlacedTensor, Program } from './program/program.ts';

const bufferOf = (tensor: PlacedTensor | null): number | undefined =>
  tensor !== null && 'buffer' in tensor.place ? tensor.place.buffer : undefined;

/** What each buffer holds, by the tensors that are placed there: what a step works in has no name of its own. */
const namesOf = ({ schedule, state = [] }: Program): ReadonlyMap<number, string> => {
  const names = new Map<number, string>();
  const name = (buffer: number | undefined, text: string): void => {
    if (buffer !== undefined && !names.has(buffer)) names.set(buffer, text);
  };
  for (const { name: own, tensor } of state) name(bufferOf(tensor), `state ${own}`);
  for (const { inputs, outputs } of schedule)
    for (const tensor of [...inputs, ...outputs]) if (tensor !== null) name(bufferOf(tensor), tensor.value);
  return names;
};

const workOf = ({ nodes, stream }: Group): string => {
  const of = nodes.length === 1 ? String(nodes[0]?.id) : 'these layers';
  return stream === undefined ? `working memory of ${of}` : `rows and working memory of ${of}`;
};

/**
 * Where the arena is fullest: the step whose live buffers take most, and these. They may take more than the arena where one is written
 * over another.
 */
export const peakOf = (program: Program): Peak | undefined => {
  const { buffers, schedule } = program;
  const aliveAt = (step: number): readonly number[] =>
    buffers.flatMap(({ end, size, start }: ArenaBuffer, index) =>
      size > 0 && start <= step && step <= end ? [index] : [],
    );
  const sizeOf = (index: number): number => buffers[index]?.size ?? 0;
  const totals = schedule.map((_, step) => aliveAt(step).reduce((sum, index) => sum + sizeOf(index), 0));
  const step = totals.indexOf(Math.max(...totals));
  const group = schedule[step];
  if (group === undefined) return undefined;
  const names = namesOf(program);
  return {
    step,
    operators: group.nodes.map(({ id, op }) => ({ name: id, op })),
    tensors: aliveAt(step)
      .map((index) => ({ name: names.get(index) ?? workOf(group), bytes: sizeOf(index) }))
      .toSorted((a, b) => b.bytes - a.bytes),
  };
};

import { byteLength, valueOf, type Graph, type ValueId } from '@tinyml/core';
import { lowestOrder, type OrderProblem, type Task } from '../plan/task-order.ts';
import type { Run, Step, Steps } from './steps.ts';
import { overlapsOf, rewritesState, trafficOf, writtenBytes } from './traffic.ts';

const problemOf = <Called extends Run>(graph: Graph, { steps, outputOf, rootOf }: Steps<Called>): OrderProblem => {
  const sizes: number[] = [];
  const blocks = new Map<ValueId, number>();
  const blockOf = (id: ValueId): number | undefined => blocks.get(rootOf.get(id) ?? id);
  const create = (bytes: number): number => sizes.push(bytes) - 1;
  for (const id of graph.inputs) if (!blocks.has(id)) blocks.set(id, create(byteLength(valueOf(graph, id).type)));
  for (const { input } of graph.state ?? []) blocks.set(input, create(byteLength(valueOf(graph, input).type)));
  const given = [...blocks.values()];
  const maker = new Map<ValueId, number>();
  steps.forEach((step, at) => {
    const traffic = trafficOf(step);
    if (rewritesState(step)) return;
    for (const id of traffic.writes) blocks.set(id, create(writtenBytes(graph, id, step)));
    for (const id of step.kind === 'view' ? step.node.outputs : traffic.writes) maker.set(id, at);
  });
  const present = (numbers: readonly (number | undefined)[]): readonly number[] => [
    ...new Set(numbers.filter((number) => number !== undefined)),
  ];
  const readersOf = (buffer: ValueId): readonly number[] =>
    steps.flatMap((step, at) => (trafficOf(step).reads.some((id) => blockOf(id) === blockOf(buffer)) ? [at] : []));
  const taskOf = (step: Step<Called>, at: number): Task => {
    const { reads, writes } = trafficOf(step);
    const call = step.kind === 'call' ? step.run.call : undefined;
    const scratch = call === undefined || call.scratch === 0 ? undefined : create(call.scratch);
    return {
      after: present([
        ...reads.map((id) => maker.get(id)),
        // All that reads a state buffer comes before it is rewritten; the buffer is no block that begins there.
        ...(rewritesState(step) ? writes.flatMap((id) => readersOf(id).filter((reader) => reader !== at)) : []),
      ]),
      reads: present(reads.map(blockOf)),
      writes: present([...(rewritesState(step) ? [] : writes.map(blockOf)), scratch]),
      overlaps: step.kind === 'call' ? overlapsOf(step.run, blockOf, scratch) : [],
    };
  };
  return {
    tasks: steps.map(taskOf),
    sizes,
    given,
    kept: present([...outputOf, ...(graph.state ?? []).map(({ input }) => input)].map(blockOf)),
  };
};

/** The steps in the order that needs the least memory at any one step; as they are where none needs less. */
export const inLowestOrder = <Called extends Run>(graph: Graph, shaped: Steps<Called>): Steps<Called> => {
  // Steps of a loop or a branch stay where they are, and so does what surrounds them.
  if (shaped.steps.some(({ kind }) => kind === 'control')) return shaped;
  const order = lowestOrder(problemOf(graph, shaped));
  if (order.every((task, at) => task === at)) return shaped;
  return { ...shaped, steps: order.map((task) => shaped.steps[task] as Step<Called>) };
};

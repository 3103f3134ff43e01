import { type Group, type PlacedTensor, type Program } from '@tinyml/codegen';
import { type ReportBuffer, type ReportMemory } from './page-data.ts';

/** Characters of a tensor's name that are shown. */
const longest = 48;

const bufferOf = ({ place }: PlacedTensor): number | undefined => ('buffer' in place ? place.buffer : undefined);

/** What the steps are called: their layers, joined. */
export const stepName = ({ kernel, nodes }: Group): string =>
  nodes.length === 0 ? (kernel ?? 'control') : nodes.map(({ id }) => id).join(' + ');

/** Converters join the names of all that a tensor came from: the last one is what makes it. */
const shortName = (name: string): string => {
  const last = name.split(';').at(-1) ?? name;
  return last.length <= longest ? last : `…${last.slice(1 - longest)}`;
};

/** Names of the tensors of each buffer, in the order in which they appear. */
const tensorsByBuffer = ({
  inputs,
  outputs,
  schedule,
  state = [],
}: Program): ReadonlyMap<number, readonly string[]> => {
  const names = new Map<number, string[]>();
  const placed = [
    ...inputs,
    ...state.map(({ tensor }) => tensor),
    ...schedule.flatMap((group) => [...group.inputs, ...group.outputs]),
    ...outputs,
  ];
  for (const tensor of placed) {
    const buffer = tensor === null ? undefined : bufferOf(tensor);
    if (tensor === null || buffer === undefined) continue;
    const known = names.get(buffer) ?? [];
    if (!known.includes(tensor.value)) names.set(buffer, [...known, tensor.value]);
  }
  return names;
};

/** Bytes that anything lies in at a step: what runs in place shares them. */
const bytesInUse = (buffers: readonly ReportBuffer[], step: number): number => {
  const alive = buffers
    .filter(({ end, start }) => start <= step && step <= end)
    .toSorted((a, b) => a.offset - b.offset);
  let [bytes, reached] = [0, 0];
  for (const { offset, size } of alive) {
    bytes += Math.max(0, offset + size - Math.max(reached, offset));
    reached = Math.max(reached, offset + size);
  }
  return bytes;
};

/** The arenas over time: which bytes hold what, from which step to which. */
export const memoryPlan = (program: Program): ReportMemory => {
  const { arenas, buffers, inputs, memory, outputs, schedule, state = [] } = program;
  const tensors = tensorsByBuffer(program);
  const among = (list: readonly PlacedTensor[]): ReadonlySet<number | undefined> => new Set(list.map(bufferOf));
  const kinds = [
    ['state', among(state.map(({ tensor }) => tensor))],
    ['input', among(inputs)],
    ['output', among(outputs)],
  ] as const;
  const shown = buffers.map(({ arena, end, offset, size, start }, at): ReportBuffer => {
    const names = tensors.get(at);
    const kind = kinds.find(([, of]) => of.has(at))?.[0] ?? (names === undefined ? 'scratch' : 'tensor');
    const first = schedule[Math.max(start, 0)];
    const name =
      names?.map(shortName).join(', ') ?? `working memory of ${first === undefined ? 'the program' : stepName(first)}`;
    return { name, kind, arena, offset, size, start, end };
  });
  const used = schedule.map((_, step) =>
    arenas.reduce(
      (sum, __, arena) =>
        sum +
        bytesInUse(
          shown.filter((one) => one.arena === arena),
          step,
        ),
      0,
    ),
  );
  return {
    arenas: arenas.map(({ bytes, limit, region }) => ({ name: region ?? 'ram', bytes, limit })),
    steps: schedule.map(stepName),
    buffers: shown,
    used,
    peak: used.indexOf(Math.max(...used)),
    lowerBound: memory.lowerBound,
  };
};

import { callOutputs, type Cost, type Kernel, type KernelCall, type ValueId } from '@tinyml/core';
import type { Selected } from '../select/selected.ts';
import type { Unit } from '../select/unit.ts';
import type { CallMemory } from '../schedule/steps.ts';
import { roundUp } from '../plan/block.ts';
import { distanceFromRows, distanceOf, type CallDistance } from './distance.ts';
import type { RowAxis } from './row-view.ts';
import { loopsOf, type TileLoop } from './tile-loops.ts';
import { tilesOf, type RowNode, type ComputeStep, type RowSource, type TileStep, type Tiling } from './tiles.ts';
import { unitView } from './unit-view.ts';
import { variantsOf, type SliceMemo, type Variant, type Variants } from './variants.ts';

/** Units that run together, a few rows at a time: of what lies between them there are line buffers only. */
export interface StreamedUnit extends Unit {
  readonly inputs: readonly ValueId[];
  readonly members: readonly Selected[];
  /** Rows of the result at a time, of how many. */
  readonly height: number;
  readonly rows: number;
  readonly variants: Variants;
  readonly loops: readonly TileLoop[];
  /** Operands that each member reads by rows, in the order of its steps' reads. */
  readonly byRows: readonly (readonly number[])[];
  /** First byte of each line buffer in the group's working memory. */
  readonly buffers: readonly number[];
  /** First byte of the calls' own scratch memory there. */
  readonly scratch: number;
  readonly call: CallMemory;
  readonly cost: Cost;
  readonly why: string;
}

/** Bytes; what a kernel may ask of its scratch memory. */
const scratchAlign = 16;

/** What the members read that none of them makes. */
const inputsOf = (members: readonly Selected[]): readonly ValueId[] => {
  const inside = new Set(members.flatMap(({ outputs }) => outputs));
  const read = members.flatMap(({ inputs }) => inputs.filter((id) => id !== null && !inside.has(id)));
  return [...new Set(read as ValueId[])];
};

const rowNodes = (
  members: readonly Selected[],
  inputs: readonly ValueId[],
  axis: RowAxis,
): readonly RowNode[] | undefined => {
  const makers = new Map(members.map(({ outputs }, index) => [outputs[0] as ValueId, index]));
  const nodes: RowNode[] = [];
  for (const { request, inputs: operands } of members) {
    const view = unitView(request, axis);
    const byRows = view?.reads.map(({ operand }) => operand) ?? [];
    // Of what a member makes there are a few rows at a time.
    if (view === undefined || operands.some((id, i) => id !== null && makers.has(id) && !byRows.includes(i)))
      return undefined;
    const sources = byRows.map((operand): RowSource => {
      const id = operands[operand] as ValueId;
      const node = makers.get(id);
      return node === undefined ? { outside: inputs.indexOf(id) } : { node };
    });
    nodes.push({ view, sources });
  }
  return nodes;
};

/** Kernels in plain C take rows that begin at any byte; others may load words. */
const aligned = (steps: readonly TileStep[], variants: Variants): boolean =>
  steps.every(
    (step) =>
      step.kind === 'move' ||
      (variants.list[variants.of(step)] as Variant).kernel.isa === 'generic' ||
      [...step.reads, step.write].every(({ offset }) => offset % 4 === 0),
  );

/** A call of memmove, and what it takes for each byte. */
const moving = { fixed: 25, perByte: 0.4 };

const costOf = (steps: readonly TileStep[], variants: Variants): Cost => {
  let [instructions, cycles] = [0, 0];
  for (const { cost, times } of variants.list) {
    instructions += times * cost.instructions;
    cycles += times * cost.cycles;
  }
  for (const step of steps) {
    const own = step.kind === 'move' ? moving.fixed + moving.perByte * step.bytes : 0;
    instructions += own;
    cycles += 1.5 * own;
  }
  return { instructions, cycles };
};

/** The group's working memory: first bytes of the line buffers and of the calls' scratch memory, bytes in all. */
interface RowMemory {
  readonly buffers: readonly number[];
  readonly scratch: number;
  readonly bytes: number;
}

/**
 * Line buffers, the one that is read last first, so that the result's last rows may overwrite it; then what the calls ask
 * for.
 */
const rowMemory = (tiling: Tiling, variants: Variants): RowMemory => {
  let end = 0;
  const buffers = tiling.buffers
    .toReversed()
    .map((bytes) => {
      const start = end;
      end += roundUp(bytes, 4);
      return start;
    })
    .reverse();
  const most = Math.max(0, ...variants.list.map(({ call }) => call.scratch));
  const scratch = most === 0 ? end : roundUp(end, scratchAlign);
  return { buffers, scratch, bytes: scratch + most };
};

/** How the result may share the memory of the operands that are read by rows, and of the line buffers. */
const memoryOf = (
  nodes: readonly RowNode[],
  tiling: Tiling,
  variants: Variants,
  inputs: readonly ValueId[],
  { buffers, scratch, bytes }: RowMemory,
): CallMemory => {
  const callOf = (step: ComputeStep): KernelCall => (variants.list[variants.of(step)] as Variant).call;
  const within =
    (exactly: boolean): CallDistance =>
    (step, read) => {
      const { view } = nodes[step.node] as RowNode;
      const { operand, rowBytes } = view.reads[read] as (typeof view.reads)[0];
      const { inPlace = [], overlaps = [] } = callOf(step);
      const claim = overlaps.find(({ input, output }) => input === operand && output === 0);
      if (claim !== undefined) return claim.distance;
      const same = exactly && rowBytes === view.rowBytes && inPlace.some(([from, to]) => from === operand && to === 0);
      return same ? 0 : undefined;
    };
  const read = new Set(
    nodes.flatMap(({ sources }) => sources.flatMap((source) => ('outside' in source ? [source.outside] : []))),
  );
  const byRows = inputs.flatMap((_, outside) => (read.has(outside) ? [outside] : []));
  return {
    scratch: bytes,
    inPlace: byRows
      .filter((outside) => distanceOf(nodes, tiling, outside, within(true)) <= 0)
      .map((outside) => [outside, 0] as const),
    overlaps: byRows.map((input) => ({
      input,
      output: 0,
      distance: distanceOf(nodes, tiling, input, within(false)),
    })),
    resultBeforeScratch: distanceFromRows(nodes, tiling, buffers, within(false), (step) =>
      callOf(step).scratch > 0 ? scratch : Infinity,
    ),
  };
};

/**
 * `members`, in the order of the schedule, `height` rows of the last one's result at a time. Each but the last has one
 * result, which members read and nothing else. undefined where they cannot run so, or are done in one go.
 */
export const streamUnit = (
  members: readonly Selected[],
  kernels: readonly Kernel[],
  height: number,
  memo: SliceMemo = new Map(),
): StreamedUnit | undefined => {
  const last = members.at(-1);
  const type = last === undefined ? undefined : callOutputs(last.request)[0];
  if (last === undefined || type === undefined || members.some(({ outputs }) => outputs.length !== 1)) return undefined;
  const axis: RowAxis = (type.shape[1] ?? 1) > 1 ? 1 : 2;
  if (height >= (type.shape[axis] ?? 1)) return undefined;
  const inputs = inputsOf(members);
  const nodes = rowNodes(members, inputs, axis);
  const tiling = nodes === undefined ? undefined : tilesOf(nodes, height);
  const steps = tiling?.tiles.flat() ?? [];
  const variants = nodes === undefined ? undefined : variantsOf(members, nodes, steps, kernels, memo);
  if (nodes === undefined || tiling === undefined || variants === undefined || !aligned(steps, variants))
    return undefined;
  const memory = rowMemory(tiling, variants);
  return {
    nodes: members.flatMap((member) => member.nodes),
    inputs,
    outputs: last.outputs,
    members,
    height,
    rows: type.shape[axis] as number,
    variants,
    loops: loopsOf(tiling.tiles, variants.of),
    byRows: nodes.map(({ view }) => view.reads.map(({ operand }) => operand)),
    buffers: memory.buffers,
    scratch: memory.scratch,
    call: memoryOf(nodes, tiling, variants, inputs, memory),
    cost: costOf(steps, variants),
    why: '',
  };
};

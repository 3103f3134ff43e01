import {
  windowAttributes,
  type Cost,
  type Kernel,
  type KernelCall,
  type KernelRequest,
  type PackedConstant,
} from '@tinyml/core';
import { kernelCall } from '../select/kernel-call.ts';
import type { Selected } from '../select/selected.ts';
import { checkCall } from '../select/call-problem.ts';
import type { ComputeStep, RowNode, TileStep } from './tiles.ts';

/** A member's call for some of its rows: those of the first, the middle and the last tiles differ in padding and height. */
export interface Variant {
  readonly member: number;
  readonly kernel: Kernel;
  readonly request: KernelRequest;
  readonly call: KernelCall;
  /** Of one call. */
  readonly cost: Cost;
  /** Calls in one inference. */
  readonly times: number;
}

export interface Variants {
  readonly list: readonly Variant[];
  /** Index of a step's variant: steps of the same one differ in nothing but where their rows lie. */
  of(step: ComputeStep): number;
}

type Sliced = Pick<Variant, 'call' | 'cost'>;

/** What kernels made of slices so far, null where they did not: the same ones come up in many groups. */
export type SliceMemo = Map<string, Sliced | null>;

interface Slice {
  readonly member: number;
  readonly request: KernelRequest;
  readonly key: string;
  times: number;
}

const keyOf = (request: KernelRequest): string =>
  JSON.stringify([
    request.node.id,
    [request, ...(request.followers ?? [])].map(({ inputs, node, outputs }) => [
      inputs.map((operand) => operand?.type.shape),
      outputs.map(({ shape }) => shape),
      windowAttributes(node)?.padding,
    ]),
  ]);

const sameConstants = (a: readonly PackedConstant[], b: readonly PackedConstant[]): boolean =>
  a.length === b.length &&
  a.every(({ name, values }, i) => {
    const other = b[i] as PackedConstant;
    if (name !== other.name || values.length !== other.values.length) return false;
    for (let at = 0; at < values.length; at += 1) if (!Object.is(values[at], other.values[at])) return false;
    return true;
  });

const slicedBy = (kernel: Kernel, unit: Selected, { key, request }: Slice, memo: SliceMemo): Sliced | null => {
  const name = `${kernel.name} ${key}`;
  let sliced = memo.get(name);
  if (sliced === undefined) {
    const call = kernel.supports(request) === true ? kernelCall(kernel, request) : undefined;
    sliced = call === undefined || checkCall(call, unit) !== undefined ? null : { call, cost: kernel.cost(request) };
    memo.set(name, sliced);
  }
  return sliced;
};

/** What one kernel makes of all slices of a member; undefined where it does not run them, or not on the same constants. */
const allBy = (
  kernel: Kernel,
  unit: Selected,
  slices: readonly Slice[],
  memo: SliceMemo,
): readonly Sliced[] | undefined => {
  const found: Sliced[] = [];
  for (const slice of slices) {
    const sliced = slicedBy(kernel, unit, slice, memo);
    if (sliced === null || !sameConstants((found[0] ?? sliced).call.constants, sliced.call.constants)) return undefined;
    found.push(sliced);
  }
  return found;
};

/** The unit's own kernel, then those in plain C that may run it where the slices do not suit that one. */
const kernelsFor = ({ kernel }: Selected, kernels: readonly Kernel[]): readonly Kernel[] => [
  kernel,
  ...kernels.filter(
    (other) =>
      other !== kernel &&
      other.isa === 'generic' &&
      other.op === kernel.op &&
      JSON.stringify(other.followedBy) === JSON.stringify(kernel.followedBy),
  ),
];

/** Calls for all the tiles' steps, undefined where a member has no kernel for its slices. */
export const variantsOf = (
  members: readonly Selected[],
  nodes: readonly RowNode[],
  steps: readonly TileStep[],
  kernels: readonly Kernel[],
  memo: SliceMemo,
): Variants | undefined => {
  const slices = new Map<string, Slice>();
  const sliceOf = new Map<TileStep, Slice>();
  for (const step of steps) {
    if (step.kind === 'move') continue;
    const request = (nodes[step.node] as RowNode).view.slice(step.rows);
    const key = keyOf(request);
    const slice = slices.get(key) ?? { member: step.node, request, key, times: 0 };
    slice.times += 1;
    slices.set(key, slice);
    sliceOf.set(step, slice);
  }
  const all = [...slices.values()];
  const found = new Map<Slice, Variant>();
  for (const [member, unit] of members.entries()) {
    const own = all.filter((slice) => slice.member === member);
    let sliced: readonly Sliced[] | undefined;
    const kernel = kernelsFor(unit, kernels).find(
      (candidate) => (sliced = allBy(candidate, unit, own, memo)) !== undefined,
    );
    if (kernel === undefined || sliced === undefined) return undefined;
    for (const [i, { request, times }] of own.entries())
      found.set(own[i] as Slice, { member, kernel, request, times, ...(sliced[i] as Sliced) });
  }
  return {
    list: all.map((slice) => found.get(slice) as Variant),
    of: (step) => all.indexOf(sliceOf.get(step) as Slice),
  };
};

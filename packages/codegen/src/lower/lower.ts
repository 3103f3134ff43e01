import {
  notYet,
  TinymlError,
  valueOf,
  type Constants,
  type Graph,
  type Kernel,
  type OperatorTable,
  type Target,
  type ValueId,
} from '@tinyml/core';
import { invalidKernel } from '../diagnostics/kernels.ts';
import type { StreamRequest } from '../stream/candidates.ts';
import { chooseStreams } from '../stream/choose.ts';
import { demandOf } from '../stream/demand.ts';
import { planMemory } from '../plan/plan.ts';
import { largestSumAlive } from '../plan/block.ts';
import { comparableCode, stackBound } from '../record/code-estimate.ts';
import { arenasOf } from './arenas.ts';
import { checkReach, copiedConstants } from './copied-constants.ts';
import { foldConstants } from './folding.ts';
import { groupsOf, nameOf, type Called, type SelectedRun } from './groups.ts';
import { kernelCall } from './kernel-call.ts';
import { constantPool } from './packing.ts';
import { placementOf } from './placement.ts';
import type { Program } from './program.ts';
import { selectKernels, type Selected } from './selection.ts';
import { inLowestOrder } from './order.ts';
import { constantBytes, spareFlash, spendFlash } from './spare-flash.ts';
import { stepsOf, withUnits, type Run, type Steps } from './steps.ts';
import { storageOf } from './storage.ts';
import { checkCall } from './validation.ts';

export interface LowerOptions {
  readonly operators: OperatorTable;
  readonly kernels: readonly Kernel[];
  readonly constants: Constants;
  readonly target: Target;
  /** Prefix of the C symbols: a C identifier. */
  readonly name: string;
  /** Which units run by rows; default: those that save memory where it is wanted. */
  readonly streams?: (request: StreamRequest) => readonly Called[];
  /** Bytes that the program may take; null: no limit. Default: what the target has. */
  readonly limits?: Pick<Target, 'flash' | 'ram'>;
}

/** Bytes; vector instructions want 16. */
const arenaAlign = 16;

/** Places the memory of the steps as they come, or in another order where that takes less. */
const arrange = <Called extends Run>(graph: Graph, steps: Steps<Called>) => {
  const planned = (ordered: Steps<Called>) => {
    const storage = storageOf(graph, ordered, arenaAlign);
    return { storage, plan: planMemory(storage.blocks, storage.overlaps) };
  };
  const given = planned(steps);
  const ordered = inLowestOrder(graph, steps);
  if (ordered === steps) return given;
  const other = planned(ordered);
  return other.plan.arena < given.plan.arena ? other : given;
};

const runOf = (unit: Selected): SelectedRun => {
  const call = kernelCall(unit.kernel, unit.request);
  const problem = checkCall(call, unit);
  if (problem !== undefined) throw new TinymlError(invalidKernel(unit.kernel.name, nameOf(unit), problem));
  return { ...unit, call };
};

/** The units, those that can be faster for more flash as far as the limit allows. */
const withSpareFlash = (
  units: readonly SelectedRun[],
  target: Target,
  limit: number | null,
): readonly SelectedRun[] => {
  if (units.every(({ faster }) => faster === undefined)) return units;
  const calls = units.map(({ call }) => call);
  // One call of each kernel will do for its code.
  const faster = new Map(units.flatMap((unit) => (unit.faster ?? []).map((one) => [one.kernel, one])));
  const code = comparableCode(
    [...calls, ...[...faster.values()].map(({ kernel, request }) => kernelCall(kernel, request))],
    target,
  );
  const spare = spareFlash(limit, constantBytes(calls), code);
  return spendFlash(units, spare).map((unit) => ('call' in unit ? unit : runOf(unit)));
};

/**
 * Turns a graph into a program: a kernel for each node or line of nodes, constants packed, every tensor placed in an arena.
 * Constant subgraphs are evaluated. Reshapes take no code and no memory.
 * @throws TinymlError naming every node that no kernel supports.
 */
export const lower = (graph: Graph, options: LowerOptions): Program => {
  const { constants, kernels, name, operators, streams = chooseStreams, target } = options;
  if ((graph.state?.length ?? 0) > 0)
    throw new TinymlError(
      notYet('state that lives from one inference to the next', 'pass the state as inputs and outputs of the model'),
    );
  const folding = foldConstants(graph, constants, operators);
  const shaped = stepsOf(graph, folding, operators);
  const running = shaped.steps.flatMap((step) => (step.kind === 'call' ? [step.run] : []));
  const { flash, ram } = options.limits ?? target;
  const placed = (units: readonly SelectedRun[]) => {
    const calls = units.map(({ call }) => call);
    const stack = stackBound(calls, target) ?? 0;
    const called = streams({
      graph,
      units,
      kernels,
      views: shaped.rootOf,
      enough: target.priority[0] === 'size' ? 0 : Math.max(1, (ram ?? Infinity) - stack),
      demandOf: (candidates) => demandOf(graph, shaped, candidates, arenaAlign),
      arenaOf: (candidates) => arrange(graph, withUnits(shaped, candidates)).plan.arena,
    });
    return { units, stack, ...arrange(graph, withUnits(shaped, called)) };
  };
  const unitsFor = (wanted: Target): readonly SelectedRun[] =>
    selectKernels({ graph, folding, operators, kernels, target: wanted }, running).map(runOf);
  const fits = ({ plan, stack }: ReturnType<typeof placed>): boolean => ram === null || plan.arena + stack <= ram;
  const thrifty = unitsFor(target);
  const first = placed(withSpareFlash(thrifty, target, flash));
  // What is fast may not fit: then what costs no flash for speed, then the kernels that would run where size comes first.
  const spent = first.units.some(({ kernel }, i) => kernel !== thrifty[i]?.kernel);
  const second = fits(first) || !spent ? first : placed(thrifty);
  const third =
    fits(second) || target.priority[0] === 'size'
      ? second
      : placed(unitsFor({ ...target, priority: ['size', 'latency', 'accuracy'] }));
  const { units, storage, plan } = third.plan.arena < second.plan.arena ? third : second;
  const copied = copiedConstants(target.core, units);
  const pool = constantPool(constants, copied);
  const places = placementOf(graph, folding, storage.blockOf, pool);
  const schedule = groupsOf({ graph, operators, storage, places, pool });
  checkReach(copied, pool.all);
  const { buffers, arenas } = arenasOf(storage, plan, schedule, target.memory);
  const whole = storageOf(graph, withUnits(shaped, units), arenaAlign);
  const tensors = new Set(whole.blockOf.values());
  return {
    schema: 'tinyml-program/1',
    name,
    target,
    inputs: graph.inputs.map((id) => places.write(id)),
    outputs: graph.outputs.map((id, i) => ({
      ...places.write(shaped.outputOf[i] as ValueId, valueOf(graph, id).type),
      value: id,
    })),
    schedule,
    constants: pool.all,
    copied,
    buffers,
    arenas,
    memory: {
      arena: arenas.reduce((sum, { bytes }) => sum + bytes, 0),
      lowerBound: plan.lowerBound,
      wholeTensors: largestSumAlive(whole.blocks.filter((_, i) => tensors.has(i))),
      align: arenaAlign,
    },
    ...(graph.labels === undefined ? {} : { labels: graph.labels }),
  };
};

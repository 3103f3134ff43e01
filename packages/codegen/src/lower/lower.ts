import type { Constants, Graph, Kernel, OperatorTable, Target } from '@tinyml/core';
import { flatten } from '../control/flatten.ts';
import type { Program } from '../program/program.ts';
import { stackBound } from '../code-size/code-estimate.ts';
import type { Called } from '../row-streaming/called.ts';
import type { StreamRequest } from '../row-streaming/candidates.ts';
import { chooseStreams } from '../row-streaming/choose.ts';
import { demandOf } from '../row-streaming/demand.ts';
import { arenaAlign, arrange } from '../schedule/arrangement.ts';
import { stepsOf, withUnits } from '../schedule/steps.ts';
import { foldConstants } from '../select/folding.ts';
import type { UnitCall } from '../select/selected.ts';
import { selectKernels } from '../select/selection.ts';
import { unitCall } from '../select/unit-call.ts';
import { assemble, type Lowering } from './assembly.ts';
import { attempts, firstThatFits } from './attempts.ts';

export interface LowerOptions {
  readonly operators: OperatorTable;
  readonly kernels: readonly Kernel[];
  readonly constants: Constants;
  readonly target: Target;
  /** Prefix of the C symbols: a C identifier. */
  readonly name: string;
  /** Which units row streaming joins; default: those that save memory where it is wanted. */
  readonly streams?: (request: StreamRequest) => readonly Called[];
  /** Bytes that the program may take; null: no limit. Default: what the target has. */
  readonly limits?: Pick<Target, 'flash' | 'ram'>;
}

/**
 * Gives the memory of units its place. `stack`: bytes of their calls; `streams` chooses which of them run a few rows at a time until
 * `ram` bytes hold the arena and the stack.
 */
const placer =
  ({ graph, shaped, target }: Lowering, kernels: readonly Kernel[], ram: number | null, streams = chooseStreams) =>
  (units: readonly UnitCall[]) => {
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

/** Kernels for the graph's nodes on a target; asked for a target again, the same ones. */
const chooser = ({ folding, graph, operators, shaped }: Lowering, kernels: readonly Kernel[]) => {
  const nodes = shaped.steps.flatMap((step) => (step.kind === 'call' ? [step.run] : []));
  const known = new Map<Target, readonly UnitCall[]>();
  return (target: Target): readonly UnitCall[] => {
    const units =
      known.get(target) ?? selectKernels({ graph, folding, operators, kernels, target }, nodes).map(unitCall);
    known.set(target, units);
    return units;
  };
};

/**
 * Turns a graph into a program: a kernel for each node or line of nodes, constants packed, every tensor placed in an arena.
 * Constant subgraphs are evaluated; loops and branches are steps among the others. Reshapes take no code and no memory. Where RAM is short, `attempts` says what gives way.
 * @throws TinymlError naming every node that no kernel supports.
 */
export const lower = (given: Graph, options: LowerOptions): Program => {
  const { constants, kernels, name, operators, target } = options;
  const flat = flatten(given, operators);
  const { graph } = flat;
  const folding = foldConstants(graph, constants, operators);
  const shaped = stepsOf(flat, folding, operators);
  const lowering: Lowering = { name, graph, target, operators, constants, folding, shaped };
  const { flash, ram } = options.limits ?? target;
  const placed = firstThatFits(
    attempts,
    { target, flash, kernelsFor: chooser(lowering, kernels) },
    placer(lowering, kernels, ram, options.streams),
    ({ plan, stack }) => ram === null || plan.arena + stack <= ram,
  );
  return assemble(lowering, placed.units, placed);
};

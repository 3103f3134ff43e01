import {
  countedResults,
  valueOf,
  type Constants,
  type Graph,
  type Node,
  type OperatorTable,
  type Target,
  type ValueId,
} from '@tinyml/core';
import { largestSumAlive } from '../plan/block.ts';
import type { Program } from '../program/program.ts';
import type { Called } from '../row-streaming/called.ts';
import { arenaAlign, type Arrangement } from '../schedule/arrangement.ts';
import { withUnits, type Steps } from '../schedule/steps.ts';
import { storageOf } from '../schedule/storage.ts';
import type { Folding } from '../select/folding.ts';
import type { UnitCall } from '../select/selected.ts';
import { arenasOf } from './arena-regions.ts';
import { constantPool } from './constant-pool.ts';
import { checkReach, copiedConstants } from './copied-constants.ts';
import { groupsOf } from './groups.ts';
import { initialBuffers } from './initial-buffers.ts';
import { placementOf } from './placement.ts';

/** The graph, and what has been found of it so far. */
export interface Lowering {
  readonly name: string;
  readonly graph: Graph;
  readonly target: Target;
  readonly operators: OperatorTable;
  readonly constants: Constants;
  readonly folding: Folding;
  /** Steps that want kernels. */
  readonly shaped: Steps<Node>;
}

/** The program of units whose memory has its place: constants packed, each step a group. */
export const assemble = (
  { constants, folding, graph, name, operators, shaped, target }: Lowering,
  units: readonly UnitCall[],
  { plan, storage }: Arrangement<Called>,
): Program => {
  const copied = copiedConstants(target.core, units);
  const pool = constantPool(constants, copied);
  const places = placementOf(graph, folding, storage.blockOf, pool);
  const schedule = groupsOf({ graph, target, operators, storage, places, pool });
  const state = initialBuffers(graph, constants, places, pool);
  checkReach(copied, pool.all);
  const { buffers, arenas } = arenasOf(storage, plan, schedule, target.memory);
  const counts = countedResults(graph, operators)
    .map(({ count, value }) => ({ output: graph.outputs.indexOf(value), count: graph.outputs.indexOf(count) }))
    .filter(({ output }) => output >= 0);
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
    ...(counts.length === 0 ? {} : { counts }),
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
    ...(state.length === 0 ? {} : { state }),
    ...(graph.window && {
      window: {
        input: graph.inputs.indexOf(graph.window.input),
        hop: graph.window.hop,
        frames: graph.window.frames,
      },
    }),
    ...(graph.labels === undefined ? {} : { labels: graph.labels }),
  };
};

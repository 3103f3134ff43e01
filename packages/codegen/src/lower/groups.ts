import {
  byteLength,
  callInputs,
  nodeMacs,
  plainArguments,
  valueOf,
  type Graph,
  type Node,
  type OperatorTable,
  type Target,
  type ValueId,
} from '@tinyml/core';
import { calibrated } from '../core-factors.ts';
import type { Group } from '../program/program.ts';
import type { Called } from '../row-streaming/called.ts';
import type { StreamedUnit } from '../row-streaming/stream-unit.ts';
import type { Step } from '../schedule/steps.ts';
import type { Storage } from '../schedule/storage.ts';
import type { UnitCall } from '../select/selected.ts';
import { priorityOf } from '../select/supporting-kernels.ts';
import { unitName } from '../select/unit.ts';
import type { ConstantPool } from './constant-pool.ts';
import type { Placement } from './placement.ts';
import { packCall } from './program-call.ts';
import { streamOf } from './row-stream.ts';

/** What the steps are made into groups from. */
export interface GroupContext {
  readonly graph: Graph;
  readonly target: Target;
  readonly operators: OperatorTable;
  readonly storage: Storage<Called>;
  readonly places: Placement;
  readonly pool: ConstantPool;
}

const briefly = (node: Node): Pick<Node, 'id' | 'op' | 'source'> => ({
  id: node.id,
  op: node.op,
  ...(node.source === undefined ? {} : { source: node.source }),
});

type StepOf<Kind extends Step<Called>['kind']> = Extract<Step<Called>, { readonly kind: Kind }>;

const copyGroup = ({ graph, places }: GroupContext, { from: source, like, node, to, why }: StepOf<'copy'>): Group => {
  const type = valueOf(graph, like).type;
  const from = graph.values.has(source) ? places.read(source) : places.write(source, type);
  if (from === null) throw new Error(`${source} is neither computed nor constant`);
  const bytes = byteLength(type);
  return {
    nodes: node === null ? [] : [briefly(node)],
    kernel: 'memcpy',
    why: why ?? 'an output has memory of its own',
    call: {
      function: 'memcpy',
      arguments: [{ output: 0 }, { input: 0 }, { c: String(bytes) }],
      constants: {},
      scratch: null,
    },
    inputs: [from],
    outputs: [places.write(to, node === null ? type : valueOf(graph, to).type)],
    macs: 0,
    cost: { instructions: bytes, cycles: bytes },
  };
};

const viewGroup = ({ places }: GroupContext, { node }: StepOf<'view'>): Group => ({
  nodes: [briefly(node)],
  kernel: null,
  why: 'the same bytes under another shape',
  call: null,
  inputs: [places.read(node.inputs[0] as ValueId)],
  outputs: node.outputs.map((id) => places.write(id)),
  macs: 0,
  cost: { instructions: 0, cycles: 0 },
});

/** `again` and `end` give the results of the loop or the branch. */
const controlGroup = ({ places }: GroupContext, { mark, node }: StepOf<'control'>): Group => ({
  nodes: [briefly(node)],
  kernel: null,
  why: 'the steps that follow run as it says',
  call: null,
  control: mark.kind,
  inputs: 'condition' in mark ? [places.read(mark.condition)] : [],
  outputs: mark.kind === 'again' || mark.kind === 'end' ? mark.moves.map(({ to }) => places.write(to)) : [],
  macs: 0,
  cost: { instructions: 0, cycles: 0 },
});

const callGroup = (context: GroupContext, run: UnitCall, at: number): Group => {
  const { places, pool, storage } = context;
  const { call, cost, inputs, kernel, nodes, outputs, request, why } = run;
  const operands = callInputs(request);
  const wanted = new Set(plainArguments(call).flatMap((argument) => ('input' in argument ? [argument.input] : [])));
  return {
    nodes: nodes.map(briefly),
    kernel: kernel.name,
    why,
    call: packCall(call, unitName(run), pool, storage.scratchOf.get(at) ?? null),
    inputs: inputs.map((id, i) => {
      if (id === null || (!wanted.has(i) && !storage.blockOf.has(id))) return null;
      return places.read(id, operands[i]?.type.dtype === 'float16');
    }),
    outputs: outputs.map((id) => places.write(id)),
    macs: nodes.reduce((sum, node) => sum + nodeMacs(context.graph, node, context.operators), 0),
    cost,
  };
};

const streamGroup = (context: GroupContext, unit: StreamedUnit, at: number): Group => {
  const { places, pool, storage } = context;
  const stream = streamOf(unit, pool, storage.scratchOf.get(at) ?? null);
  const wanted = new Set(
    stream.loops
      .flatMap(({ steps }) => steps.flatMap((step) => ('move' in step ? [] : step.inputs)))
      .flatMap((pointer) =>
        pointer === null || pointer.of === 'memory' || !('input' in pointer.of) ? [] : [pointer.of.input],
      ),
  );
  return {
    nodes: unit.nodes.map(briefly),
    kernel: [...new Set(stream.calls.map(({ kernel }) => kernel))].join(' + '),
    why: unit.why,
    call: null,
    stream,
    inputs: unit.inputs.map((id, i) => (wanted.has(i) || storage.blockOf.has(id) ? places.read(id) : null)),
    outputs: unit.outputs.map((id) => places.write(id)),
    macs: unit.nodes.reduce((sum, node) => sum + nodeMacs(context.graph, node, context.operators), 0),
    cost: unit.cost,
  };
};

const groupOf = (context: GroupContext, step: Step<Called>, at: number): Group => {
  switch (step.kind) {
    case 'copy':
      return copyGroup(context, step);
    case 'view':
      return viewGroup(context, step);
    case 'control':
      return controlGroup(context, step);
    case 'call':
      return 'members' in step.run ? streamGroup(context, step.run, at) : callGroup(context, step.run, at);
  }
};

/** How often each step runs: the product of the turns of the loops that it stands in, as far as they are known. */
const timesOf = (steps: readonly Step<Called>[]): readonly number[] => {
  const loops: number[] = [];
  return steps.map((step) => {
    if (step.kind === 'control' && step.mark.kind === 'loop') loops.push(step.mark.turns ?? 1);
    if (step.kind === 'control' && step.mark.kind === 'again') loops.pop();
    return loops.reduce((product, turns) => product * turns, 1);
  });
};

/** The schedule: what each step of the storage comes to in C. */
export const groupsOf = (context: GroupContext): readonly Group[] => {
  const { storage, target } = context;
  const times = timesOf(storage.steps);
  return storage.steps.map((step, at) => {
    const group = groupOf(context, step, at);
    const count = times[at] as number;
    const { macs } = group;
    // Kernels are chosen by what is known of all of them; what the chosen ones take is told as they were measured.
    const cost = group.nodes.length === 0 ? group.cost : calibrated(target.core, priorityOf(target), group);
    if (count === 1) return { ...group, cost };
    return {
      ...group,
      macs: count * macs,
      cost: { instructions: count * cost.instructions, cycles: count * cost.cycles },
    };
  });
};

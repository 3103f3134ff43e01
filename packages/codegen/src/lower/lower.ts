import {
  byteLength,
  callInputs,
  invalidKernel,
  notYet,
  TinymlError,
  valueOf,
  type Constants,
  type Graph,
  type Kernel,
  type CValue,
  type KernelCall,
  type Node,
  type OperatorTable,
  type Target,
  type TensorType,
  type ValueId,
} from '@tinyml/core';
import { planMemory } from '../plan/plan.ts';
import { largestSumAlive } from '../plan/block.ts';
import { foldConstants, type Folding } from './folding.ts';
import { constantPool, ctypeOf, type ConstantPool } from './packing.ts';
import type { Group, PlacedTensor, Program, ProgramCall } from './program.ts';
import { selectKernels, type Selected } from './selection.ts';
import { stepsOf, withUnits, type Run, type Unit } from './steps.ts';
import { storageOf, type Storage } from './storage.ts';
import { checkCall } from './validation.ts';

export interface LowerOptions {
  readonly operators: OperatorTable;
  readonly kernels: readonly Kernel[];
  readonly constants: Constants;
  readonly target: Target;
  /** Prefix of the C symbols: a C identifier. */
  readonly name: string;
}

/** Bytes; vector instructions want 16. */
const arenaAlign = 16;

const briefly = (node: Node): Pick<Node, 'id' | 'op' | 'source'> => ({
  id: node.id,
  op: node.op,
  ...(node.source === undefined ? {} : { source: node.source }),
});

/** Finds the memory of values; constants that a call reads as tensors are added to the pool. */
const placer = (graph: Graph, folding: Folding, storage: Storage<Run>, pool: ConstantPool) => {
  const typeOf = (id: ValueId): TensorType => valueOf(graph, id).type;
  const inArena = (value: ValueId, type: TensorType, buffer: number): PlacedTensor => ({
    value,
    type,
    bytes: byteLength(type),
    place: { buffer },
  });
  const inFlash = (value: ValueId, half: boolean): PlacedTensor | null => {
    const tensor = (half ? folding.half(value) : undefined) ?? folding.constant(value);
    const ctype = tensor === undefined ? undefined : ctypeOf(tensor);
    if (tensor === undefined || ctype === undefined) return null;
    const constant = pool.add(value.replace(/\W+/g, '_'), {
      ctype,
      values: tensor.data as Exclude<typeof tensor.data, BigInt64Array>,
    });
    return { value, type: tensor.type, bytes: byteLength(tensor.type), place: { constant } };
  };
  return {
    read(value: ValueId, half = false): PlacedTensor | null {
      const buffer = storage.blockOf.get(value);
      return buffer === undefined ? inFlash(value, half) : inArena(value, typeOf(value), buffer);
    },
    write(value: ValueId, type = typeOf(value)): PlacedTensor {
      return inArena(value, type, storage.blockOf.get(value) as number);
    },
  };
};

/** A program is JSON, which has no infinities: an unbounded clamp becomes math.h's name for it. */
const jsonValue = (value: CValue): CValue => {
  if (typeof value === 'number')
    return Number.isFinite(value) ? value : { c: Number.isNaN(value) ? 'NAN' : value > 0 ? 'INFINITY' : '-INFINITY' };
  if (Array.isArray(value)) return (value as readonly CValue[]).map(jsonValue);
  return 'fields' in value ? { fields: jsonFields(value.fields) } : value;
};

const jsonFields = (fields: Readonly<Record<string, CValue>>): Readonly<Record<string, CValue>> =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, jsonValue(value)]));

const packCall = (call: KernelCall, name: string, pool: ConstantPool, scratch: number | null): ProgramCall => ({
  function: call.function,
  ...(call.params === undefined ? {} : { params: { ...call.params, fields: jsonFields(call.params.fields) } }),
  arguments: call.arguments,
  constants: Object.fromEntries(
    call.constants.map((constant) => [constant.name, pool.add(`${name}_${constant.name}`, constant)]),
  ),
  scratch,
});

/** What belongs to a unit is named after its first node, which has the weights. */
const nameOf = ({ nodes }: Unit): string => (nodes[0] as Node).id;

const nothing = { instructions: 0, cycles: 0 };

/**
 * Turns a graph into a program: a kernel for each node or line of nodes, constants packed, every tensor placed in the arena.
 * Constant subgraphs are evaluated. Reshapes take no code and no memory.
 * @throws TinymlError naming every node that no kernel supports.
 */
export const lower = (graph: Graph, options: LowerOptions): Program => {
  const { constants, kernels, name, operators, target } = options;
  if ((graph.state?.length ?? 0) > 0)
    throw new TinymlError(
      notYet('state that lives from one inference to the next', 'pass the state as inputs and outputs of the model'),
    );
  const folding = foldConstants(graph, constants, operators);
  const shaped = stepsOf(graph, folding);
  const running = shaped.steps.flatMap((step) => (step.kind === 'call' ? [step.run] : []));
  const units = selectKernels(graph, folding, kernels, target, running).map((unit): Selected & Run => {
    const call = unit.kernel.lower(unit.request);
    const problem = checkCall(call, unit);
    if (problem !== undefined) throw new TinymlError(invalidKernel(unit.kernel.name, nameOf(unit), problem));
    return { ...unit, call };
  });
  const storage = storageOf(graph, withUnits(shaped, units), arenaAlign);
  const plan = planMemory(storage.blocks, storage.sharings);
  const pool = constantPool(constants);
  const places = placer(graph, folding, storage, pool);
  const macsOf = (node: Node): number => {
    const types = node.inputs.map((id) => (id === null ? null : valueOf(graph, id).type));
    const outputs = node.outputs.map((id) => valueOf(graph, id).type);
    return operators.get(node.op)?.macs({ attrs: node.attrs, inputs: types, outputs }) ?? 0;
  };
  const schedule = storage.steps.map((step, at): Group => {
    if (step.kind === 'copy') {
      const type = valueOf(graph, step.from).type;
      const from = places.read(step.from);
      if (from === null)
        throw new TinymlError(notYet(`a constant output of 64-bit integers (${step.from})`, 'remove that output'));
      return {
        nodes: step.node === null ? [] : [briefly(step.node)],
        kernel: 'memcpy',
        why: 'an output has memory of its own',
        call: {
          function: 'memcpy',
          arguments: [{ output: 0 }, { input: 0 }, { c: String(byteLength(type)) }],
          constants: {},
          scratch: null,
        },
        inputs: [from],
        outputs: [places.write(step.to, step.node === null ? type : valueOf(graph, step.to).type)],
        macs: 0,
        cost: { instructions: byteLength(type), cycles: byteLength(type) },
      };
    }
    if (step.kind === 'view') {
      const { node } = step;
      return {
        nodes: [briefly(node)],
        kernel: null,
        why: 'the same bytes under another shape',
        call: null,
        inputs: [places.read(node.inputs[0] as ValueId)],
        outputs: node.outputs.map((id) => places.write(id)),
        macs: 0,
        cost: nothing,
      };
    }
    const { call, cost, inputs, kernel, nodes, outputs, request, why } = step.run;
    const operands = callInputs(request);
    const wanted = new Set(call.arguments.flatMap((argument) => ('input' in argument ? [argument.input] : [])));
    return {
      nodes: nodes.map(briefly),
      kernel: kernel.name,
      why,
      call: packCall(call, nameOf(step.run), pool, storage.scratchOf.get(at) ?? null),
      inputs: inputs.map((id, i) => {
        if (id === null || (!wanted.has(i) && !storage.blockOf.has(id))) return null;
        return places.read(id, operands[i]?.type.dtype === 'float16');
      }),
      outputs: outputs.map((id) => places.write(id)),
      macs: nodes.reduce((sum, node) => sum + macsOf(node), 0),
      cost,
    };
  });
  const tensors = new Set(storage.blockOf.values());
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
    buffers: storage.blocks.map((block, i) => ({
      size: block.size,
      start: block.start,
      end: block.end,
      align: block.align ?? 4,
      offset: plan.offsets[i] as number,
    })),
    memory: {
      arena: plan.arena,
      lowerBound: plan.lowerBound,
      wholeTensors: largestSumAlive(storage.blocks.filter((_, i) => tensors.has(i))),
      align: arenaAlign,
    },
    ...(graph.labels === undefined ? {} : { labels: graph.labels }),
  };
};

import { byteLength, valueOf, type Graph, type KernelCall, type Node, type OpName, type ValueId } from '@tinyml/core';
import type { Block, Sharing } from '../plan/block.ts';
import type { Folding } from './folding.ts';

/** One step of the program before memory is planned. */
export type Step =
  | { readonly kind: 'call'; readonly node: Node }
  /** The result is the operand's own memory. */
  | { readonly kind: 'view'; readonly node: Node }
  /** The operand's bytes are copied: `node` null where a graph output needs memory of its own. */
  | { readonly kind: 'copy'; readonly node: Node | null; readonly from: ValueId; readonly to: ValueId };

/** Operators that change nothing but the shape, in row-major order. */
const viewing: readonly OpName[] = ['reshape', 'squeeze', 'identity', 'dropout', 'expand_dims'];

export interface Storage {
  readonly steps: readonly Step[];
  /** Index of the block that holds a value; undefined for constants. */
  readonly blockOf: ReadonlyMap<ValueId, number>;
  readonly blocks: readonly Block[];
  /** Block of a step's scratch memory. */
  readonly scratchOf: ReadonlyMap<number, number>;
  readonly sharings: readonly Sharing[];
  /** A graph output that must be copied to memory of its own, by its position. */
  readonly outputOf: readonly ValueId[];
}

const sameBytes = (graph: Graph, from: ValueId, to: ValueId): boolean => {
  const [a, b] = [valueOf(graph, from).type, valueOf(graph, to).type];
  return a.dtype === b.dtype && byteLength(a) === byteLength(b);
};

/** Name of the copy of a graph output that is also a graph input or a constant. */
const copyOf = (position: number, id: ValueId): ValueId => `${id} (output ${String(position)})`;

const stepsOf = (
  graph: Graph,
  folding: Folding,
): { steps: Step[]; outputOf: ValueId[]; rootOf: Map<ValueId, ValueId> } => {
  const rootOf = new Map<ValueId, ValueId>();
  const root = (id: ValueId): ValueId => rootOf.get(id) ?? id;
  const steps: Step[] = folding.nodes.map((node) => {
    const [from, to] = [node.inputs[0], node.outputs[0]];
    if (!viewing.includes(node.op) || from == null || to === undefined || !sameBytes(graph, from, to))
      return { kind: 'call', node };
    if (graph.outputs.includes(to) && graph.inputs.includes(root(from))) return { kind: 'copy', node, from, to };
    if (folding.constant(from) !== undefined) return { kind: 'copy', node, from, to };
    rootOf.set(to, root(from));
    return { kind: 'view', node };
  });
  const outputOf = graph.outputs.map((id, position) => {
    if (!graph.inputs.includes(root(id)) && folding.constant(id) === undefined) return id;
    const to = copyOf(position, id);
    steps.push({ kind: 'copy', node: null, from: id, to });
    return to;
  });
  return { steps, outputOf, rootOf };
};

/** The first and last step of every tensor's memory, and who may take over whose. */
export const storageOf = (
  graph: Graph,
  folding: Folding,
  call: (node: Node) => Pick<KernelCall, 'scratch' | 'scratchOver' | 'inPlace'>,
  align: number,
): Storage => {
  const { steps, outputOf, rootOf } = stepsOf(graph, folding);
  const root = (id: ValueId): ValueId => rootOf.get(id) ?? id;
  const blocks: { size: number; start: number; end: number; align: number }[] = [];
  const blockOf = new Map<ValueId, number>();
  const create = (id: ValueId, bytes: number, start: number): void => {
    blockOf.set(id, blocks.push({ size: bytes, start, end: start, align: 4 }) - 1);
  };
  const touch = (id: ValueId, step: number): void => {
    const block = blocks[blockOf.get(root(id)) ?? -1];
    if (block !== undefined) block.end = Math.max(block.end, step);
  };
  const last = steps.length;
  for (const id of graph.inputs) if (!blockOf.has(id)) create(id, byteLength(valueOf(graph, id).type), -1);
  steps.forEach((step, at) => {
    const reads = step.kind === 'copy' ? [step.from] : step.node.inputs.filter((id) => id !== null);
    for (const id of reads) touch(id, at);
    const writes = step.kind === 'copy' ? [step.to] : step.kind === 'call' ? step.node.outputs : [];
    for (const id of writes)
      create(id, byteLength(valueOf(graph, graph.values.has(id) ? id : (reads[0] as ValueId)).type), at);
  });
  for (const id of outputOf) touch(id, last);
  for (const [id, of] of rootOf) {
    const block = blockOf.get(of);
    if (block !== undefined) blockOf.set(id, block);
  }

  const scratchOf = new Map<number, number>();
  const sharings: Sharing[] = [];
  steps.forEach((step, at) => {
    if (step.kind !== 'call') return;
    const { inPlace, scratch, scratchOver } = call(step.node);
    const { inputs } = step.node;
    if (scratch > 0) {
      const second = blocks.push({ size: scratch, start: at, end: at, align }) - 1;
      scratchOf.set(at, second);
      const id: ValueId | null | undefined = inputs[scratchOver ?? -1];
      const first = id == null ? undefined : blockOf.get(id);
      // No other operand may lie in that memory.
      const alone = inputs.every((other, i) => i === scratchOver || other === null || blockOf.get(other) !== first);
      if (first !== undefined && blocks[first]?.end === at && alone) sharings.push({ first, second });
    }
    for (const [input, output] of inPlace) {
      const from: ValueId | null | undefined = inputs[input];
      const to = step.node.outputs[output];
      const first = from == null ? undefined : blockOf.get(from);
      const second = to === undefined ? undefined : blockOf.get(to);
      if (first === undefined || second === undefined || blocks[first]?.end !== at || first === second) continue;
      // Another operand in the same memory may be read after it was overwritten, unless it may be shared too.
      const safe = inputs.every(
        (id, i) =>
          i === input || id === null || blockOf.get(id) !== first || inPlace.some(([a, b]) => a === i && b === output),
      );
      if (safe) sharings.push({ first, second });
    }
  });
  return { steps, blockOf, blocks, scratchOf, sharings, outputOf };
};

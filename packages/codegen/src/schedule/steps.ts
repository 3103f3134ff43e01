import {
  byteLength,
  valueOf,
  type Graph,
  type KernelCall,
  type Node,
  type OperatorTable,
  type ValueId,
} from '@tinyml/core';
import type { FlatGraph, Mark, Move } from '../control/flatten.ts';
import type { Folding } from '../select/folding.ts';
import type { Unit } from '../select/unit.ts';

/** What running a unit asks of memory. */
export interface CallMemory extends Pick<KernelCall, 'scratch' | 'scratchOver' | 'inPlace' | 'overlaps'> {
  /** Bytes before the scratch memory's first one at which the only result may begin, or more. Default: they share none. */
  readonly resultBeforeScratch?: number;
}

/** A unit with what it takes to run it. */
export interface Run extends Unit {
  readonly call: CallMemory;
}

/** One step of the program. `Called`: a node that wants a kernel, later a unit. */
export type Step<Called> =
  | { readonly kind: 'call'; readonly run: Called }
  /** The result is the operand's own memory. */
  | { readonly kind: 'view'; readonly node: Node }
  /** The operand's bytes are copied: `node` null where a graph output needs memory of its own, or state is rewritten. */
  | {
      readonly kind: 'copy';
      readonly node: Node | null;
      readonly from: ValueId;
      readonly to: ValueId;
      /** A value of the graph whose type is copied. */
      readonly like: ValueId;
      /** The memory is there already: state, or a value of a loop or a branch. */
      readonly state?: true;
      readonly why?: string;
    }
  /** The program goes on elsewhere. */
  | { readonly kind: 'control'; readonly node: Node; readonly mark: Mark };

export interface Steps<Called> {
  readonly steps: readonly Step<Called>[];
  /** The value whose memory a view is. */
  readonly rootOf: ReadonlyMap<ValueId, ValueId>;
  /** A graph output that must be copied to memory of its own, by its position. */
  readonly outputOf: readonly ValueId[];
}

const sameBytes = (graph: Graph, from: ValueId, to: ValueId): boolean => {
  const [a, b] = [valueOf(graph, from).type, valueOf(graph, to).type];
  return a.dtype === b.dtype && byteLength(a) === byteLength(b);
};

/** Name of the copy of a graph output that is also a graph input or a constant. */
const copyOf = (position: number, id: ValueId): ValueId => `${id} (output ${String(position)})`;

/**
 * Copies to memory that is there already. All of it changes at once: a place is rewritten when no other one takes anything from it any
 * more. Where several wait for each other in a circle, what one of them takes is put aside.
 */
const rewrites = (moves: readonly Move[], root: (id: ValueId) => ValueId, why: string): readonly Step<Node>[] => {
  const waiting = new Map(moves.filter(({ from, to }) => root(from) !== to).map(({ from, to }) => [to, from]));
  const steps: Step<Node>[] = [];
  const isRead = (place: ValueId): boolean =>
    [...waiting].some(([other, from]) => other !== place && root(from) === place);
  while (waiting.size > 0) {
    const free = [...waiting].find(([to]) => !isRead(to));
    const [to, from] = free ?? ([...waiting][0] as readonly [ValueId, ValueId]);
    if (free !== undefined) {
      steps.push({ kind: 'copy', node: null, from, to, like: to, why, state: true });
      waiting.delete(to);
      continue;
    }
    const aside = `${to} (next)`;
    steps.push({ kind: 'copy', node: null, from, to: aside, like: to, why });
    waiting.set(to, aside);
  }
  return steps;
};

/** The steps of a mark: its copies, and where the program goes on. The first copies to a value's memory begin it. */
const markSteps = (node: Node, mark: Mark, root: (id: ValueId) => ValueId): readonly Step<Node>[] => {
  const control: Step<Node> = { kind: 'control', node, mark };
  switch (mark.kind) {
    case 'until':
    case 'if':
      return [control];
    case 'loop':
    case 'else': {
      const why = mark.kind === 'loop' ? 'what the loop begins with' : 'the result of a branch';
      const copies = mark.moves.map(({ from, to }): Step<Node> => ({
        kind: 'copy',
        node: null,
        from,
        to,
        like: to,
        why,
      }));
      return [...copies, control];
    }
    case 'again':
    case 'end':
      return [
        ...rewrites(
          mark.moves,
          root,
          mark.kind === 'again' ? 'the next turn begins with it' : 'the result of a branch',
        ),
        control,
      ];
  }
};

/** What the graph's nodes come to: a kernel each, a view, or a copy. */
export const stepsOf = ({ graph, marks }: FlatGraph, folding: Folding, operators: OperatorTable): Steps<Node> => {
  const rootOf = new Map<ValueId, ValueId>();
  const root = (id: ValueId): ValueId => rootOf.get(id) ?? id;
  // What a result must not be a view of: the memory is written to before the result is read.
  const given = new Set([...graph.inputs, ...(graph.state ?? []).map(({ input }) => input)]);
  const steps: Step<Node>[] = folding.nodes.flatMap((node): readonly Step<Node>[] => {
    const mark = marks.get(node);
    if (mark !== undefined) return markSteps(node, mark, root);
    const [from, to] = [node.inputs[0], node.outputs[0]];
    const keepsOrder = operators.get(node.op)?.traits?.keepsOrder === true;
    if (!keepsOrder || from == null || to === undefined || !sameBytes(graph, from, to))
      return [{ kind: 'call', run: node }];
    if (graph.outputs.includes(to) && given.has(root(from))) return [{ kind: 'copy', node, from, to, like: from }];
    if (folding.constant(from) !== undefined) return [{ kind: 'copy', node, from, to, like: from }];
    rootOf.set(to, root(from));
    return [{ kind: 'view', node }];
  });
  const outputOf = graph.outputs.map((id, position) => {
    if (!given.has(root(id)) && folding.constant(id) === undefined) return id;
    const to = copyOf(position, id);
    steps.push({ kind: 'copy', node: null, from: id, to, like: id });
    return to;
  });
  const next = (graph.state ?? []).map(({ input, output }) => ({ from: output, to: input }));
  steps.push(...rewrites(next, root, 'the state of the next inference'));
  return { steps, rootOf, outputOf };
};

/** The steps with units in place of nodes: each where its last node was, so that all it reads is there. */
export const withUnits = <Called extends Unit>(shaped: Steps<Node>, units: readonly Called[]): Steps<Called> => {
  const endingWith = new Map(units.map((unit) => [unit.nodes.at(-1), unit]));
  return {
    ...shaped,
    steps: shaped.steps.flatMap((step): Step<Called>[] => {
      if (step.kind !== 'call') return [step];
      const run = endingWith.get(step.run);
      return run === undefined ? [] : [{ kind: 'call', run }];
    }),
  };
};

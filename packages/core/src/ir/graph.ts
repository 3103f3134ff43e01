import type { DType } from './dtype.ts';
import type { OpName, Ops } from './ops.ts';
import type { TensorType } from './type.ts';

/** Names a tensor within one graph: the source's own tensor name where it is unique. */
export type ValueId = string;

/** SHA-256 of bytes in hex: names a blob in the store. */
export type Digest = `sha256-${string}`;

/**
 * What a tensor should become when the graph is quantised: written by calibration, by quantisation-aware training or
 * by hand, read by the pass that materialises it. `range` in real units; per axis one range per index.
 */
export interface QuantIntent {
  readonly dtype: DType;
  readonly range?: readonly (readonly [min: number, max: number])[];
  readonly axis?: number;
}

/** A tensor in the graph. A constant names its bytes (row-major, little-endian) by digest; the blob store holds them. */
export interface Value {
  readonly id: ValueId;
  readonly type: TensorType;
  readonly data?: Digest;
  /** How the constant is stored on the device when that is not as `data` has it; a kernel must know it. */
  readonly encoding?: string;
  readonly intent?: QuantIntent;
}

/** The layer of the source model that a node came from, for errors and comments. */
export interface SourceNode {
  /** The source's own name for the layer, e.g. `sequential/conv2d/Relu`, or its position if it has none. */
  readonly name: string;
  /** The source's own operator, e.g. `CONV_2D` or `Conv2D`. */
  readonly op: string;
  readonly index?: number;
}

/** One application of an operator; `isNode` tells which, and so the type of its attributes. */
export type Node<Name extends OpName = OpName> = {
  [K in Name]: {
    /** Unique in the graph, a C identifier; names the layer in reports and generated code. */
    readonly id: string;
    readonly op: K;
    readonly attrs: Ops[K];
    /** null: an optional operand that is absent. Trailing absent operands are left out. */
    readonly inputs: readonly (ValueId | null)[];
    readonly outputs: readonly ValueId[];
    /**
     * Graphs that the operator runs, in the operator's order: of a loop its condition and its body, of a branch both ways. Each
     * sees its own values alone: what it reads of this graph it is given as its inputs. None has state or nodes with state.
     */
    readonly graphs?: readonly Graph[];
    readonly source?: SourceNode;
  };
}[Name];

/** Whether the node applies one of these operators: `Ops` then types its attributes. */
export const isNode = <Name extends OpName>(node: Node | undefined, ...names: readonly Name[]): node is Node<Name> =>
  node !== undefined && (names as readonly string[]).includes(node.op);

/**
 * A named buffer that lives from one inference to the next: read as `input`, rewritten from `output` at the end, all
 * buffers at once. `input` has no other source; `output` is any value of the same type.
 */
export interface State {
  readonly name: string;
  readonly input: ValueId;
  readonly output: ValueId;
  /** What it holds before the first inference, as a constant's bytes. Default: real zero. */
  readonly initial?: Digest;
}

/** What an input takes of a window over time: with each inference the frames that are new, the oldest first. */
export interface StreamedWindow {
  readonly input: ValueId;
  /** Time axis of the input. */
  readonly axis: number;
  /** Frames of an inference. */
  readonly hop: number;
  /** Frames that the outputs are made of. */
  readonly frames: number;
}

/** Immutable plain data. Nodes are in execution order; every value is a graph input, a constant, or one node's output. */
export interface Graph {
  readonly name: string;
  readonly inputs: readonly ValueId[];
  readonly outputs: readonly ValueId[];
  readonly values: ReadonlyMap<ValueId, Value>;
  readonly nodes: readonly Node[];
  readonly state?: readonly State[];
  readonly window?: StreamedWindow;
  /** Class names in the order of the output's elements, when the model carries them. */
  readonly labels?: readonly string[];
}

/** The value `id`. @throws Error (a bug, or a graph that `verify` rejects) when there is none. */
export const valueOf = (graph: Graph, id: ValueId): Value => {
  const value = graph.values.get(id);
  if (value === undefined) throw new Error(`no value ${id} in graph ${graph.name}`);
  return value;
};

export const producer = (graph: Graph, id: ValueId): Node | undefined =>
  graph.nodes.find((node) => node.outputs.includes(id));

export const consumers = (graph: Graph, id: ValueId): readonly Node[] =>
  graph.nodes.filter((node) => node.inputs.includes(id));

/** True where something outside the nodes reads `id`: a graph output, or the next value of a state buffer. */
export const isObserved = (graph: Graph, id: ValueId): boolean =>
  graph.outputs.includes(id) || (graph.state?.some((state) => state.output === id) ?? false);

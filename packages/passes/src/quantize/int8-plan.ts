import {
  memoryConstants,
  traitsOf,
  valueOf,
  type Constants,
  type Graph,
  type Node,
  type OperatorTable,
  type ValueId,
} from '@tinyml/core';
import { ownActivation } from '../activation.ts';
import type { Range } from './affine.ts';
import { dataConstantRanges, storedIntents, type DenseOptions, type RuleContext } from './intents.ts';
import { materialize } from './materialize.ts';
import { ruleOf } from './quantize-slot.ts';
import { operandsOf } from './roles.ts';
import { storedInt8 } from './stored-type.ts';
import { tieRanges } from './ties.ts';

/** What `quantize` in mode int8 makes of a graph, known before any range is. */
export interface Int8Plan {
  /** Graph inputs and computed tensors that are int8, or are read as int8. */
  readonly activations: ReadonlySet<ValueId>;
  /** Those of them that hold values of another, at its scale: rounding these once more changes nothing. */
  readonly repeated: ReadonlySet<ValueId>;
  /** Weights that are int8, with the axis along which each index has a scale; undefined: one scale. */
  readonly weights: ReadonlyMap<ValueId, number | undefined>;
  /** Constants that are read as int8 data. */
  readonly constants: ReadonlyMap<ValueId, Range>;
  /**
   * The ranges that tensors get when these were seen: tensors of one scale share theirs, fixed ones are set. Repeated
   * tensors need not have been seen.
   */
  shared(seen: ReadonlyMap<ValueId, Range>): ReadonlyMap<ValueId, Range>;
}

/** New constants are not kept: the plan is of types, not of data. */
const scratch = (constants: Constants): Constants => {
  const fresh = memoryConstants();
  const own = new Set<string>();
  return {
    get: (digest) => (own.has(digest) ? fresh : constants).get(digest),
    put(bytes) {
      const digest = fresh.put(bytes);
      own.add(digest);
      return digest;
    },
  };
};

/** The results hold elements of one operand and no others, in training too. */
const repeats = (node: Node, operators: OperatorTable): boolean => {
  const { fills, movement, picks, trainsOtherwise } = traitsOf(operators, node.op);
  const rule = ruleOf(operators, node.op);
  return (
    (movement ?? picks) !== undefined &&
    fills !== true &&
    trainsOtherwise !== true &&
    (ownActivation(node) ?? 'none') === 'none' &&
    rule?.sameScale === true &&
    operandsOf(node, rule, 'activation').length === 1
  );
};

/** Any range serves to learn the types. */
const placeholder: Range = [-1, 1];

const isFloat = (graph: Graph, id: ValueId): boolean => valueOf(graph, id).type.dtype === 'float32';

/** Asks the quantiser itself, so that training simulates exactly what it will do. */
export const int8Plan = (graph: Graph, context: RuleContext, options: DenseOptions): Int8Plan => {
  const { constants, operators } = context;
  const computed = [...graph.values.values()].filter(
    ({ data, type }) => data === undefined && type.dtype === 'float32',
  );
  const placeholders = new Map(computed.map(({ id }) => [id, placeholder]));
  const meant = storedIntents(graph, context, placeholders, options, storedInt8);
  const result = materialize(meant, {
    constants: scratch(constants),
    operators,
    io: 'float32',
    inner: () => placeholder,
  });
  const nodes = new Map(result.graph.nodes.map((node) => [node.id, node]));
  const runsInt8 = (node: Node): boolean =>
    nodes.get(node.id)?.outputs.some((id) => valueOf(result.graph, id).type.dtype === 'int8') === true &&
    node.outputs.some((id) => isFloat(graph, id));
  /** Also where the results stay real: tables that are looked up in. */
  const readsInt8 = (node: Node, position: number): boolean => {
    const id = nodes.get(node.id)?.inputs[position];
    return (
      id != null && valueOf(result.graph, id).type.dtype === 'int8' && isFloat(graph, node.inputs[position] as ValueId)
    );
  };

  const fixed = dataConstantRanges(graph, context);
  const activations = new Set<ValueId>();
  const repeated = new Set<ValueId>();
  const weights = new Map<ValueId, number | undefined>();
  const data = new Map<ValueId, Range>();
  for (const node of graph.nodes) {
    const rule = ruleOf(operators, node.op);
    if (rule === undefined) continue;
    for (const position of operandsOf(node, rule, 'weight')) {
      const id = node.inputs[position] as ValueId;
      if (readsInt8(node, position)) weights.set(id, valueOf(meant, id).intent?.axis);
    }
    if (!runsInt8(node)) continue;
    for (const id of node.outputs) {
      activations.add(id);
      if (repeats(node, operators)) repeated.add(id);
    }
    for (const position of operandsOf(node, rule, 'activation')) {
      const id = node.inputs[position] as ValueId;
      const range = fixed.get(id);
      if (range === undefined) activations.add(id);
      else data.set(id, range);
    }
  }
  return {
    activations,
    repeated,
    weights,
    constants: data,
    shared(seen) {
      const all = new Map([...seen, ...fixed]);
      for (const node of graph.nodes) {
        if (!repeats(node, operators)) continue;
        const range = node.inputs.map((id) => all.get(id ?? '')).find((found) => found !== undefined);
        for (const id of node.outputs) if (range !== undefined && !all.has(id)) all.set(id, range);
      }
      return tieRanges(graph, operators, all, storedInt8);
    },
  };
};

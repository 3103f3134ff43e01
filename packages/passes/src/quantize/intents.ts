import {
  constantOf,
  elementCount,
  valueOf,
  type Constants,
  type Graph,
  type OperatorTable,
  type QuantIntent,
  type Value,
  type ValueId,
} from '@tinyml/core';
import type { Range } from './affine.ts';
import { channelRanges } from './channels.ts';
import { ruleOf, type QuantRule } from './quantize-slot.ts';
import { operandsOf } from './roles.ts';
import type { StoredType } from './stored-type.ts';
import { tieRanges } from './ties.ts';

/** The graph with `intents` on its values; a value that is not named loses the intent it had. */
const annotate = (graph: Graph, intents: ReadonlyMap<ValueId, QuantIntent>): Graph => ({
  ...graph,
  values: new Map(
    [...graph.values].map(([id, value]): [ValueId, Value] => {
      const { intent: _dropped, ...rest } = value;
      const intent = intents.get(id);
      return [id, intent === undefined ? rest : { ...rest, intent }];
    }),
  ),
});

const isFloatConstant = (graph: Graph, id: ValueId | null | undefined): id is ValueId => {
  if (id === null || id === undefined) return false;
  const value = graph.values.get(id);
  return value?.data !== undefined && value.type.dtype === 'float32';
};

const sameIntent = (a: QuantIntent, b: QuantIntent): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Collects intents of constants; one that two layers want differently gets none, and these layers stay float. */
const constantIntents = () => {
  const wanted = new Map<ValueId, QuantIntent | null>();
  return {
    add(id: ValueId, intent: QuantIntent) {
      const earlier = wanted.get(id);
      wanted.set(id, earlier === undefined || (earlier !== null && sameIntent(earlier, intent)) ? intent : null);
    },
    entries: () => [...wanted].flatMap(([id, intent]) => (intent === null ? [] : [[id, intent] as const])),
  };
};

const weightIntent = (graph: Graph, constants: Constants, id: ValueId, axis: number | undefined): QuantIntent => {
  const tensor = constantOf(graph, constants, id);
  const range = tensor === undefined ? [] : channelRanges(tensor.data as Float32Array, tensor.type.shape, axis);
  return { dtype: 'int8', range, ...(axis === undefined ? {} : { axis }) };
};

export interface DenseOptions {
  /** One scale per output of fully_connected, too. */
  readonly perChannelDense: boolean;
}

const weightAxis = (rule: QuantRule, { perChannelDense }: DenseOptions): number | undefined =>
  (perChannelDense ? rule.weightAxisOnRequest : undefined) ?? rule.weightAxis;

/** What is asked about the nodes of a graph. */
export interface RuleContext {
  readonly constants: Constants;
  readonly operators: OperatorTable;
}

/** Ranges of the constants that quantised layers read as data, e.g. an addend. */
export const dataConstantRanges = (
  graph: Graph,
  { constants, operators }: RuleContext,
): ReadonlyMap<ValueId, Range> => {
  const ranges = new Map<ValueId, Range>();
  for (const node of graph.nodes) {
    const rule = ruleOf(operators, node.op);
    if (rule === undefined) continue;
    for (const position of operandsOf(node, rule, 'activation')) {
      const id = node.inputs[position];
      if (!isFloatConstant(graph, id)) continue;
      const tensor = constantOf(graph, constants, id);
      const [range] = channelRanges((tensor?.data ?? []) as Float32Array, valueOf(graph, id).type.shape, undefined);
      if (range !== undefined) ranges.set(id, range);
    }
  }
  return ranges;
};

/**
 * The stored type for every float tensor whose range is known, symmetric int8 for weights, the stored type's own for
 * biases. `ranges`: what calibration saw of the computed tensors.
 */
export const storedIntents = (
  graph: Graph,
  context: RuleContext,
  ranges: ReadonlyMap<ValueId, Range>,
  options: DenseOptions,
  stored: StoredType,
): Graph => {
  const { constants, operators } = context;
  const all = new Map([...ranges, ...dataConstantRanges(graph, context)]);
  const fixed = constantIntents();
  for (const node of graph.nodes) {
    const rule = ruleOf(operators, node.op);
    if (rule === undefined) continue;
    for (const position of operandsOf(node, rule, 'weight')) {
      const id = node.inputs[position];
      if (isFloatConstant(graph, id)) fixed.add(id, weightIntent(graph, constants, id, weightAxis(rule, options)));
    }
    for (const position of operandsOf(node, rule, 'bias')) {
      const id = node.inputs[position];
      if (isFloatConstant(graph, id)) fixed.add(id, { dtype: stored.bias });
    }
  }
  const intents = new Map<ValueId, QuantIntent>();
  for (const [id, range] of tieRanges(graph, operators, all, stored))
    intents.set(id, { dtype: stored.dtype, range: [range] });
  for (const [id, intent] of fixed.entries()) {
    // Data of one layer and weights of another: no type is right for both.
    if (intents.has(id)) intents.delete(id);
    else intents.set(id, intent);
  }
  return annotate(graph, intents);
};

/** int8 for the weights of layers with at least `minElements` of them that a hybrid kernel reads; the rest stays float. */
export const dynamicRangeIntents = (
  graph: Graph,
  { constants, operators }: RuleContext,
  minElements: number,
): Graph => {
  const fixed = constantIntents();
  for (const node of graph.nodes) {
    const rule = ruleOf(operators, node.op);
    if (rule?.hybrid !== true) continue;
    const weights = operandsOf(node, rule, 'weight').flatMap((position) => {
      const id = node.inputs[position];
      return isFloatConstant(graph, id) ? [id] : [];
    });
    // A layer of several matrices has them all in one type.
    const elements = weights.reduce((sum, id) => sum + elementCount(valueOf(graph, id).type.shape), 0);
    if (elements < minElements) continue;
    for (const id of weights) fixed.add(id, weightIntent(graph, constants, id, rule.weightAxis));
  }
  return annotate(graph, new Map(fixed.entries()));
};

/** float16 for every float32 constant that a node reads. */
export const float16Intents = (graph: Graph): Graph => {
  const read = new Set(graph.nodes.flatMap((node) => node.inputs));
  const intents = new Map<ValueId, QuantIntent>();
  for (const id of graph.values.keys()) {
    if (read.has(id) && isFloatConstant(graph, id)) intents.set(id, { dtype: 'float16' });
  }
  return annotate(graph, intents);
};

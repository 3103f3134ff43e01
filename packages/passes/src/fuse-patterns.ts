import {
  defineRule,
  definePass,
  isOperatorError,
  rewrite,
  sameShape,
  slotOf,
  type GraphView,
  type Node,
  type Operator,
  type OperatorTable,
  type Replacement,
  type Tensor,
  type ValueId,
} from '@tinyml/core';
import { parseExpression, type Expression } from './patterns/expression.ts';
import { match } from './patterns/match.ts';
import { neededOperators, presentOperators } from './patterns/needed-operators.ts';
import type { Bindings, PatternResult, PatternRule } from './patterns/pattern-rule.ts';
import { patternsSlot } from './patterns/patterns-slot.ts';
import { isQuantized } from './quantized.ts';

interface KnownPattern {
  readonly operator: Operator;
  readonly rule: PatternRule;
  readonly wanted: readonly Expression[];
}

const knownPatterns = (operators: OperatorTable): readonly KnownPattern[] =>
  [...operators.values()].flatMap((operator) =>
    (slotOf(patternsSlot, operator) ?? []).map((rule) => ({
      operator,
      rule,
      wanted: rule.patterns.map(parseExpression),
    })),
  );

/** Operators stand in the graph of which some pattern may be made. */
const fact = 'written-out';

const ofX: PatternResult = { operands: ['x'] };

const unbound: Bindings = { values: new Map(), numbers: new Map() };

/** The operator in the place of a match, where it takes these operands and gives the same shape. */
const resultOf = (
  view: GraphView,
  node: Node,
  { operator, rule }: KnownPattern,
  { values, numbers }: Bindings,
): Replacement | undefined => {
  const [output] = node.outputs;
  const bound = (name: string): ValueId => {
    const id = values.get(name);
    if (id === undefined) throw new Error(`the pattern of ${operator.name} has no ${name}`);
    return id;
  };
  const result =
    rule.result === undefined
      ? ofX
      : rule.result(
          (name) => numbers.get(name) ?? NaN,
          (name) => view.constant(bound(name)) as Tensor,
        );
  if (result === undefined || output === undefined) return undefined;
  const tensors = result.operands.map((operand) => {
    if (typeof operand !== 'string') return { type: operand.constant.type, constant: operand.constant.data };
    const constant = view.constant(bound(operand));
    return { type: view.type(bound(operand)), ...(constant && { constant: constant.data }) };
  });
  const attrs = (result.attrs ?? {}) as Node['attrs'];
  const type = view.type(output);
  try {
    const [inferred] = operator.infer({ attrs, inputs: tensors });
    if (inferred === undefined || !sameShape(inferred.shape, type.shape)) return undefined;
  } catch (error) {
    if (isOperatorError(error)) return undefined;
    throw error;
  }
  if (operator.check({ attrs, inputs: tensors.map((tensor) => tensor.type), outputs: [type] }) !== undefined)
    return undefined;
  const inputs = result.operands.map((operand, i) =>
    typeof operand === 'string'
      ? bound(operand)
      : view.addConstant(`${node.id}_operand_${String(i)}`, operand.constant.type, operand.constant.data),
  );
  return { nodes: [{ ...node, op: operator.name, attrs, inputs } as Node] };
};

const apply = (
  view: GraphView,
  node: Node,
  operators: OperatorTable,
  known: readonly KnownPattern[],
): Replacement | undefined => {
  const [output, ...others] = node.outputs;
  if (output === undefined || others.length > 0 || view.type(output).dtype !== 'float32') return undefined;
  for (const pattern of known)
    for (const expression of pattern.wanted) {
      const bindings = match({ view, operators, rule: pattern.rule }, expression, { id: output }, unbound);
      const replacement = bindings && resultOf(view, node, pattern, bindings);
      if (replacement !== undefined) return replacement;
    }
  return undefined;
};

/** One layer in the place of several that write out what it computes. */
export const fusePatterns = definePass({
  name: 'fuse-patterns',
  version: 1,
  kind: 'graph',
  summary: 'put one layer in the place of several that write it out: GELU, softmax, hard swish, normalisation',
  requires: [fact],
  preserves: 'rounding',
  auto: { phase: 'reveal' },
  detects(graph, operators) {
    const present = presentOperators(graph);
    const possible = knownPatterns(operators).some(({ wanted }) =>
      wanted.some((pattern) => neededOperators(pattern).every((names) => names.some((name) => present.has(name)))),
    );
    return possible ? [fact] : [];
  },
  run(graph, { constants, operators }) {
    if (isQuantized(graph)) return graph;
    const known = knownPatterns(operators);
    return rewrite(graph, constants, [defineRule({ apply: (node, view) => apply(view, node, operators, known) })]);
  },
});

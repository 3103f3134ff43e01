import { Ajv, type ValidateFunction } from 'ajv';
import { unsoundNode, unsupportedOperator } from '../diagnostics/catalogue/graph.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { isOperatorError, type Operand, type Operator } from '../op/define-operator.ts';
import type { Constants } from '../pass/define-pass.ts';
import { constantOf } from './constants.ts';
import type { Graph, Node, ValueId } from './graph.ts';
import { valueOf } from './graph.ts';
import type { KnownIntegers } from './known-integers.ts';
import { sameShape } from './type.ts';

const ajv = new Ajv({ allErrors: true, strict: false });
const validators = new WeakMap<object, ValidateFunction>();

const attributeProblems = (node: Node, operator: Operator): readonly string[] => {
  let validate = validators.get(operator.attributes);
  if (validate === undefined) {
    validate = ajv.compile(operator.attributes);
    validators.set(operator.attributes, validate);
  }
  if (validate(node.attrs)) return [];
  return (validate.errors ?? []).map((problem) => {
    const extra = (problem.params as { additionalProperty?: string }).additionalProperty;
    const name = problem.instancePath.slice(1).replaceAll('/', '.') || 'attributes';
    return `${name} ${problem.message ?? 'not valid'}${extra === undefined ? '' : `: ${extra}`}`;
  });
};

const arityProblems = (node: Node, { arity }: Operator): readonly string[] => {
  const outside = (count: number, [least, most]: readonly [number, number]): boolean => count < least || count > most;
  const range = ([least, most]: readonly [number, number]): string =>
    least === most
      ? String(least)
      : most === Infinity
        ? `at least ${String(least)}`
        : `${String(least)} to ${String(most)}`;
  return [
    ...(outside(node.inputs.length, arity.inputs)
      ? [`${String(node.inputs.length)} operands instead of ${range(arity.inputs)}`]
      : []),
    ...(outside(node.outputs.length, arity.outputs)
      ? [`${String(node.outputs.length)} results instead of ${range(arity.outputs)}`]
      : []),
  ];
};

const operandOf = (
  graph: Graph,
  constants: Constants | undefined,
  known: KnownIntegers | undefined,
  id: ValueId,
): Operand => {
  const { type } = valueOf(graph, id);
  const constant = constants === undefined ? undefined : (constantOf(graph, constants, id)?.data ?? known?.get(id));
  return constant === undefined ? { type } : { type, constant };
};

const shapeProblems = (
  graph: Graph,
  node: Node,
  operator: Operator,
  constants: Constants | undefined,
  known: KnownIntegers | undefined,
): readonly string[] => {
  try {
    const inputs = node.inputs.map((id) => (id === null ? null : operandOf(graph, constants, known, id)));
    const { attrs, graphs } = node;
    const inferred = operator.infer({ attrs, inputs, ...(graphs && { graphs }) });
    return node.outputs.flatMap((id, index) => {
      const found = valueOf(graph, id).type.shape;
      const expected = inferred[index]?.shape;
      if (expected === undefined) return [`its result ${id} is one too many`];
      return sameShape(found, expected)
        ? []
        : [`its result ${id} has shape [${found.join(', ')}] instead of [${expected.join(', ')}]`];
    });
  } catch (error) {
    if (!isOperatorError(error)) throw error;
    // Without the constants an operator cannot be blamed for asking for one.
    const blind =
      constants === undefined && node.inputs.some((id) => id !== null && valueOf(graph, id).data !== undefined);
    return blind ? [] : [error.message];
  }
};

/**
 * What is wrong with a node whose values exist and have sound types: TML301 where the operator or the combination of
 * types is not supported, else TML304.
 */
export const verifyNode = (
  graph: Graph,
  node: Node,
  operator: Operator | undefined,
  constants: Constants | undefined,
  known?: KnownIntegers,
): readonly Diagnostic[] => {
  const name = node.source === undefined || node.source.name === '' ? node.id : node.source.name;
  if (operator === undefined) return [unsupportedOperator(name, node.op, 'tinyml has no such operator')];
  let problems = [...attributeProblems(node, operator), ...arityProblems(node, operator)];
  if (problems.length === 0) problems = [...shapeProblems(graph, node, operator, constants, known)];
  if (problems.length > 0) return problems.map((problem) => unsoundNode(name, node.op, problem));
  const reason = operator.check({
    attrs: node.attrs,
    inputs: node.inputs.map((id) => (id === null ? null : valueOf(graph, id).type)),
    outputs: node.outputs.map((id) => valueOf(graph, id).type),
  });
  return reason === undefined ? [] : [unsupportedOperator(name, node.op, reason)];
};

import { isOperatorError, TinymlError, type Diagnostic, type SourceNode } from '@tinyml/core';
import { unsupportedOperator } from '@tinyml/core/internal';
import { malformedModel } from '../diagnostics/model.ts';
import type { Assembly } from '../translation/assembly.ts';
import { openEmitter } from '../translation/emitter.ts';
import { TranslationError } from '../translation/translation-error.ts';
import { openAttributes } from './attributes.ts';
import { openCall, type TensorflowOperators } from './call.ts';
import { isControl, outputPosition, parseReference } from './reference.ts';
import type { FunctionDef, NodeDef } from './schema.ts';
import type { StructuralCall, StructuralOperators } from './structural/structural-operator.ts';
import { tensor, tensorOf, type TensorflowValue } from './value.ts';

/** Results of a node; undefined where it, or one before it, could not be translated. */
export type Results = readonly TensorflowValue[] | undefined;

/** The nodes of a graph or a function, by their names. */
export type Body = ReadonlyMap<string, NodeDef>;

export interface Machine {
  /** Nodes that were translated or refused, in their order, with the reasons. */
  readonly visited: { readonly source: SourceNode; readonly reason?: string }[];
  readonly problems: Diagnostic[];
  /** The values of `wanted` in a body; `given`: what is known there, by `name` or `name:position`. @throws TinymlError */
  run(
    body: Body,
    given: ReadonlyMap<string, TensorflowValue>,
    wanted: readonly string[],
  ): readonly (TensorflowValue | undefined)[];
}

export interface MachineParts {
  readonly path: string;
  readonly assembly: Assembly;
  readonly operators: TensorflowOperators;
  readonly structural: StructuralOperators;
  readonly functions: ReadonlyMap<string, FunctionDef>;
  /** The value of a variable. @throws TranslationError */
  readonly variable: StructuralCall['variable'];
}

/** Far more than any model for a microcontroller has, with its loops unrolled. */
const mostSteps = 100_000;
const deepest = 50;

const bodyOf = (nodes: readonly NodeDef[]): Body => new Map(nodes.map((node) => [node.name, node]));

/** Whatever a function does to variables happens, if or if not a result depends on it. */
const changes = /^(Assign\w*VariableOp|ResourceScatter\w+|ResourceApply\w+)$/;

/** @throws TranslationError for a function that changes a variable */
const refuseChanges = ({ node }: FunctionDef): void => {
  const change = node.find(({ op }) => changes.test(op));
  if (change !== undefined)
    throw new TranslationError(
      `its function changes a variable (${change.op} ${change.name}), and state between two calls is not supported`,
      'export the model for inference, with what it keeps as an input and an output',
    );
};

/**
 * Computes a TensorFlow graph in which calls of functions, loops and branches are followed: all that depends on inputs becomes
 * nodes of the assembly.
 */
export const openMachine = (parts: MachineParts): Machine => {
  const { path, assembly, operators, structural, functions } = parts;
  const bodies = new Map<string, Body>();
  const machine: Omit<Machine, 'run'> = { visited: [], problems: [] };
  let steps = 0;
  let depth = 0;

  const part: StructuralCall['part'] = (name, args, wanted) => {
    const definition = functions.get(name);
    if (definition?.signature === undefined) throw new TranslationError(`there is no function ${name}`);
    refuseChanges(definition);
    if (depth === deepest) throw new TranslationError('functions that call each other without end are not supported');
    const body = bodies.get(name) ?? bodyOf(definition.node);
    bodies.set(name, body);
    const given = new Map<string, TensorflowValue>();
    definition.signature.inputs.forEach(({ name: input }, i) => {
      const value = args[i];
      if (value !== undefined) given.set(input, value);
    });
    depth += 1;
    try {
      return run(body, given, wanted);
    } finally {
      depth -= 1;
    }
  };

  const call: StructuralCall['call'] = (name, args) => {
    const definition = functions.get(name);
    const results = new Map(definition?.ret.map(({ key, value }) => [key, value]));
    return part(
      name,
      args,
      (definition?.signature?.outputs ?? []).map((output) => results.get(output.name) ?? output.name),
    );
  };

  const translate = (node: NodeDef, operands: readonly TensorflowValue[]): Results => {
    const attributes = openAttributes(node);
    const source = { name: node.name, op: node.op };
    const emitter = openEmitter(assembly, source);
    const special = Object.hasOwn(structural, node.op) ? structural[node.op] : undefined;
    const called = functions.has(node.op) ? node.op : undefined;
    if (special !== undefined || called !== undefined) {
      const setting: StructuralCall = { ...emitter, node, attributes, operands, call, part, variable: parts.variable, definition: (name) => functions.get(name) };
      return special === undefined ? complete(call(node.op, operands)) : complete(special(setting));
    } // prettier-ignore
    if (operands.some(({ kind }) => kind === 'dead')) return operands.filter(({ kind }) => kind === 'dead');
    const operator = Object.hasOwn(operators, node.op) ? operators[node.op] : undefined;
    if (operator === undefined) throw new TranslationError('the operator is not supported');
    machine.visited.push({ source });
    const results = operator(openCall(emitter, operators, attributes, operands.map(tensorOf)));
    return (typeof results === 'string' ? [results] : results).map(tensor);
  };
  const complete = (values: readonly (TensorflowValue | undefined)[]): Results =>
    values.every((value) => value !== undefined) ? values : undefined;

  const step = (node: NodeDef, operands: readonly (TensorflowValue | undefined)[]): Results => {
    steps += 1;
    if (steps > mostSteps)
      throw new TinymlError(malformedModel(path, `the graph takes more than ${String(mostSteps)} steps`));
    const known = complete(operands);
    if (known === undefined) return undefined;
    try {
      return translate(node, known);
    } catch (error) {
      if (!(error instanceof TranslationError) && !isOperatorError(error)) throw error;
      const hint = error instanceof TranslationError ? error.hint : undefined;
      machine.problems.push({ ...unsupportedOperator(node.name, node.op, error.message), ...(hint !== undefined && { hint }), file: path }); // prettier-ignore
      machine.visited.push({ source: { name: node.name, op: node.op }, reason: error.message });
      return undefined;
    }
  };

  const run: Machine['run'] = (body, given, wanted) => {
    const done = new Map<string, Results>();
    const open = new Set<string>();
    const isGiven = (input: string): boolean => given.has(input);
    const valueOf = (input: string): TensorflowValue | undefined => {
      const known = given.get(input);
      if (known !== undefined) return known;
      const reference = parseReference(input);
      const results = done.get(reference.node);
      if (results === undefined) return undefined;
      const op = body.get(reference.node)?.op ?? '';
      return results[outputPosition(op, reference)] ?? (results[0]?.kind === 'dead' ? results[0] : undefined);
    };
    const pending = wanted.filter((input) => !isGiven(input)).map((input) => parseReference(input).node);
    pending.reverse();
    for (let name = pending.at(-1); name !== undefined; name = pending.at(-1)) {
      const node = body.get(name);
      if (node === undefined)
        throw new TinymlError(malformedModel(path, `the graph has no node ${name.slice(0, 200)}`));
      const inputs = node.input.filter((input) => !isControl(input));
      const missing = inputs
        .filter((input) => !isGiven(input))
        .map((input) => parseReference(input).node)
        .filter((input) => !done.has(input));
      if (done.has(name) || missing.length === 0) {
        if (!done.has(name)) done.set(name, step(node, inputs.map(valueOf)));
        open.delete(name);
        pending.pop();
        continue;
      }
      if (open.has(name) || missing.some((input) => open.has(input)))
        throw new TinymlError(malformedModel(path, `the node ${name.slice(0, 200)} depends on its own result`));
      open.add(name);
      pending.push(...missing.toReversed());
    }
    return wanted.map(valueOf);
  };
  return { ...machine, run };
};

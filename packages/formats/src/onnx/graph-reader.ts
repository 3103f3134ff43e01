import { TinymlError, type Diagnostic, type SourceNode, type ValueId } from '@tinyml/core';
import { inconsistentModel } from '../diagnostics/model.ts';
import type { Assembly } from '../translation/assembly.ts';
import { openEmitter } from '../translation/emitter.ts';
import { translateSteps, type Step } from '../translation/translate-steps.ts';
import { TranslationError } from '../translation/translation-error.ts';
import { openAttributes } from './attributes.ts';
import { openCall, type OnnxCall, type OnnxOperator } from './call.ts';
import { bindAttributes, functionOf } from './functions.ts';
import type { ReadTensor } from './read-tensor.ts';
import type { FunctionProto, GraphProto, NodeProto, OperatorSetIdProto, TensorProto } from './schema.ts';

/** What holds for a whole file. */
export interface FileScope {
  readonly path: string;
  readonly assembly: Assembly;
  readonly functions: readonly FunctionProto[];
  operator(domain: string, name: string): OnnxOperator | undefined;
  tensor(proto: TensorProto, where: string): ReadTensor;
  describe(source: SourceNode, reason: string, hint?: string): Diagnostic;
  /** Results of the whole graph. */
  readonly outputs: ReadonlySet<string>;
  /** Nodes that loops and functions may still add. */
  budget: { nodes: number };
}

/** ONNX's own domain has two names. */
export const plainDomain = (domain: string): string => (domain === 'ai.onnx' ? '' : domain);

interface NodeStep extends Step {
  readonly node: NodeProto;
  /** What graphs in the node read of the graph around it: further operands, after the node's own. */
  readonly captured: readonly string[];
}

/** Names that a graph reads and does not have itself. */
const capturedBy = (graph: GraphProto): readonly string[] => {
  const own = new Set([
    ...graph.input.map(({ name }) => name),
    ...graph.initializer.map(({ name }) => name),
    ...graph.node.flatMap(({ output }) => output),
  ]);
  const read = [
    ...graph.node.flatMap((node) => [...node.input, ...capturedByNode(node)]),
    ...graph.output.map(({ name }) => name),
  ];
  return read.filter((name) => name !== '' && !own.has(name));
};

const capturedByNode = (node: NodeProto): readonly string[] => [
  ...new Set(node.attribute.flatMap(({ g }) => (g === undefined ? [] : capturedBy(g)))),
];

type Values = ReadonlyMap<string, ValueId>;

const nameOf = (name: string): string | undefined => (name === '' ? undefined : name);

/** The node as errors name it. */
export const sourceOf = (node: NodeProto, index: number): SourceNode => {
  const domain = plainDomain(node.domain);
  const op = domain === '' || domain === 'ai.onnx.ml' ? node.opType : `${domain}.${node.opType}`;
  const name = nameOf(node.name) ?? node.output.find((output) => output !== '') ?? `${node.opType}_${String(index)}`;
  return { name, op, index };
};

const deepest = 20;

/** Names that only nodes DequantizeLinear read, as what is to be dequantised. */
const storedOnly = (nodes: readonly NodeProto[], outputs: ReadonlySet<string>): ReadonlySet<string> => {
  const stored = new Set<string>();
  const others = new Set<string>(outputs);
  for (const node of nodes) {
    node.input.forEach((name, i) => {
      (i === 0 && node.opType === 'DequantizeLinear' ? stored : others).add(name);
    });
    for (const name of capturedByNode(node)) others.add(name);
  }
  return new Set([...stored].filter((name) => !others.has(name)));
};

export const openGraphReader = (
  file: FileScope,
): ((nodes: readonly NodeProto[], values: Values, opsets: readonly OperatorSetIdProto[]) => Values) => {
  const versionOf = (opsets: readonly OperatorSetIdProto[], domain: string): number | undefined =>
    opsets.find((opset) => plainDomain(opset.domain) === plainDomain(domain))?.version;

  const translate = (
    nodes: readonly NodeProto[],
    values: Values,
    opsets: readonly OperatorSetIdProto[],
    depth: number,
  ): Values => {
    const known = new Map(values);
    const onlyStored = depth === 0 ? storedOnly(nodes, file.outputs) : new Set<string>();
    const steps = nodes.map((node, index): NodeStep => {
      const captured = capturedByNode(node);
      const inputs = [...node.input.map(nameOf), ...captured];
      return { node, captured, source: sourceOf(node, index), inputs, outputs: node.output.map(nameOf) };
    });
    const nested = (graph: GraphProto, inputs: readonly ValueId[], outer: Values): readonly ValueId[] => {
      if (depth >= deepest) throw new TranslationError(`its graphs lie more than ${String(deepest)} deep`);
      const inner = new Map(outer);
      for (const tensor of graph.initializer) inner.set(tensor.name, place(tensor));
      graph.input.forEach(({ name }, i) => {
        const value = inputs[i];
        if (value !== undefined) inner.set(name, value);
      });
      const results = translate(graph.node, inner, opsets, depth + 1);
      return graph.output.map(({ name }) => {
        const value = results.get(name);
        if (value === undefined) throw new TranslationError(`nothing computes ${name}, which it gives`);
        return value;
      });
    };
    const place = (tensor: TensorProto): ValueId => {
      const { type, data } = file.tensor(tensor, `initializer ${tensor.name}`);
      return file.assembly.constant(tensor.name, type, data);
    };
    const call = (
      step: NodeStep,
      inputs: readonly (ValueId | null)[],
      captured: readonly ValueId[],
    ): readonly ValueId[] => {
      const { node, source } = step;
      file.budget.nodes -= 1;
      if (file.budget.nodes < 0) throw new TranslationError('loops and functions make too many operators of it');
      const version = versionOf(opsets, node.domain);
      const inlined = functionOf(file.functions, node);
      if (inlined !== undefined) {
        if (depth >= deepest)
          throw new TranslationError(`functions call each other, more than ${String(deepest)} deep`);
        const inner = new Map<string, ValueId>();
        inlined.input.forEach((name, i) => {
          const value = inputs[i];
          if (value != null) inner.set(name, value);
        });
        const bound = bindAttributes(inlined, node);
        const imports = inlined.opsetImport.length > 0 ? inlined.opsetImport : opsets;
        const results = translate(bound, inner, imports, depth + 1);
        return inlined.output.map((name) => {
          const value = results.get(name);
          if (value === undefined) throw new TranslationError(`function ${inlined.name} does not compute ${name}`);
          return value;
        });
      }
      const operator = file.operator(plainDomain(node.domain), node.opType);
      if (operator === undefined) throw new TranslationError('tinyml does not have this operator');
      if (version === undefined) throw new TranslationError(`the file names no version of the operator set ${node.domain || 'ai.onnx'}`); // prettier-ignore
      const attributes = openAttributes(node.attribute);
      const opened: OnnxCall = openCall({
        emitter: openEmitter(file.assembly, source),
        version,
        attributes,
        operands: inputs,
        outputs: step.outputs,
        storedOnly: onlyStored,
        tensor: (proto) => file.tensor(proto, `${source.op} (${source.name})`),
        inlined: (graph, given) =>
          nested(graph, given, new Map(step.captured.map((name, i) => [name, captured[i] ?? '']))),
        captured,
      });
      const results = [operator(opened)].flat();
      const [unread] = attributes.unread();
      if (unread !== undefined) throw new TranslationError(`its attribute ${unread} is not supported`);
      return results;
    };
    return translateSteps(steps, known, {
      build: (step, inputs) => {
        const count = step.node.input.length;
        return call(step, inputs.slice(0, count), inputs.slice(count) as readonly ValueId[]);
      },
      describe: file.describe,
      missing: (step, tensor) =>
        new TinymlError(inconsistentModel(file.path, `${step.source.op} (${step.source.name})`, `nothing gives ${tensor}, which it reads`)), // prettier-ignore
    });
  };
  return (nodes, values, opsets) => translate(nodes, values, opsets, 0);
};

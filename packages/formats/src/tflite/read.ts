import { TinymlError, type Graph, type Node, type State, type TensorType, type Value } from '@tinyml/core';
import { shapesByName, type ImportContext } from '@tinyml/core/internal';
import { unsupportedModelVersion } from '../diagnostics/model.ts';
import { withCounts } from './counts.ts';
import { checkReferences } from './check-references.ts';
import { chooseSubgraph } from './choose-subgraph.ts';
import { openFile, readModelTable, type FlatFile } from './decode.ts';
import { shareMovedQuant } from './moved-quant.ts';
import { storeResults } from './stored-results.ts';
import { nestedGraphs, type NestedGraphs } from './nested-graphs.ts';
import { inferShapes } from './open-shapes.ts';
import { collectProblems, type Problems } from './problems.ts';
import { readLayers, readOpcode, type Layer, type Opcode } from './read-nodes.ts';
import { readTensor, type SourceTensor, type TensorSource } from './read-tensors.ts';
import type { Decoded } from './tables.ts';
import { fixedShapes } from '../translation/fixed-shapes.ts';
import { collectValues, type Values } from './values.ts';
import { withoutVariables, type VariableState } from './variables.ts';

const schemaVersion = 3;

/** The tensors' names, each once: a second `x` becomes `x#7` with its index. */
const uniqueNames = (tensors: readonly Decoded<'Tensor'>[]): readonly string[] => {
  const taken = new Set<string>();
  return tensors.map((tensor, index) => {
    const given = tensor.name === undefined || tensor.name === '' ? `tensor_${String(index)}` : tensor.name;
    let name = given;
    while (taken.has(name)) name = `${name}#${String(index)}`;
    taken.add(name);
    return name;
  });
};

/** The names of the graph's own inputs or outputs. */
const ends = (
  indices: readonly number[] | undefined,
  tensors: readonly SourceTensor[],
  what: 'input' | 'output',
  problems: Problems,
  required: boolean,
): readonly string[] => {
  if (required && (indices ?? []).length === 0) problems.inconsistent('the graph', `it has no ${what}`);
  return (indices ?? []).flatMap((index, position) => {
    const tensor = tensors[index];
    if (tensor === undefined) {
      problems.inconsistent(
        `${what} ${String(position)}`,
        `it is tensor ${String(index)} of ${String(tensors.length)}`,
      );
      return [];
    }
    if (tensor.reason !== undefined) problems.unsupported(`${what} ${tensor.name}`, tensor.reason);
    if (tensor.variable === true)
      problems.unsupported(`${what} ${tensor.name}`, 'variable tensors are not supported here');
    if (tensor.dynamic !== undefined) problems.dynamic(tensor.name, tensor.dynamic);
    return [tensor.name];
  });
};

/** Checks that every tensor is written once, before it is read. */
const checkOrder = (
  nodes: readonly Node[],
  { inputs, outputs, state }: Pick<ReadModel, 'inputs' | 'outputs' | 'state'>,
  values: ReadonlyMap<string, Value>,
  problems: Problems,
): void => {
  const known = new Set<string>();
  for (const { id, data } of values.values()) if (data !== undefined) known.add(id);
  for (const input of inputs) {
    if (known.has(input)) problems.inconsistent(`input ${input}`, 'it is a constant, or named twice');
    known.add(input);
  }
  for (const { input } of state) known.add(input);
  for (const { source, inputs: operands, outputs: results } of nodes) {
    const where = `${source?.op ?? ''} ${source?.name ?? ''}`;
    for (const operand of operands) {
      if (operand !== null && !known.has(operand)) {
        problems.inconsistent(where, `it reads ${operand} before anything has written it`);
      }
    }
    for (const result of results) {
      if (known.has(result)) problems.inconsistent(where, `it writes ${result}, which already has a value`);
      known.add(result);
    }
  }
  for (const output of outputs) {
    if (!known.has(output)) problems.inconsistent(`output ${output}`, 'nothing writes it');
  }
  for (const { name, output } of state) {
    if (!known.has(output)) problems.inconsistent(`variable ${name}`, 'nothing computes what it is assigned');
  }
};

/** A file's graph as far as it can be had, and all that is wrong with it. */
export interface ReadModel {
  readonly name: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly state: readonly State[];
  readonly layers: readonly Layer[];
  readonly values: Values;
  readonly problems: Problems;
}

export type ReadContext = Pick<ImportContext, 'constants' | 'inputs' | 'operators' | 'signature'>;

/** What all graphs of a file are read from. */
interface FileSource {
  readonly file: FlatFile;
  readonly model: Decoded<'Model'>;
  readonly opcodes: readonly Opcode[];
  readonly stored: TensorSource;
  readonly context: ReadContext;
  readonly problems: Problems;
}

/** Where a graph is called: the shapes of its inputs, which the file may leave open. */
interface Caller {
  readonly operands: readonly TensorType[];
}

const withShape = (tensor: SourceTensor, shape: readonly number[] | undefined): SourceTensor =>
  tensor.open !== true || shape === undefined || tensor.value === undefined
    ? tensor
    : { ...tensor, value: { ...tensor.value, type: { ...tensor.value.type, shape } } };

/** The shapes that are wanted of the model's inputs. A size that the file leaves open is as the file has it where none is given. */
const wantedShapes = (
  { file, context }: FileSource,
  { inputs = [], tensors = [] }: Decoded<'SubGraph'>,
  names: readonly string[],
): readonly (readonly number[])[] => {
  if (context.inputs === undefined) return [];
  const given = shapesByName(
    file.path,
    inputs.map((index) => names[index] ?? ''),
    context.inputs,
  );
  const known = inputs.flatMap((index) => {
    const { shape = [], shapeSignature } = tensors[index] ?? {};
    const name = names[index] ?? '';
    const isWanted = Object.hasOwn(given, name);
    const sizes = shapeSignature?.length === shape.length ? shapeSignature : shape;
    return { name, shape: isWanted ? sizes.map((size) => (size < 0 ? null : size)) : shape };
  });
  return fixedShapes(file.path, known, { inputs: given });
};

/** A graph of the file as far as it can be had. `caller`: undefined for the graph that is the model. */
const readGraph = (
  source: FileSource,
  subgraph: Decoded<'SubGraph'>,
  name: string,
  nested: NestedGraphs,
  caller?: Caller,
): ReadModel => {
  const { file, model, opcodes, context, problems } = source;
  const names = uniqueNames(subgraph.tensors ?? []);
  const shapes = caller?.operands.map(({ shape }) => shape) ?? wantedShapes(source, subgraph, names);
  const stored = (subgraph.tensors ?? []).map((tensor, index) =>
    withShape(
      readTensor(source.stored, tensor, names[index] ?? '', problems),
      shapes[(subgraph.inputs ?? []).indexOf(index)],
    ),
  );
  const variables = withoutVariables(subgraph, {
    file,
    subgraphs: model.subgraphs ?? [],
    tensors: stored,
    operatorName: ({ opcodeIndex }) => opcodes[opcodeIndex]?.name ?? '?',
    tensorOf: (graph, index) => {
      const tensor = model.subgraphs?.[graph]?.tensors?.[index];
      return tensor && readTensor(source.stored, tensor, tensor.name ?? `tensor_${String(index)}`, problems);
    },
    problems,
  });
  const kept = new Set(
    variables.operators.flatMap(({ node }) => {
      const operator = opcodes[node.opcodeIndex]?.operator;
      return operator !== undefined && 'form' in operator && operator.form.keepsResult ? (node.outputs ?? []) : [];
    }),
  );
  const tensors = stored.map(({ variable, ...rest }, index): SourceTensor => {
    const tensor = { ...rest, ...(variable && !kept.has(index) && { variable }) };
    const data = variables.constants.get(index);
    return data === undefined || tensor.value === undefined ? tensor : { ...tensor, value: { ...tensor.value, data } };
  });
  const open = tensors.flatMap((tensor) => (tensor.open === true ? [tensor.name] : []));
  const values = collectValues(
    tensors.flatMap(({ value }) => value ?? []),
    open,
    context.constants,
  );
  const inference = inferShapes({ values: values.all, open: values.open }, context);
  const layers = readLayers(variables.operators, {
    file,
    operators: context.operators,
    opcodes,
    tensors,
    values,
    shapes: inference,
    nested,
    problems,
  });
  const nodes = layers.flatMap((layer) => layer.nodes);
  storeResults(nodes, tensors, values, context.operators);
  shareMovedQuant(nodes, values, context.operators);
  const inputs = ends(subgraph.inputs, tensors, 'input', problems, caller === undefined);
  const own = ends(variables.outputs, tensors, 'output', problems, true);
  const outputs = caller === undefined ? withCounts(own, { nodes }, context.operators) : own;
  const state = statesOf(variables.states, tensors, problems);
  const changed = layers.flatMap((layer) => layer.state ?? []);
  return { name, inputs, outputs, state: [...state, ...changed], layers, values, problems };
};

/** The state that variables are. */
const statesOf = (
  states: readonly VariableState[],
  tensors: readonly SourceTensor[],
  problems: Problems,
): readonly State[] =>
  states.flatMap(({ input, output, ...rest }): readonly State[] => {
    const [from, to] = [tensors[input], tensors[output]];
    if (from === undefined || to === undefined) {
      problems.inconsistent(`variable ${rest.name}`, 'its tensor is not there');
      return [];
    }
    for (const { name: tensor, reason, variable } of [from, to]) {
      if (reason !== undefined) problems.unsupported(`variable ${tensor}`, reason);
      if (variable === true) problems.unsupported(`variable ${tensor}`, 'variable tensors are not supported here');
    }
    for (const { name: tensor, dynamic } of [from, to]) if (dynamic !== undefined) problems.dynamic(tensor, dynamic);
    return [{ ...rest, input: from.name, output: to.name }];
  });

/** A graph that an operator calls, or why there is none. */
const readNested = (
  source: FileSource,
  subgraph: Decoded<'SubGraph'>,
  name: string,
  operands: readonly TensorType[],
  nested: NestedGraphs,
): Graph | string => {
  const read = readGraph(source, subgraph, name, nested, { operands });
  const refused = read.layers.find(({ refusal }) => refusal !== undefined);
  if (refused !== undefined) return `${refused.operator} in its graph ${name} is not supported`;
  if (read.state.length > 0) return `variables in its graph ${name} are not supported`;
  if (!source.problems.sound()) return `its graph ${name} cannot be read`;
  return graphOf(read);
};

/** @throws TinymlError TML20x for a damaged file; other problems are only collected. */
export const readModel = (path: string, name: string, bytes: Uint8Array, context: ReadContext): ReadModel => {
  const file = openFile(path, bytes);
  const model = readModelTable(file);
  if (model.version !== schemaVersion) {
    throw new TinymlError(unsupportedModelVersion(path, `the schema has version ${String(model.version)}, not 3`));
  }
  const problems = collectProblems(path);
  const subgraph = chooseSubgraph(path, model, context.signature, problems);
  if (subgraph === undefined) {
    problems.check();
    throw new Error('a model without a graph was not reported');
  }
  checkReferences(model, problems);
  const stored = { file, buffers: model.buffers ?? [], constants: context.constants, stored: new Map() };
  const opcodes = (model.operatorCodes ?? []).map((code, index) =>
    readOpcode(code, index, context.operators, problems),
  );
  const source: FileSource = { file, model, opcodes, stored, context, problems };
  const nested = nestedGraphs(model.subgraphs ?? [], (graph, own, operands, all) =>
    readNested(source, graph, own, operands, all),
  );
  return readGraph(source, subgraph, name, nested);
};

/** The values that something uses. */
export const usedValues = (
  { inputs, outputs, state, values }: Pick<ReadModel, 'inputs' | 'outputs' | 'state' | 'values'>,
  nodes: readonly Pick<Node, 'inputs' | 'outputs'>[],
): ReadonlyMap<string, Value> => {
  const used = new Set<string | null>([
    ...inputs,
    ...outputs,
    ...state.flatMap(({ input, output }) => [input, output]),
    ...nodes.flatMap((node) => [...node.inputs, ...node.outputs]),
  ]);
  return new Map([...values.all].filter(([id]) => used.has(id)));
};

/** The graph, whose problems are collected. */
const graphOf = (read: ReadModel): Graph => {
  const { name, inputs, outputs, state, layers, problems } = read;
  const nodes = layers.flatMap((layer) => layer.nodes);
  const values = usedValues(read, nodes);
  checkOrder(nodes, read, values, problems);
  return { name, inputs, outputs, values, nodes, ...(state.length > 0 && { state }) };
};

/**
 * Reads a .tflite file, node for node.
 * @throws TinymlError TML20x for a damaged file, TML301 and TML390 for one that tinyml cannot run, with all problems.
 */
export const readTflite = (path: string, name: string, bytes: Uint8Array, context: ReadContext): Graph => {
  const read = readModel(path, name, bytes, context);
  read.problems.check();
  const graph = graphOf(read);
  read.problems.check();
  return graph;
};

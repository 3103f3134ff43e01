import {
  TinymlError,
  unsupportedModelVersion,
  type Graph,
  type ImportContext,
  type Node,
  type Value,
} from '@tinyml/core';
import { openFile, readModelTable } from './decode.ts';
import { collectProblems, type Problems } from './problems.ts';
import { readNodes, readOpcode } from './read-nodes.ts';
import { inferOpenShapes } from './open-shapes.ts';
import { readTensor, type SourceTensor } from './read-tensors.ts';
import type { Decoded } from './tables.ts';

type Model = Decoded<'Model'>;
type SubGraph = Decoded<'SubGraph'>;

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

/** Checks what the importer does not use: an index that leads nowhere still means that the file is damaged. */
const checkReferences = (model: Model, graph: SubGraph, problems: Problems): void => {
  const buffers = model.buffers?.length ?? 0;
  for (const { name, buffer } of model.metadata ?? []) {
    if (buffer >= buffers) problems.inconsistent(`metadata ${name ?? ''}`, `it has buffer ${String(buffer)}`);
  }
  for (const buffer of model.metadataBuffer ?? []) {
    if (buffer < 0 || buffer >= buffers) problems.inconsistent('metadata', `it has buffer ${String(buffer)}`);
  }
  const tensors = graph.tensors?.length ?? 0;
  for (const signature of model.signatureDefs ?? []) {
    const where = `signature ${signature.signatureKey ?? ''}`;
    if (signature.subgraphIndex !== 0) problems.inconsistent(where, 'it names a subgraph that is not there');
    for (const { name, tensorIndex } of [...(signature.inputs ?? []), ...(signature.outputs ?? [])]) {
      if (tensorIndex >= tensors) {
        problems.inconsistent(where, `${name ?? 'an entry'} names tensor ${String(tensorIndex)}`);
      }
    }
  }
};

/** The names of the graph's own inputs or outputs. */
const ends = (
  indices: readonly number[] | undefined,
  tensors: readonly SourceTensor[],
  what: 'input' | 'output',
  problems: Problems,
): readonly string[] => {
  if (indices === undefined || indices.length === 0) problems.inconsistent('the graph', `it has no ${what}`);
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
    return [tensor.name];
  });
};

/** Checks that every tensor is written once, before it is read. */
const checkOrder = (
  nodes: readonly Node[],
  inputs: readonly string[],
  outputs: readonly string[],
  values: ReadonlyMap<string, Value>,
  problems: Problems,
): void => {
  const known = new Set<string>();
  for (const { id, data } of values.values()) if (data !== undefined) known.add(id);
  for (const input of inputs) {
    if (known.has(input)) problems.inconsistent(`input ${input}`, 'it is a constant, or named twice');
    known.add(input);
  }
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
};

const onlySubgraph = (model: Model, problems: Problems): SubGraph | undefined => {
  const [graph, ...others] = model.subgraphs ?? [];
  if (graph === undefined) problems.inconsistent('the model', 'it has no graph');
  if (others.length > 0) {
    problems.unsupported('the model', `it has ${String(others.length + 1)} subgraphs (control flow)`);
  }
  return graph;
};

/**
 * Reads a .tflite file, node for node.
 * @throws TinymlError TML20x for a damaged file, TML301 and TML390 for one that tinyml cannot run, with all problems.
 */
export const readTflite = (
  path: string,
  name: string,
  bytes: Uint8Array,
  context: Pick<ImportContext, 'constants' | 'operators'>,
): Graph => {
  const file = openFile(path, bytes);
  const model = readModelTable(file);
  if (model.version !== schemaVersion) {
    throw new TinymlError(unsupportedModelVersion(path, `the schema has version ${String(model.version)}, not 3`));
  }
  const problems = collectProblems(path);
  const subgraph = onlySubgraph(model, problems);
  if (subgraph === undefined) {
    problems.check();
    throw new Error('a model without a graph was not reported');
  }
  if (model.subgraphs?.length === 1) checkReferences(model, subgraph, problems);
  const names = uniqueNames(subgraph.tensors ?? []);
  const source = { file, buffers: model.buffers ?? [], constants: context.constants, stored: new Map() };
  const tensors = (subgraph.tensors ?? []).map((tensor, index) =>
    readTensor(source, tensor, names[index] ?? '', problems),
  );
  const opcodes = (model.operatorCodes ?? []).map((code, index) => readOpcode(code, index, problems));
  const nodes = readNodes(subgraph.operators ?? [], { file, opcodes, tensors, problems });
  const inputs = ends(subgraph.inputs, tensors, 'input', problems);
  const outputs = ends(subgraph.outputs, tensors, 'output', problems);
  problems.check();
  const used = new Set<string | null>([
    ...inputs,
    ...outputs,
    ...nodes.flatMap((node) => [...node.inputs, ...node.outputs]),
  ]);
  const values = new Map(
    tensors.flatMap(({ value }) => (value !== undefined && used.has(value.id) ? [[value.id, value] as const] : [])),
  );
  checkOrder(nodes, inputs, outputs, values, problems);
  problems.check();
  const open = new Set(tensors.flatMap((tensor) => (tensor.open === true ? [tensor.name] : [])));
  inferOpenShapes({ nodes, values, open }, context);
  return { name, inputs, outputs, values, nodes };
};

import { TinymlError, toBytes } from '@tinyml/core';
import { noSignatures, type ImportContext, type ModelFormat, type ModelSource } from '@tinyml/core/internal';
import { basename, dirname } from 'node:path';
import { malformedModel } from '../diagnostics/model.ts';
import { isJson, parseConfig } from '../keras/config.ts';
import { endsOf } from '../tensorflow/frozen-graph-format.ts';
import { outlineTensorflowGraph, readTensorflowGraph, type TensorflowModel } from '../tensorflow/read-graph.ts';
import type { AttrValue, GraphDef, NodeDef } from '../tensorflow/schema.ts';
import { sorted } from '../tensorflow/signature.ts';
import { TranslationError } from '../translation/translation-error.ts';
import { endsFromJson, graphFromJson, tensorOfBytes } from './json-graph.ts';
import { readManifest, type NamedWeight } from './weights.ts';

const [floatType, intType, boolType] = [1, 3, 10];

/** Elements as TensorFlow's type has them: all but whole numbers and truths are float32 in memory. */
const elements = (
  type: number | undefined,
  { weight, exact }: NamedWeight,
): readonly [type: number, bytes: Uint8Array] => {
  if (type === boolType) return [boolType, Uint8Array.from(weight.values, (value) => (value === 0 ? 0 : 1))];
  if (type === intType) return [intType, toBytes(exact ?? Int32Array.from(weight.values))];
  return [floatType, toBytes(Float32Array.from(weight.values))];
};

/** Constants of the graph, with their elements out of the weight files. */
const withWeights = (graph: GraphDef, weights: ReadonlyMap<string, NamedWeight>): GraphDef => {
  const filled = (node: NodeDef): NodeDef => {
    const found = node.op === 'Const' ? weights.get(node.name) : undefined;
    if (found === undefined) return node;
    const [type, bytes] = elements(node.attr.get('dtype')?.type, found);
    const value = { ...absent, tensor: tensorOfBytes(type, found.weight.shape, bytes) };
    return { ...node, attr: new Map([...node.attr, ['value', value]]) };
  };
  return {
    node: graph.node.map(filled),
    library: { function: (graph.library?.function ?? []).map((each) => ({ ...each, node: each.node.map(filled) })) },
  };
};

const absent: AttrValue = { list: undefined, s: undefined, i: undefined, f: undefined, b: undefined, type: undefined, shape: undefined, tensor: undefined, func: undefined }; // prettier-ignore

const openModel = async ({ path, bytes, readFile }: ModelSource, context: ImportContext): Promise<TensorflowModel> => {
  if (context.signature !== undefined) throw new TinymlError(noSignatures(path, context.signature));
  const model = parseConfig(path, new TextDecoder().decode(bytes));
  const topology = model['modelTopology'];
  if (!isJson(topology)) throw new TinymlError(malformedModel(path, 'the file has no modelTopology'));
  const weights = await readManifest(path, model['weightsManifest'], readFile);
  const graph = withWeights(graphFromJson(path, topology), new Map(weights.map((weight) => [weight.name, weight])));
  const signature = isJson(model['signature']) ? model['signature'] : {};
  const [inputs, outputs] = [endsFromJson(signature['inputs']), endsFromJson(signature['outputs'])];
  const ends = endsOf(graph);
  return {
    path,
    name: basename(dirname(path)),
    graph,
    inputs: inputs.size > 0 ? sorted(inputs) : ends.inputs,
    outputs: outputs.size > 0 ? sorted(outputs).map(([name, { name: tensor }]) => [name, tensor]) : ends.outputs,
    variable(name) {
      throw new TranslationError(`the variable ${name} has no value in the file`);
    },
  };
};

/** TensorFlow.js graph models: `model.json` and the weight files beside it, also with quantised weights. */
export const tfjsGraphFormat: ModelFormat = {
  name: 'tfjs-graph',
  version: 1,
  extensions: ['.json'],
  detect: (head) => {
    const text = new TextDecoder().decode(head);
    return /^\s*\{/.test(text) && /"format"\s*:\s*"graph-model"|"modelTopology"\s*:\s*\{\s*"node"/.test(text);
  },
  read: async (source, context) => readTensorflowGraph(await openModel(source, context), context),
  outline: async (source, context) => outlineTensorflowGraph(await openModel(source, context), context),
};

import { TinymlError } from '@tinyml/core';
import { type ModelFormat, type ModelSource } from '@tinyml/core/internal';
import { basename } from 'node:path';
import { unsupportedModelFeature } from '../diagnostics/model.ts';
import { TranslationError } from '../translation/translation-error.ts';
import { decodeModel } from './decode-model.ts';
import { outlineTensorflowGraph, readTensorflowGraph, type TensorflowModel } from './read-graph.ts';
import { isControl, parseReference } from './reference.ts';
import { graphDef, type GraphDef, type NodeDef } from './schema.ts';

/** Nodes that compute nothing a model could give. */
const noResult: readonly string[] = ['Const', 'NoOp', 'Placeholder', 'Assert', 'SaveV2', 'RestoreV2'];

/** A graph without signatures: its placeholders are the inputs, and what nothing reads is an output. */
export const endsOf = ({ node }: GraphDef): Pick<TensorflowModel, 'inputs' | 'outputs'> => {
  const read = new Set(node.flatMap(({ input }) => input.map((name) => parseReference(isControl(name) ? name.slice(1) : name).node))); // prettier-ignore
  const inputs = node.filter(({ op }) => op === 'Placeholder');
  const outputs = node.filter(({ name, op }) => !read.has(name) && !noResult.includes(op));
  const infoOf = ({ name, attr }: NodeDef) => ({
    name,
    dtype: attr.get('dtype')?.type,
    shape: attr.get('shape')?.shape,
  });
  return {
    inputs: inputs.map((each) => [each.name, infoOf(each)]),
    outputs: outputs.map(({ name }) => [name, name]),
  };
};

const openModel = ({ path, bytes }: ModelSource): TensorflowModel => {
  const graph = decodeModel(path, graphDef, bytes);
  const ends = endsOf(graph);
  if (ends.outputs.length === 0) throw new TinymlError(unsupportedModelFeature(path, 'the model', 'it has no output'));
  return {
    path,
    name: basename(path).replace(/\.[^.]*$/, ''),
    graph,
    ...ends,
    variable(name) {
      throw new TranslationError(`the variable ${name} has no value in the file`, 'freeze the graph: its variables become constants'); // prettier-ignore
    },
  };
};

/** A node as the first part of a file: its name, then an operator's. */
const isGraph = (head: Uint8Array): boolean => {
  if (head[0] !== 0x0a) return false;
  const at = head.indexOf(0x0a, 2);
  const length = head[at + 1] ?? 0;
  if (at < 2 || at > 6 || head[at + 2 + length] !== 0x12) return false;
  const op = head.subarray(at + 4 + length, at + 4 + length + (head[at + 3 + length] ?? 0));
  return /^_?[A-Z]\w+$/.test(new TextDecoder().decode(op));
};

/** TensorFlow's GraphDef with constants in place of variables: a frozen graph. */
export const frozenGraphFormat: ModelFormat = {
  name: 'frozen-graph',
  version: 1,
  extensions: ['.pb'],
  detect: isGraph,
  read: (source, context) => Promise.resolve().then(() => readTensorflowGraph(openModel(source), context)),
  outline: (source, context) => Promise.resolve().then(() => outlineTensorflowGraph(openModel(source), context)),
};

import { TinymlError } from '@tinyml/core';
import { type ImportContext, type ModelFormat, type ModelSource } from '@tinyml/core/internal';
import { basename } from 'node:path';
import { inconsistentModel, modelTooLarge, unsupportedModelFeature } from '../diagnostics/model.ts';
import { TranslationError } from '../translation/translation-error.ts';
import { openCheckpoint, type Checkpoint } from './checkpoint.ts';
import { decodeModel } from './decode-model.ts';
import { outlineTensorflowGraph, readTensorflowGraph, type TensorflowModel } from './read-graph.ts';
import { restoredVariables } from './restored-variables.ts';
import { savedModel, type MetaGraphDef, type NodeDef } from './schema.ts';
import { chooseSignature, sorted } from './signature.ts';

const fileName = 'saved_model.pb';
const maximumBytes = 2 ** 28;

/** The graph for serving, else the first. */
const chooseMetaGraph = (path: string, graphs: readonly MetaGraphDef[]): MetaGraphDef => {
  const chosen = graphs.find(({ info }) => info?.tags.includes('serve')) ?? graphs[0];
  if (chosen === undefined) throw new TinymlError(inconsistentModel(path, fileName, 'it holds no graph'));
  return chosen;
};

const hasVariables = ({ graph }: MetaGraphDef): boolean => {
  const isVariable = ({ op }: NodeDef): boolean => op === 'VarHandleOp' || op === 'Variable' || op === 'VariableV2';
  return (graph?.node ?? []).some(isVariable);
};

/** A variable by its name: under the key that it is restored from, or, as in TensorFlow 1, under its name. */
const variableReader = (meta: MetaGraphDef, checkpoint: Checkpoint | undefined): TensorflowModel['variable'] => {
  const keys = restoredVariables(meta);
  return (name) => {
    const value = checkpoint?.tensor(keys.get(name) ?? name);
    if (value === undefined) throw new TranslationError(`the variable ${name} has no value in the checkpoint`);
    return value;
  };
};

const openModel = async ({ path, bytes, readFile }: ModelSource, context: ImportContext): Promise<TensorflowModel> => {
  const isFolder = bytes.length === 0;
  const content = isFolder ? await readFile(fileName) : bytes;
  if (content.length > maximumBytes) throw new TinymlError(modelTooLarge(path, fileName, content.length, maximumBytes));
  const meta = chooseMetaGraph(path, decodeModel(path, savedModel, content).metaGraphs);
  const signature = chooseSignature(path, meta, context.signature);
  if (signature === undefined || signature.outputs.size === 0)
    throw new TinymlError(unsupportedModelFeature(path, 'the model', 'it has no signature'));
  const checkpoint = hasVariables(meta) ? await openCheckpoint(path, 'variables/variables', readFile) : undefined;
  return {
    path,
    name: basename(isFolder ? path : path.replace(/[^/\\]*$/, '')),
    graph: meta.graph ?? { node: [], library: undefined },
    inputs: sorted(signature.inputs),
    outputs: sorted(signature.outputs).map(([name, { name: tensor }]) => [name, tensor]),
    variable: variableReader(meta, checkpoint),
  };
};

/** TensorFlow's SavedModel: a folder, or its `saved_model.pb`. */
export const savedModelFormat: ModelFormat = {
  name: 'saved-model',
  version: 1,
  extensions: [fileName],
  signatures: true,
  // Version 1 of the schema, and a graph.
  detect: (head) => head[0] === 0x08 && head[1] === 0x01 && head[2] === 0x12,
  detectFolder: (names) => names.includes(fileName),
  read: async (source, context) => readTensorflowGraph(await openModel(source, context), context),
  outline: async (source, context) => outlineTensorflowGraph(await openModel(source, context), context),
};

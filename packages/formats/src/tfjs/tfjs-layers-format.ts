import { TinymlError, type Graph } from '@tinyml/core';
import { type ImportContext, type ModelFormat, type ModelSource } from '@tinyml/core/internal';
import { inconsistentModel, unsupportedModelVersion } from '../diagnostics/model.ts';
import { isJson, parseConfig, type Json } from '../keras/config.ts';
import { readNetwork } from '../keras/network.ts';
import { outlineNetwork } from '../keras/outline.ts';
import { kerasTableOf } from '../keras/table.ts';
import { translateModel } from '../keras/translate.ts';
import { manifestWeights, readManifest } from './weights.ts';

/** The Keras configuration in `modelTopology`, which has it as `model_config` or is it. */
const configOf = (path: string, model: Json): Json => {
  const topology = model['modelTopology'];
  if (model['format'] === 'graph-model' || (isJson(topology) && 'node' in topology))
    throw new TinymlError(
      unsupportedModelVersion(path, 'a TensorFlow.js graph model whose `format` does not stand at its beginning'),
    );
  const config = isJson(topology) && isJson(topology['model_config']) ? topology['model_config'] : topology;
  if (!isJson(config)) throw new TinymlError(inconsistentModel(path, 'modelTopology', 'the file holds no model'));
  return config;
};

/** The network, and how it is translated. */
const openModel = ({ path, bytes, readFile }: ModelSource, context: ImportContext) => {
  const model = parseConfig(path, new TextDecoder().decode(bytes));
  const network = readNetwork(path, snakeCased(configOf(path, model)), kerasTableOf(context.operators));
  const translate = async (): Promise<Graph> => {
    const weights = await readManifest(path, model['weightsManifest'], readFile);
    return translateModel(path, network, manifestWeights(path, network, weights), context);
  };
  return { network, translate };
};

/** TensorFlow.js layers models: `model.json` and the weight files beside it, also with weights quantised by the converter. */
export const tfjsLayersFormat: ModelFormat = {
  name: 'tfjs-layers',
  version: 1,
  extensions: ['.json'],
  detect: (head) => {
    const text = new TextDecoder().decode(head);
    return /^\s*\{/.test(text) && /"(modelTopology|format|weightsManifest)"/.test(text);
  },
  read: async (source, context) => openModel(source, context).translate(),
  outline: async (source, context) => {
    const { network, translate } = openModel(source, context);
    return outlineNetwork(network, translate);
  },
};

/** TensorFlow.js writes a Sequential model's layers as Keras does; options in camelCase occur in files it saved itself. */
const snakeCased = (value: Json): Json => {
  const convert = (item: unknown, depth: number): unknown => {
    if (depth > 64) return item;
    if (Array.isArray(item)) return item.map((inner: unknown) => convert(inner, depth + 1));
    if (!isJson(item)) return item;
    return Object.fromEntries(
      Object.entries(item).map(([key, inner]) => [
        key.replace(/([a-z0-9])([A-Z])/g, (_, before: string, upper: string) => `${before}_${upper.toLowerCase()}`),
        convert(inner, depth + 1),
      ]),
    );
  };
  return convert(value, 0) as Json;
};

import { basename } from 'node:path';
import { isTinymlError, TinymlError, type Graph } from '@tinyml/core';
import { type ImportContext, type ModelFormat, type ModelSource } from '@tinyml/core/internal';
import { layersOnly } from '../diagnostics/keras.ts';
import { openHdf5, type Hdf5Object } from '../hdf5/group.ts';
import { parseConfig } from './config.ts';
import { hdf5Weights } from './hdf5-weights.ts';
import { majorOf } from './major.ts';
import { readNetwork } from './network.ts';
import { outlineNetwork } from './outline.ts';
import { kerasTableOf } from './table.ts';
import { translateModel } from './translate.ts';
import { variableWeights } from './variable-weights.ts';

/** Names that a file of weights beside `model.json` may have, in the order in which they are tried. */
const weightsBeside = (path: string): readonly string[] => {
  const stem = basename(path).replace(/\.[^.]*$/, '');
  return [`${stem}.weights.h5`, `${stem}_weights.h5`, `${stem}.h5`];
};

/** What `model.save_weights()` wrote. @throws TinymlError (TML220) where none of the names exists */
const readWeights = async ({ path, readFile }: ModelSource): Promise<Hdf5Object> => {
  const names = weightsBeside(path);
  for (const name of names) {
    try {
      return openHdf5(name, await readFile(name));
    } catch (error) {
      // A file that is there but cannot be read says so.
      if (!isTinymlError(error) || error.diagnostics.some(({ code }) => code !== 'TML901')) throw error;
    }
  }
  throw new TinymlError(layersOnly(path, names));
};

/** The network, and how it is translated. */
const openModel = (source: ModelSource, context: ImportContext) => {
  const { path, bytes } = source;
  const model = parseConfig(path, new TextDecoder().decode(bytes));
  const network = readNetwork(path, model, kerasTableOf(context.operators));
  const translate = async (): Promise<Graph> => {
    const root = await readWeights(source);
    // The layout of .h5 files names its layers, that of Keras 3 numbers them.
    const isNamed = root.attribute('layer_names') !== undefined;
    const weights = isNamed ? hdf5Weights(path, network, root) : variableWeights(path, network, root);
    return translateModel(path, network, weights, context, {
      keras: majorOf(model['keras_version'] ?? moduleVersion(model)),
    });
  };
  return { network, translate };
};

/** Keras 3 writes no version there, but where each class is defined, which Keras 2 does not. */
const moduleVersion = (model: Readonly<Record<string, unknown>>): string | undefined =>
  'registered_name' in model ? '3.0' : undefined;

/** Keras's layers as text, `model.to_json()`, and the weights beside them, `model.save_weights()`: `model.json` and `model.weights.h5`. */
export const kerasJsonFormat: ModelFormat = {
  name: 'keras-json',
  version: 1,
  extensions: ['.json'],
  detect: (head) => {
    const text = new TextDecoder().decode(head);
    return /^\s*\{/.test(text) && /"class_name"/.test(text) && !/"(modelTopology|format|weightsManifest)"/.test(text);
  },
  read: async (source, context) => openModel(source, context).translate(),
  outline: async (source, context) => {
    const { network, translate } = openModel(source, context);
    return outlineNetwork(network, translate);
  },
};

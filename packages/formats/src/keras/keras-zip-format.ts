import { TinymlError, type Graph } from '@tinyml/core';
import { type ImportContext, type ModelFormat, type ModelSource } from '@tinyml/core/internal';
import { inModel } from '../diagnostics/in-model.ts';
import { inconsistentModel, modelTooLarge } from '../diagnostics/model.ts';
import { isZip, readZip } from '../data/zip.ts';
import { openHdf5 } from '../hdf5/group.ts';
import { parseConfig, type Json } from './config.ts';
import { majorOf } from './major.ts';
import { readNetwork } from './network.ts';
import { outlineNetwork } from './outline.ts';
import { kerasTableOf } from './table.ts';
import { translateModel } from './translate.ts';
import { variableWeights } from './variable-weights.ts';

/** No part of a model for a microcontroller comes near this. */
const maximumBytes = 2 ** 28;

/** The network, and how it is translated. */
const openModel = ({ path, bytes }: ModelSource, context: ImportContext) => {
  const entries = inModel(path, () => readZip(path, bytes));
  const part = (name: string): Uint8Array => {
    const entry = entries.find((item) => item.name === name);
    if (entry === undefined) throw new TinymlError(inconsistentModel(path, name, 'the archive does not hold it'));
    const data = inModel(path, entry.read);
    if (data.length > maximumBytes) throw new TinymlError(modelTooLarge(path, name, data.length, maximumBytes));
    return data;
  };
  const json = (name: string): Json => parseConfig(path, new TextDecoder().decode(part(name)));
  const network = readNetwork(path, json('config.json'), kerasTableOf(context.operators));
  const translate = (): Graph => {
    const metadata = entries.some(({ name }) => name === 'metadata.json') ? json('metadata.json') : {};
    const root = openHdf5(path, part('model.weights.h5'));
    const keras = majorOf(metadata['keras_version']);
    return translateModel(path, network, variableWeights(path, network, root), context, { keras });
  };
  return { network, translate };
};

/** Keras 3's `.keras` files: a zip of `config.json` and `model.weights.h5`. */
export const kerasFormat: ModelFormat = {
  name: 'keras',
  version: 1,
  extensions: ['.keras'],
  detect: (head) =>
    isZip(head) && /config\.json|metadata\.json|model\.weights\.h5/.test(new TextDecoder('latin1').decode(head)),
  read: (source, context) => Promise.resolve().then(() => openModel(source, context).translate()),
  outline: (source, context) =>
    Promise.resolve().then(() => {
      const { network, translate } = openModel(source, context);
      return outlineNetwork(network, translate);
    }),
};

import { TinymlError, type Graph } from '@tinyml/core';
import { type ImportContext, type ModelFormat, type ModelSource } from '@tinyml/core/internal';
import { weightsOnly } from '../diagnostics/keras.ts';
import { openHdf5 } from '../hdf5/group.ts';
import { signature } from '../hdf5/superblock.ts';
import { parseConfig } from './config.ts';
import { hdf5Weights } from './hdf5-weights.ts';
import { majorOf } from './major.ts';
import { readNetwork } from './network.ts';
import { outlineNetwork } from './outline.ts';
import { kerasTableOf } from './table.ts';
import { translateModel } from './translate.ts';

/** The network, and how it is translated. */
const openModel = ({ path, bytes }: ModelSource, context: ImportContext) => {
  const root = openHdf5(path, bytes);
  const text = (name: string): string | undefined => {
    const [value] = root.attribute(name)?.values() ?? [];
    return typeof value === 'string' ? value : undefined;
  };
  const config = text('model_config');
  if (config === undefined) throw new TinymlError(weightsOnly(path));
  const network = readNetwork(path, parseConfig(path, config), kerasTableOf(context.operators));
  const translate = (): Graph => {
    const version = text('keras_version') ?? root.child('model_weights')?.attribute('keras_version')?.values()[0];
    return translateModel(path, network, hdf5Weights(path, network, root), context, { keras: majorOf(version) });
  };
  return { network, translate };
};

/** Keras's HDF5 files: `model.save('x.h5')` of Sequential and Functional models. */
export const kerasH5Format: ModelFormat = {
  name: 'keras-h5',
  version: 1,
  extensions: ['.h5', '.hdf5'],
  detect: (head) => signature.every((byte, i) => head[i] === byte),
  read: (source, context) => Promise.resolve().then(() => openModel(source, context).translate()),
  outline: (source, context) =>
    Promise.resolve().then(() => {
      const { network, translate } = openModel(source, context);
      return outlineNetwork(network, translate);
    }),
};

import { TinymlError, weightsOnly, type ModelFormat } from '@tinyml/core';
import { openHdf5 } from '../hdf5/group.ts';
import { signature } from '../hdf5/superblock.ts';
import { parseConfig } from './config.ts';
import { hdf5Weights } from './hdf5-weights.ts';
import { majorOf } from './major.ts';
import { readNetwork } from './network.ts';
import { translateModel } from './translate.ts';

/** Keras's HDF5 files: `model.save('x.h5')` of Sequential and Functional models. */
export const kerasH5Format: ModelFormat = {
  name: 'keras-h5',
  version: 1,
  extensions: ['.h5', '.hdf5'],
  detect: (head) => signature.every((byte, i) => head[i] === byte),
  read: ({ path, bytes }, context) =>
    Promise.resolve().then(() => {
      const root = openHdf5(path, bytes);
      const text = (name: string): string | undefined => {
        const [value] = root.attribute(name)?.values() ?? [];
        return typeof value === 'string' ? value : undefined;
      };
      const config = text('model_config');
      if (config === undefined) throw new TinymlError(weightsOnly(path));
      const network = readNetwork(path, parseConfig(path, config));
      const version = text('keras_version') ?? root.child('model_weights')?.attribute('keras_version')?.values()[0];
      return translateModel(path, network, hdf5Weights(path, network, root), context, { keras: majorOf(version) });
    }),
};

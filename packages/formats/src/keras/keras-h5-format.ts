import { TinymlError, inconsistentModel, type ModelFormat } from '@tinyml/core';
import { openHdf5 } from '../hdf5/group.ts';
import { signature } from '../hdf5/superblock.ts';
import { parseConfig } from './config.ts';
import { hdf5Weights } from './hdf5-weights.ts';
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
      const [config] = root.attribute('model_config')?.values() ?? [];
      if (typeof config !== 'string')
        throw new TinymlError(
          inconsistentModel(
            path,
            'model_config',
            'the file holds no model, only weights or other data: save it with model.save()',
          ),
        );
      return translateModel(path, readNetwork(path, parseConfig(path, config)), hdf5Weights(path, root), context);
    }),
};

import { memoryConstants, type Constants, type Graph } from '@tinyml/core';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { kerasH5Format } from '../../../formats/src/keras/keras-h5-format.ts';
import { tfliteFormat } from '../../../formats/src/tflite/format.ts';
import { operators } from './run-passes.ts';

const here = dirname(fileURLToPath(import.meta.url));

/** The folder of real models beside the repository. */
export const shared = process.env['TINYML_SHARED'] ?? resolve(here, '../../../../../shared');

export const hasShared = existsSync(join(shared, 'models'));

export const modelPath = (name: string): string => join(shared, 'models', name);

/** Imports a model; gives the graph and the store of its constants. */
export const importModel = async (path: string): Promise<{ readonly graph: Graph; readonly constants: Constants }> => {
  const constants = memoryConstants();
  const format = path.endsWith('.h5') ? kerasH5Format : tfliteFormat;
  const graph = await format.read(
    { path, bytes: readFileSync(path), readFile: () => Promise.reject(new Error('one file only')) },
    { constants, operators },
  );
  return { graph, constants };
};

import { existsSync } from 'node:fs';
import type * as tfjs from '@tensorflow/tfjs';
import { TinymlError, type Diagnostic } from '@tinyml/core';
import { brokenNativeTensorflow, slowTraining } from './diagnostics/learning.ts';
import { addonPath, tensorflowVersion } from '../native/place.mjs';

/** TensorFlow.js, whichever backend it runs on. */
export type Tf = typeof tfjs;

export interface Backend {
  readonly tf: Tf;
  /** `tensorflow`: native, through tfjs-node · `cpu`: JavaScript. */
  readonly name: 'tensorflow' | 'cpu';
  readonly version: string;
}

interface Loaders {
  loadNative(): Tf;
  loadPortable(): Tf;
}

const tfjsVersion = '4.22.0';

/** The environment variable TINYML_TRAINING_BACKEND=cpu keeps native TensorFlow away. */
const isNative = (): boolean => process.env['TINYML_TRAINING_BACKEND'] !== 'cpu' && existsSync(addonPath());

/**
 * What a training pass's result depends on beside its inputs: part of its cache key. Loads nothing.
 */
export const trainingEnvironment = (): Readonly<Record<string, string>> =>
  isNative()
    ? { backend: 'tensorflow', tfjs: tfjsVersion, libtensorflow: tensorflowVersion }
    : { backend: 'cpu', tfjs: tfjsVersion };

/** By a path that no bundler follows: TensorFlow.js stays where it is installed. */
const loaders = async (): Promise<Loaders> =>
  (await import(new URL('../native/load.mjs', import.meta.url).href)) as Loaders;

/**
 * Loads TensorFlow.js: native where `pnpm setup:tfjs` has run, else the JavaScript backend, with a warning to `report`.
 * @throws TinymlError TML623 where the native library is there but cannot be loaded
 */
export const openBackend = async (report: (diagnostic: Diagnostic) => void): Promise<Backend> => {
  const { loadNative, loadPortable } = await loaders();
  if (!isNative()) {
    report(slowTraining());
    const tf = loadPortable();
    await tf.setBackend('cpu');
    // Its first use would recommend tfjs-node, on many lines: the warning says what to do here.
    Object.assign(tf.backend(), { firstUse: false });
    return { tf, name: 'cpu', version: tfjsVersion };
  }
  try {
    return { tf: loadNative(), name: 'tensorflow', version: tensorflowVersion };
  } catch (error) {
    throw new TinymlError(brokenNativeTensorflow(error as Error));
  }
};

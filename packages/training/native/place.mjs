// Where the native TensorFlow of @tensorflow/tfjs-node lies: outside node_modules, so that every checkout shares it and
// no install removes it.
import { homedir } from 'node:os';
import { join } from 'node:path';

export const tensorflowVersion = '2.15.1';

const napi = Math.min(8, Number(process.versions.napi));

/** The folder of libtensorflow; the environment variable TINYML_TENSORFLOW_DIR says another. */
export const tensorflowFolder = () =>
  process.env['TINYML_TENSORFLOW_DIR'] ??
  join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'tinyml-tensorflow', tensorflowVersion);

/** The compiled addon that connects Node to it. */
export const addonPath = () => join(tensorflowFolder(), `tfjs_binding-4.22.0-napi${napi}.node`);

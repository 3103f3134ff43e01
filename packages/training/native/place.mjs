// Where the native TensorFlow of @tensorflow/tfjs-node lies: outside node_modules, so that every checkout shares it and
// no install removes it.
import { homedir } from 'node:os';
import { createRequire } from 'node:module';
import { join } from 'node:path';

export const tensorflowVersion = '2.15.1';

const napi = Math.min(8, Number(process.versions.napi));

/** The folder of libtensorflow; the environment variable TINYML_TENSORFLOW_DIR says another. */
export const tensorflowFolder = () =>
  process.env['TINYML_TENSORFLOW_DIR'] ??
  join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'tinyml-tensorflow', tensorflowVersion);

/** Where the set-up puts the package @tensorflow/tfjs-node, if it is not installed: its own installation would download a library. */
export const packageHome = () => join(tensorflowFolder(), 'package');

/** package.json of @tensorflow/tfjs-node, beside this package or where the set-up put it. @throws Error where it is nowhere */
export const tfjsNode = () => {
  for (const from of [import.meta.url, join(packageHome(), 'noop.js')]) {
    try {
      return createRequire(from).resolve('@tensorflow/tfjs-node/package.json');
    } catch {
      // Perhaps in the other place.
    }
  }
  throw new Error('@tensorflow/tfjs-node is not there');
};

/** The compiled addon that connects Node to it. */
export const addonPath = () => join(tensorflowFolder(), `tfjs_binding-4.22.0-napi${napi}.node`);

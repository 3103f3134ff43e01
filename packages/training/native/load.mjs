// Loads @tensorflow/tfjs-node with the addon that setup.mjs made.
import { createRequire } from 'node:module';
import util from 'node:util';
import { addonPath, tfjsNode } from './place.mjs';

const require = createRequire(import.meta.url);

/** @returns the `tf` of @tensorflow/tfjs-node. @throws Error where the package or its addon cannot be loaded */
export const loadNative = () => {
  process.env['TF_CPP_MIN_LOG_LEVEL'] ??= '2';
  // Two functions that Node 23 no longer has.
  util.isNullOrUndefined ??= (value) => value === null || value === undefined;
  util.isArray ??= Array.isArray;
  const requireThere = createRequire(tfjsNode());
  requireThere('@mapbox/node-pre-gyp/lib/pre-binding').find = addonPath;
  return requireThere('@tensorflow/tfjs-node');
};

/** @returns TensorFlow.js on its JavaScript backend. */
export const loadPortable = () => require('@tensorflow/tfjs');

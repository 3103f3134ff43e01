// @ts-check
// Jest transformer: strips the types with esbuild and keeps ES modules.
const { createHash } = require('node:crypto');
const { readFileSync } = require('node:fs');
const { transformSync, version } = require('esbuild');

// Jest runs modules in a context of its own, where each look at a global costs a call out of the engine. Reference
// execution calls Math in its inner loops: as constants of the module they cost nothing.
const banner = 'const { Float32Array, Float64Array, Int8Array, Int32Array, Math, Number, Uint8Array } = globalThis;';

module.exports = {
  canInstrument: false,
  /**
   * @param {string} source
   * @param {string} path
   */
  getCacheKey: (source, path) =>
    createHash('sha256').update(version).update(readFileSync(__filename)).update(path).update(source).digest('hex'),
  /**
   * @param {string} source
   * @param {string} path
   */
  process: (source, path) =>
    transformSync(source, {
      loader: 'ts',
      format: 'esm',
      target: 'node20',
      sourcefile: path,
      sourcemap: 'inline',
      banner,
    }),
};

// Jest transformer: strips the types with esbuild and keeps ES modules.
const { createHash } = require('node:crypto');
const { transformSync, version } = require('esbuild');

module.exports = {
  canInstrument: false,
  getCacheKey: (source, path) => createHash('sha256').update(version).update(path).update(source).digest('hex'),
  process: (source, path) =>
    transformSync(source, { loader: 'ts', format: 'esm', target: 'node20', sourcefile: path, sourcemap: 'inline' }),
};

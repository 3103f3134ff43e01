// For `node --require`, which threads that run a string heed, too: writes the URL of every module that the process and its
// threads load into the file that TINYML_LOADED_MODULES names, one a line.
const { appendFileSync } = require('node:fs');
const { register } = require('node:module');
const { pathToFileURL } = require('node:url');

const file = process.env.TINYML_LOADED_MODULES;

const hook = `import { appendFileSync } from 'node:fs';
export const load = (url, context, next) => {
  appendFileSync(${JSON.stringify(file)}, url + '\\n');
  return next(url, context);
};`;

if (file !== undefined) {
  register(`data:text/javascript,${encodeURIComponent(hook)}`);
  // What CommonJS requires passes no hook.
  process.on('exit', () => {
    const paths = Object.keys(require.cache);
    appendFileSync(file, paths.map((path) => `${pathToFileURL(path).href}\n`).join(''));
  });
}

#!/usr/bin/env node
import { existsSync, statSync } from 'node:fs';

/** When a file was written, in milliseconds; 0 where it is not there. */
const writtenAt = (path) => statSync(new URL(path, import.meta.url), { throwIfNoEntry: false })?.mtimeMs ?? 0;

/** In a checkout the packages may have been compiled again since they were bundled. */
const isBundleOld = () => {
  if (!existsSync(new URL('../src', import.meta.url))) return false;
  const compiled = ['cli', 'codegen', 'core', 'formats', 'operators', 'passes'].map((name) =>
    writtenAt(`../../${name}/dist/.tsbuildinfo`),
  );
  return writtenAt('../dist/bundle/main.js') < Math.max(...compiled);
};

await import(isBundleOld() ? '../dist/main.js' : '../dist/bundle/main.js');

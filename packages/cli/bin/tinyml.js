#!/usr/bin/env node
import { statSync } from 'node:fs';

/** When a file was written, in milliseconds; 0 where it is not there. */
const writtenAt = (path) => statSync(new URL(path, import.meta.url), { throwIfNoEntry: false })?.mtimeMs ?? 0;

// In a checkout the packages may have been compiled again since they were bundled.
const compiled = ['cli', 'codegen', 'core', 'formats', 'passes', 'training'].map((name) =>
  writtenAt(`../../${name}/dist/.tsbuildinfo`),
);
const bundle = writtenAt('../dist/bundle/main.js');
await import(bundle > 0 && bundle >= Math.max(...compiled) ? '../dist/bundle/main.js' : '../dist/main.js');

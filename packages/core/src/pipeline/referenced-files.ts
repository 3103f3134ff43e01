import { statSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Text in quotes that could be a path or a package's name. */
const quoted = /(['"`])([@\w.][^'"`\n\r$<>|*?\s]{0,200})\1/g;

/** Code that loads what no bundler can see: `createRequire(…)`, `require(name)`, `import(name)`. */
const loadsByName = /\bcreateRequire\b|\b(?:require|import)\s*\(\s*[^'"`)\s]/;

const packageName = /^(?:@[a-z0-9~-][\w.~-]*\/)?[a-z0-9~-][\w.~-]*/i;

const isFile = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() === true;

/** What a module names beside its imports. */
export interface References {
  /** Absolute paths of files that it names relative to itself: `new URL('./table.bin', import.meta.url)` and the like. */
  readonly files: readonly string[];
  /** Names that may be packages, of a module that loads by name; whether they are, the caller finds out. */
  readonly packages: readonly string[];
  /** It loads what only its run can tell: everything that its package depends on may be meant. */
  readonly loadsByName: boolean;
}

/** Finds by text what a JavaScript module at `path` may load other than by imports that a bundler follows. */
export const referencesOf = (path: string, text: string): References => {
  const names = [...new Set([...text.matchAll(quoted)].map(([, , name = '']) => name))];
  const files = names
    .filter((name) => name.startsWith('./') || name.startsWith('../'))
    .map((name) => join(dirname(path), name))
    .filter(isFile);
  const byName = loadsByName.test(text);
  const packages = byName
    ? names.flatMap((name) => (name.startsWith('.') ? [] : (packageName.exec(name)?.[0] ?? [])))
    : [];
  return { files, packages: [...new Set(packages)], loadsByName: byName };
};

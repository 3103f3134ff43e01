import { dirname, join } from 'node:path';
import { createBackend as createCodeGenerator, type Program } from '@tinyml/codegen';
import { digestOf, type Digest } from '@tinyml/core';
import { createFileDigests, type Backend, type Store } from '@tinyml/core/internal';
import { writeTflite } from '@tinyml/formats';
import { codeDigests } from './code-digests.ts';
import { folderOf } from './toolkit.ts';

/** Sources, compiled or not, and C with the templates that it is made of. */
export const isGeneratorCode = (name: string): boolean =>
  /\.(js|ts|c|h|h\.in|ld)$/.test(name) && !name.endsWith('.d.ts');

/** Digest of all code that makes firmware of a graph, the kernels included; remembered in `store`. */
const codeDigest = async (store: Store): Promise<Digest> => {
  const digests = createFileDigests(store);
  const generator = folderOf('@tinyml/codegen');
  const packages = ['@tinyml/formats', '@tinyml/operators'].map(folderOf);
  const folders = [generator, join(dirname(generator), 'c'), ...packages];
  return digestOf((await Promise.all(folders.map((folder) => digests.folder(folder, isGeneratorCode)))).join(' '));
};

/** Code generation as the last two stages of a build. */
export const createBackend = (store: Store): Backend<Program> =>
  createCodeGenerator({
    digest: () => Promise.resolve(codeDigests()?.backend ?? codeDigest(store)),
    writeTflite,
  });

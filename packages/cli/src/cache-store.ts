import { resolve } from 'node:path';
import { defaultCacheFolder, folderStore, memoryStore, type Store } from '@tinyml/core/internal';
import type { CommonOptions } from './terminal.ts';

/** The folder of the cache that these options choose. */
export const cacheFolder = ({ cacheDir }: CommonOptions): string => resolve(cacheDir ?? defaultCacheFolder());

/** The cache that these options choose. */
export const openStore = (options: CommonOptions): Store =>
  options.cache === false ? memoryStore() : folderStore(cacheFolder(options));

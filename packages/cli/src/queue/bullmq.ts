import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { TinymlError } from '@tinyml/core';
import type * as BullMq from 'bullmq';
import { queueNotInstalled } from '../diagnostics/queue.ts';
import { addCommand } from '../package-manager.ts';

const name = 'bullmq';

const resolveFrom = (folder: string): string | undefined => {
  try {
    return createRequire(join(folder, 'noop.js')).resolve(name);
  } catch {
    return undefined;
  }
};

/** BullMQ as installed beside this command, or in the project that `folder` belongs to. @throws TinymlError TML078 */
export const loadBullMq = async (folder: string): Promise<typeof BullMq> => {
  const entry = resolveFrom(dirname(fileURLToPath(import.meta.url))) ?? resolveFrom(folder);
  if (entry === undefined) throw new TinymlError(queueNotInstalled(addCommand(folder, name)));
  const loaded = (await import(pathToFileURL(entry).href)) as typeof BullMq & { readonly default?: typeof BullMq };
  return loaded.default ?? loaded;
};

import { watch, type FSWatcher } from 'node:fs';
import { basename, dirname } from 'node:path';

/** An editor writes a file in several steps. */
const settleMs = 150;

/**
 * Waits until one of the files changes and then for them to settle; returns at once when aborted. Folders are watched,
 * since many editors replace a file by another one.
 */
export const watchFiles = (files: readonly string[], signal: AbortSignal): Promise<void> =>
  new Promise((done) => {
    const watchers: FSWatcher[] = [];
    let timer: NodeJS.Timeout | undefined;
    const stop = (): void => {
      clearTimeout(timer);
      for (const watcher of watchers) watcher.close();
      signal.removeEventListener('abort', stop);
      done();
    };
    if (signal.aborted) {
      stop();
      return;
    }
    signal.addEventListener('abort', stop);
    const byFolder = new Map<string, Set<string>>();
    for (const file of files)
      byFolder.set(dirname(file), (byFolder.get(dirname(file)) ?? new Set()).add(basename(file)));
    for (const [folder, names] of byFolder) {
      try {
        const watcher = watch(folder, (_, name) => {
          if (name !== null && !names.has(name)) return;
          clearTimeout(timer);
          timer = setTimeout(stop, settleMs);
        });
        watcher.on('error', () => undefined);
        watchers.push(watcher);
      } catch {
        // A folder that is not there yet cannot be watched; the manifest's own always is.
      }
    }
    if (watchers.length === 0) timer = setTimeout(stop, 1000);
  });

import { TinymlError } from '@tinyml/core';
import { clearStore, folderStore, pruneStore, readSize } from '@tinyml/core/internal';
import { usage } from '../diagnostics/command-line.ts';
import { cacheFolder } from '../cache-store.ts';
import { bytesText, countText } from '../render/number.ts';
import { printJson } from '../report.ts';
import type { Command, CommonOptions } from '../terminal.ts';

const actions = ['info', 'prune', 'clear'] as const;

const sizeOf = (text: string): number => {
  const size = readSize(text.replace(/GiB$/, '') === text ? text : `${String(Number(text.slice(0, -3)) * 1024)}MiB`);
  if (!('value' in size)) throw new TinymlError(usage(`--max: ${size.problem}`, size.hint ?? 'e.g. --max 500MiB'));
  return size.value;
};

const command: Command<CommonOptions & { readonly max?: string }> = async ([written], options, terminal) => {
  const action = actions.find((known) => known === written);
  if (action === undefined)
    throw new TinymlError(usage(`\`${String(written)}\` is no action of the cache`, `one of ${actions.join(', ')}`));
  const limit = sizeOf(options.max ?? '1GiB');
  const folder = cacheFolder(options);
  const store = folderStore(folder);
  const entries = store.entries();
  const bytes = entries.reduce((sum, entry) => sum + entry.bytes, 0);
  if (action === 'info') {
    if (terminal.json)
      printJson({ schema: 'tinyml-cache/1', action, folder, entries: entries.length, bytes }, terminal);
    else terminal.out(`${folder}\n${countText(entries.length)} entries, ${bytesText(bytes)}\n`);
    return Promise.resolve(0);
  }
  const result = action === 'clear' ? clearStore(store) : pruneStore(store, limit);
  if (terminal.json) printJson({ schema: 'tinyml-cache/1', action, folder, ...result }, terminal);
  else
    terminal.out(
      `${countText(result.removed)} entries removed, ${bytesText(result.freed)} freed, ${bytesText(result.left)} left\n`,
    );
  return Promise.resolve(0);
};

export default command;

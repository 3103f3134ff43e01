import { TinymlError } from '@tinyml/core';
import { clearStore, folderStore, pruneStore, readSize } from '@tinyml/core/internal';
import { resolve } from 'node:path';
import { exportCache, importCache } from '../cache-actions/exchange.ts';
import { keygen } from '../cache-actions/keygen.ts';
import { pull, push } from '../cache-actions/transfer.ts';
import { usage } from '../diagnostics/command-line.ts';
import { cacheFolder } from '../cache-store.ts';
import { remoteSettings } from '../remote-cache.ts';
import { bytesText, countText } from '../render/number.ts';
import { printJson } from '../report.ts';
import type { Command, CommonOptions, Terminal } from '../terminal.ts';

interface CacheFlags extends CommonOptions {
  readonly max?: string;
  readonly unsigned?: boolean;
}

type Action = (words: readonly string[], options: CacheFlags, terminal: Terminal) => number | Promise<number>;

const sizeOf = (text: string): number => {
  const size = readSize(text.replace(/GiB$/, '') === text ? text : `${String(Number(text.slice(0, -3)) * 1024)}MiB`);
  if (!('value' in size)) throw new TinymlError(usage(`--max: ${size.problem}`, size.hint ?? 'e.g. --max 500MiB'));
  return size.value;
};

const info: Action = (_, options, terminal) => {
  const folder = cacheFolder(options);
  const found = folderStore(folder).entries();
  const [entries, bytes] = [found.length, found.reduce((sum, entry) => sum + entry.bytes, 0)];
  const { server, missing, signingKey } = remoteSettings(resolve('.'), options);
  if (terminal.json) {
    const remote = server === undefined ? null : { server: server.url.host, writes: signingKey !== undefined };
    printJson({ schema: 'tinyml-cache/1', action: 'info', folder, entries, bytes, remote }, terminal);
    return 0;
  }
  const remote =
    server === undefined
      ? `none: ${missing ?? 'it is off'}`
      : `${server.url.host}, ${signingKey === undefined ? 'read only' : 'read and written'}`;
  terminal.out(`${folder}\n${countText(entries)} entries, ${bytesText(bytes)}\nremote cache: ${remote}\n`);
  return 0;
};

const remove =
  (action: 'prune' | 'clear'): Action =>
  (_, options, terminal) => {
    const limit = sizeOf(options.max ?? '1GiB');
    const folder = cacheFolder(options);
    const store = folderStore(folder);
    const result = action === 'clear' ? clearStore(store) : pruneStore(store, limit);
    if (terminal.json) printJson({ schema: 'tinyml-cache/1', action, folder, ...result }, terminal);
    else
      terminal.out(
        `${countText(result.removed)} entries removed, ${bytesText(result.freed)} freed, ${bytesText(result.left)} left\n`,
      );
    return 0;
  };

const actions: ReadonlyMap<string, Action> = new Map<string, Action>([
  ['info', info],
  ['prune', remove('prune')],
  ['clear', remove('clear')],
  ['push', push],
  ['pull', pull],
  ['export', exportCache],
  ['import', importCache],
  ['keygen', (_, __, terminal) => keygen(terminal)],
]);

const command: Command<CacheFlags> = async ([written, ...words], options, terminal) => {
  const action = actions.get(String(written));
  if (action === undefined)
    throw new TinymlError(
      usage(`\`${String(written)}\` is no action of the cache`, `one of ${[...actions.keys()].join(', ')}`),
    );
  if (written !== 'export' && written !== 'import' && written !== 'push' && written !== 'pull' && words.length > 0)
    throw new TinymlError(usage(`\`cache ${String(written)}\` takes nothing else`, `leave out \`${words.join(' ')}\``));
  return action(words, options, terminal);
};

export default command;

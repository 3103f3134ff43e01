import { TinymlError } from '@tinyml/core';
import { noRemoteCache, signingKeyWrong, type RemoteStages } from '@tinyml/core/internal';
import { openRemote, remoteSettings } from '../remote-cache.ts';
import { countText } from '../render/number.ts';
import { printJson, reportFinding } from '../report.ts';
import type { CommonOptions, Terminal } from '../terminal.ts';
import { openManifest, runStages, walkCached } from './manifest-stages.ts';

/** Whoever asks for the transfer waits for it. */
const patience = 120_000;

const atLeastOne = (paths: readonly string[]): readonly string[] => (paths.length === 0 ? ['.'] : paths);

/** Sends the results of all stages, and first computes those that are in no cache. */
export const push = async (paths: readonly string[], flags: CommonOptions, terminal: Terminal): Promise<number> => {
  let sent = 0;
  let problems = 0;
  for (const path of atLeastOne(paths)) {
    const manifest = await openManifest(path);
    const settings = remoteSettings(manifest.dir, flags);
    const remote = openRemote(
      settings,
      (diagnostic) => {
        problems += 1;
        reportFinding(diagnostic, terminal);
      },
      patience,
    );
    if (remote === undefined) throw new TinymlError(noRemoteCache(settings.missing ?? 'it is off'));
    if (settings.signingKey === undefined)
      throw new TinymlError(signingKeyWrong('is not set: what is sent must be signed'));
    const all: RemoteStages = {
      ...remote,
      found: (record, bytesOf) => {
        remote.offer(record, bytesOf, true);
      },
    };
    try {
      await runStages(manifest, flags, terminal, all);
    } finally {
      sent += await remote.finish();
    }
  }
  if (terminal.json) printJson({ schema: 'tinyml-cache/1', action: 'push', sent }, terminal);
  else terminal.out(`${countText(sent)} results sent\n`);
  return problems === 0 ? 0 : 1;
};

/** Fetches results of all stages as far as they are there; runs none. */
export const pull = async (paths: readonly string[], flags: CommonOptions, terminal: Terminal): Promise<number> => {
  let fetched = 0;
  let problems = 0;
  const missing: string[] = [];
  for (const path of atLeastOne(paths)) {
    const manifest = await openManifest(path);
    const settings = remoteSettings(manifest.dir, flags);
    const remote = openRemote(
      settings,
      (diagnostic) => {
        problems += 1;
        reportFinding(diagnostic, terminal);
      },
      patience,
    );
    if (remote === undefined) throw new TinymlError(noRemoteCache(settings.missing ?? 'it is off'));
    const counting: RemoteStages = {
      ...remote,
      async find(key, current) {
        const found = await remote.find(key, current);
        if (found !== undefined) fetched += 1;
        return found;
      },
    };
    try {
      const { stages } = await walkCached(manifest, flags, terminal, counting);
      missing.push(...stages.filter(({ cached }) => cached !== true).map(({ name }) => `${manifest.name}: ${name}`));
    } finally {
      await remote.finish();
    }
  }
  if (terminal.json) printJson({ schema: 'tinyml-cache/1', action: 'pull', fetched, missing }, terminal);
  else {
    terminal.out(`${countText(fetched)} results fetched\n`);
    if (missing.length > 0) terminal.out(`not there: ${missing.join(', ')}\n`);
  }
  return problems === 0 ? 0 : 1;
};

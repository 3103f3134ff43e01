import { TinymlError } from '@tinyml/core';
import { differences, loadManifest, readHistory } from '@tinyml/core/internal';
import { neverRan } from '../diagnostics/command-line.ts';
import { openStore } from '../cache-store.ts';
import { table } from '../render/table.ts';
import { printJson } from '../report.ts';
import { manifestEnvironment } from '../manifest-environment.ts';
import type { Command } from '../terminal.ts';

const short = (text: string | undefined): string =>
  text === undefined ? '–' : text.replace(/sha256-([0-9a-f]{10})[0-9a-f]+/g, '$1…').slice(0, 60);

const command: Command = async ([stage = '', path = '.'], options, terminal) => {
  const manifest = await loadManifest(path, manifestEnvironment());
  const history = readHistory(openStore(options), manifest.source.file);
  const entry = history.find((candidate) => candidate.stage === stage);
  if (entry === undefined)
    throw new TinymlError(
      neverRan(
        stage,
        history.map((known) => known.stage),
      ),
    );
  const changes = entry.before === undefined ? null : differences(entry.before, entry.now);
  if (terminal.json) {
    printJson({ schema: 'tinyml-why/1', stage, changes }, terminal);
    return 0;
  }
  const { style, out } = terminal;
  if (changes === null) out(`${style.bold(stage)} has run with one set of inputs only: nothing to compare\n`);
  else {
    out(`${style.bold(stage)} ran again because of\n`);
    out(table(changes.map(({ what, before, now }) => [`  ${what}`, style.dim(short(before)), '→', short(now)])));
  }
  return 0;
};

export default command;

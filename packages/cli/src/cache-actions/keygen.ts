import { keysFileName, makeKeyPair } from '@tinyml/core/internal';
import { printJson } from '../report.ts';
import type { Terminal } from '../terminal.ts';

/** Makes a pair of keys and says where each belongs; writes no file, so that no private key ends up in a repository. */
export const keygen = (terminal: Terminal): number => {
  const { publicKey, privateKey } = makeKeyPair();
  if (terminal.json) printJson({ schema: 'tinyml-cache/1', action: 'keygen', publicKey, privateKey }, terminal);
  else
    terminal.out(
      `# ${keysFileName}, beside the manifest or at the root of the repository: commit it\nkeys:\n  - ${publicKey}\n\n` +
        `# The secret of trusted jobs alone, in no file and no log\nTINYML_CACHE_SIGNING_KEY=${privateKey}\n`,
    );
  return 0;
};

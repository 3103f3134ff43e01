import { Lexer, Parser, type CST } from 'yaml';
import * as messages from '../diagnostics/catalogue/manifest.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';

/** More than any manifest has; what takes long in the parser grows faster than these. */
const limits = { lexemes: 60_000, depth: 64, aliases: 100, documents: 100 } as const;

/** What makes a text too much to be read as a manifest, and where. */
export interface Excess {
  readonly diagnostic: Diagnostic;
  readonly offset: number;
}

const isCollection = (token: CST.Token | null | undefined): boolean =>
  token?.type === 'block-map' || token?.type === 'block-seq' || token?.type === 'flow-collection';

/** The first thing in a tree of tokens that a manifest has no use for and that the parser is slow at. */
const excessOf = (root: CST.Token): Excess | undefined => {
  const pending: { readonly token: CST.Token; readonly depth: number }[] = [{ token: root, depth: 0 }];
  let aliases = 0;
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { token, depth } = next;
    const { offset } = token;
    if (depth > limits.depth) return { diagnostic: messages.yamlTooDeep(limits.depth), offset };
    if (token.type === 'alias' && ++aliases > limits.aliases)
      return { diagnostic: messages.yamlTooLarge(`more than ${String(limits.aliases)} aliases`), offset };
    if (token.type === 'document' && token.value !== undefined) pending.push({ token: token.value, depth });
    if (!('items' in token)) continue;
    const names = new Map<string, number>();
    for (const { key, value } of token.items) {
      if (isCollection(key)) return { diagnostic: messages.yamlKeyNoWord(), offset: key?.offset ?? offset };
      if (key !== undefined && key !== null && 'source' in key && token.type !== 'block-seq') {
        if (names.has(key.source))
          return { diagnostic: messages.duplicateKey(key.source.slice(0, 60)), offset: key.offset };
        names.set(key.source, key.offset);
      }
      if (value !== undefined) pending.push({ token: value, depth: depth + 1 });
    }
  }
  return undefined;
};

/**
 * What keeps a text from being parsed: the parser takes time that grows with the square of some counts, doubles with each
 * key within a key, and overflows the stack where values are nested deep. Looks at each token once.
 */
export const yamlExcess = (text: string): Excess | undefined => {
  let lexemes = 0;
  for (const _ of new Lexer().lex(text))
    if (++lexemes > limits.lexemes)
      return { diagnostic: messages.yamlTooLarge(`more than ${String(limits.lexemes)} words and signs`), offset: 0 };
  let documents = 0;
  try {
    for (const token of new Parser().parse(text)) {
      const excess = excessOf(token);
      if (excess !== undefined) return excess;
      if (token.type === 'document' && ++documents > limits.documents)
        return { diagnostic: messages.severalDocuments(), offset: token.offset };
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { diagnostic: messages.yamlTooDeep(limits.depth), offset: 0 };
  }
  return undefined;
};

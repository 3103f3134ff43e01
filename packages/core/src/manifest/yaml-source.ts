import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseAllDocuments,
  visit,
  type Document,
  type Node,
  type YAMLError,
} from 'yaml';
import * as messages from '../diagnostics/catalogue/manifest.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { ManifestPath, ManifestSource, Place } from './manifest.ts';
import { placed } from './place.ts';
import { yamlExcess } from './yaml-limits.ts';

export interface YamlManifest {
  readonly source: ManifestSource;
  /** The values as plain data; undefined where the text is no YAML. */
  readonly value: unknown;
  readonly diagnostics: readonly Diagnostic[];
}

const mostAliases = 100;

type Range = readonly [start: number, end: number];

const rangeOf = (node: unknown): Range | undefined => {
  const range = (node as Node | null | undefined)?.range;
  return range === null || range === undefined ? undefined : [range[0], range[1]];
};

/** Range of what is written at `path`, or of the nearest key above it. */
const find = (document: Document.Parsed, path: ManifestPath, at: 'key' | 'value'): Range => {
  let node: unknown = document.contents;
  let best: Range = rangeOf(node) ?? [0, 0];
  best = [best[0], best[0]];
  for (const [index, key] of path.entries()) {
    if (isAlias(node)) node = node.resolve(document);
    const last = index === path.length - 1;
    if (isMap(node)) {
      const pair = node.items.find((item) => String(isScalar(item.key) ? item.key.value : item.key) === String(key));
      if (pair === undefined) return best;
      best = rangeOf(pair.key) ?? best;
      const value = rangeOf(pair.value);
      if (last && at === 'value' && value !== undefined && value[1] > value[0]) best = value;
      node = pair.value;
    } else if (isSeq(node)) {
      const item = node.items[Number(key)];
      if (item === undefined) return best;
      best = rangeOf(item) ?? best;
      node = item;
    } else return best;
  }
  return best;
};

const hintOf = (error: YAMLError, text: string): string | undefined => {
  const at = error.pos[0];
  const character = text[at];
  if (character === '@' || character === '`') return "a value that starts with `@` needs quotes: '@acme/tinyml-pass-x'";
  if (character === '%') return 'a value that starts with `%` needs quotes';
  if (error.code === 'MISSING_CHAR' && /quote/.test(error.message)) return 'close the quote';
  if (error.code === 'BAD_INDENT' && /flow/i.test(error.message))
    return 'close the bracket: `}` or `]` is missing on a line above';
  const line = text.slice(text.lastIndexOf('\n', at - 1) + 1).split('\n')[0] ?? '';
  if (/^\s*[\w-]+:[^\s/]/.test(line)) return 'a blank is missing after the colon';
  if (/Implicit keys|single line/.test(error.message))
    return 'is a `:` missing on this line, or a quote or bracket not closed?';
  if (error.code === 'BAD_INDENT' || /indent|column/i.test(error.message))
    return 'keys of one mapping start in the same column';
  if (/Nested mappings/.test(error.message))
    return 'start the inner mapping on a line of its own, or write { key: value }';
  return undefined;
};

const syntaxDiagnostic = (error: YAMLError, text: string): Diagnostic => {
  const [start, end] = error.pos;
  if (error.code === 'DUPLICATE_KEY')
    return messages.duplicateKey(/^[^\s:,}\]]*/.exec(text.slice(start))?.[0] ?? text.slice(start, end));
  if (error.code === 'TAB_AS_INDENT') return messages.tabIndentation();
  if (error.code === 'MULTIPLE_DOCS') return messages.severalDocuments();
  const message = (error.message.split('\n')[0] ?? error.message).replace(/ at line \d+, column \d+:?$/, '');
  return messages.yamlSyntax(message, hintOf(error, text));
};

/** A tab within a line's indentation, which the parser reports under many names. */
const leadingTab = (text: string, line: number): number | undefined => {
  const content = text.split(/\r\n|\n|\r/)[line - 1] ?? '';
  const column = /^ *\t/.exec(content)?.[0].length;
  return column;
};

/** Parses YAML; every problem becomes a placed diagnostic. Never throws, whatever the text. */
export const parseYaml = (text: string, file: string): YamlManifest => {
  const lines = new LineCounter();
  const place = (range: Range): Place => {
    const { line, col } = lines.linePos(range[0]);
    const newline = text.slice(range[0], range[1]).search(/[\r\n]/);
    return {
      line: Math.max(1, line),
      column: Math.max(1, col),
      length: Math.max(1, newline < 0 ? range[1] - range[0] : newline),
    };
  };
  const nowhere = { file, text, place: (): Place => ({ line: 1, column: 1, length: 1 }) };
  const failed = (diagnostic: Diagnostic, at: Place = nowhere.place()): YamlManifest => ({
    source: nowhere,
    value: undefined,
    diagnostics: [placed(nowhere, at, diagnostic)],
  });
  const excess = yamlExcess(text);
  if (excess !== undefined) {
    // The parser tells where lines begin; it does not run on such a text.
    const before = text.slice(0, excess.offset).split(/\r\n|\n|\r/);
    return failed(excess.diagnostic, { line: before.length, column: (before.at(-1)?.length ?? 0) + 1, length: 1 });
  }
  const documents = parseAllDocuments(text, {
    lineCounter: lines,
    prettyErrors: false,
    stringKeys: false,
    uniqueKeys: false,
  });
  const document = (Array.isArray(documents) ? documents[0] : undefined) as Document.Parsed | undefined;
  if (document === undefined) return failed(messages.emptyManifest());
  const second = Array.isArray(documents) ? documents[1] : undefined;
  if (second !== undefined) {
    const range = second.range ?? [0, 0, 0];
    return failed(messages.severalDocuments(), place([range[0], range[0]]));
  }
  const source: ManifestSource = { file, text, place: (path, at = 'value') => place(find(document, path, at)) };
  if (document.errors.length > 0) {
    const seen = new Set<string>();
    const diagnostics: Diagnostic[] = [];
    // Each is searched for its line; what follows from the first hundred says nothing new.
    for (const error of document.errors.slice(0, 100)) {
      const at = place([error.pos[0], Math.max(error.pos[0] + 1, error.pos[1])]);
      const tab = leadingTab(text, at.line);
      const isTab = tab !== undefined && error.code !== 'DUPLICATE_KEY';
      const diagnostic = isTab ? messages.tabIndentation() : syntaxDiagnostic(error, text);
      // One mistake makes the parser stumble several times on the same line: the first report says it all.
      const key = error.code === 'DUPLICATE_KEY' ? `${String(at.line)}:${String(at.column)}` : String(at.line);
      if (seen.has(key)) continue;
      seen.add(key);
      diagnostics.push(placed(source, isTab ? { line: at.line, column: tab, length: 1 } : at, diagnostic));
    }
    return { source, value: undefined, diagnostics: diagnostics.slice(0, 20) };
  }
  const unresolved: Diagnostic[] = [];
  visit(document, {
    Alias: (_, alias) => {
      if (alias.resolve(document) === undefined)
        unresolved.push(placed(source, place(rangeOf(alias) ?? [0, 0]), messages.unknownAlias(alias.source)));
    },
  });
  if (unresolved.length > 0) return { source, value: undefined, diagnostics: unresolved };
  try {
    const value: unknown = document.toJS({ maxAliasCount: mostAliases });
    // An alias within what it stands for makes a circle, which JSON refuses.
    JSON.stringify(value);
    return { source, value, diagnostics: [] };
  } catch {
    return failed(messages.tooManyAliases());
  }
};

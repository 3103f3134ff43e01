import { isMap, isScalar, parseDocument, stringify, type Pair } from 'yaml';
import type { Priority } from '../hardware/target.ts';

/** A pass as a manifest lists it. */
export interface EjectedPass {
  readonly name: string;
  readonly options: Readonly<Record<string, unknown>>;
}

const entryOf = ({ name, options }: EjectedPass): unknown =>
  Object.keys(options).length === 0 ? name : { [name]: options };

const keyOf = ({ key }: Pair): unknown => (isScalar(key) ? key.value : key);

/**
 * A manifest's text with its passes written out. All that it says besides stays as it is, to the byte, comments included; only a manifest that
 * is one `{ … }` is set anew.
 */
export const ejectPasses = (text: string, passes: readonly EjectedPass[], priority?: readonly Priority[]): string => {
  const document = parseDocument(text);
  const { contents } = document;
  const list = passes.map(entryOf);
  const changes: readonly (readonly [string, unknown])[] = [
    ['passes', list],
    ...(priority === undefined ? [] : [['priority', priority] as const]),
  ];
  if (!isMap(contents) || contents.flow === true) {
    for (const [key, value] of changes) document.set(key, document.createNode(value));
    return document.toString({ lineWidth: 0 });
  }
  return changes.reduce((written, [key, value]) => replaced(written, key, value), text);
};

/** The text of a block mapping with another value at one of its keys, or with the key at its end. */
const replaced = (text: string, key: string, value: unknown): string => {
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const block = stringify(value, { lineWidth: 0 }).trimEnd();
  const lines =
    block === '[]'
      ? ' []'
      : `${newline}${block
          .split('\n')
          .map((line) => `  ${line}`)
          .join(newline)}`;
  const { contents } = parseDocument(text);
  const pair = isMap(contents) ? contents.items.find((item) => keyOf(item) === key) : undefined;
  const range = pair === undefined || !isScalar(pair.key) ? undefined : pair.key.range;
  if (pair === undefined || range === null || range === undefined) {
    const gap = text === '' || text.endsWith('\n') ? '' : newline;
    return `${text}${gap}${key}:${lines}${newline}`;
  }
  const colon = text.indexOf(':', range[1]);
  const written = (pair.value as { readonly range?: readonly number[] | null } | null)?.range;
  const start = written?.[0] ?? colon + 1;
  // A list in block style ends where the next key begins: its last line break is not its own.
  const end = start + text.slice(start, written?.[1] ?? start).trimEnd().length;
  const rest = /^[^\r\n]*/.exec(text.slice(end))?.[0] ?? '';
  // What follows on the line, a comment as a rule, stays behind the key; so do comments between the key and its value.
  const gap = text.slice(colon + 1, start);
  const between = gap.includes('\n') ? gap.trimEnd() : '';
  return `${text.slice(0, colon + 1)}${rest.trim() === '' ? '' : ` ${rest.trim()}`}${between}${lines}${text.slice(end + rest.length)}`;
};

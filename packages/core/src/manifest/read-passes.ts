import * as messages from '../diagnostics/catalogue/manifest.ts';
import { didYouMean } from '../diagnostics/nearest.ts';
import type { Manifest, ManifestPath, PassRequest } from './manifest.ts';
import type { Reader } from './reader.ts';
import { kindOf } from './structure.ts';

const choices = ['auto', 'lossless'];
const example = '`- pass`, or `- pass: { option: value }`';

const readEntry = (entry: unknown, at: ManifestPath, reader: Reader): PassRequest | undefined => {
  const refuse = (problem: string, hint: string): undefined => {
    reader.report(at, messages.malformedPasses(problem, hint));
    return undefined;
  };
  if (typeof entry === 'string' && entry !== '') {
    const [, name, rest] = /^([\w-]+)\s*[:=(]\s*(\S.*)$/.exec(entry) ?? [];
    if (name !== undefined)
      return refuse(
        `\`${entry}\` is not the name of a pass`,
        `options are a mapping: \`- ${name}: { … }\`${rest === undefined ? '' : ', with a blank after each colon'}`,
      );
    if (choices.includes(entry)) return refuse(`\`${entry}\` stands in a list`, `write \`passes: ${entry}\``);
    return { name: entry, options: {}, at };
  }
  if (Array.isArray(entry)) return refuse('a pass is a list', `an entry is a name, or a name with options: ${example}`);
  if (typeof entry !== 'object' || entry === null)
    return refuse(`a pass is ${kindOf(entry)}`, `an entry is the name of a pass: ${example}`);
  const [first, ...others] = Object.entries(entry as Record<string, unknown>);
  if (first === undefined) return refuse('a pass is an empty mapping', `an entry is the name of a pass: ${example}`);
  const [name, options] = first;
  if (others.length > 0) {
    const [next = ''] = others.map(([key]) => key);
    if (name === 'name' || name === 'pass')
      return refuse(
        `\`${name}\` is not the name of a pass`,
        `the pass's own name is the key: \`- ${String(options)}: { ${next}: … }\``,
      );
    if (options === null)
      return refuse(
        `the options of \`${name}\` are not below it`,
        `indent \`${next}\` by two more blanks, or write \`- ${name}: { ${next}: … }\``,
      );
    return refuse(
      `one entry names ${others.length === 1 ? 'two' : 'several'} passes: \`${name}\` and \`${next}\``,
      'each pass starts with a dash of its own',
    );
  }
  if (options === null) return { name, options: {}, at: [...at, name] };
  if (typeof options !== 'object' || Array.isArray(options)) {
    return refuse(
      `the options of \`${name}\` are ${kindOf(options)}, not a mapping`,
      `name the option: \`- ${name}: { option: ${Array.isArray(options) ? '…' : String(options as string | number | boolean)} }\`; \`tinyml passes ${name}\` lists its options`,
    );
  }
  return { name, options: options as Record<string, unknown>, at: [...at, name] };
};

/** `auto`, `lossless`, or the entries of the list; malformed ones are reported and left out. */
export const readPasses = (value: unknown, reader: Reader): Manifest['passes'] => {
  if (value === undefined) return 'auto';
  if (value === 'auto' || value === 'lossless') return value;
  if (Array.isArray(value))
    return value.flatMap((entry: unknown, index) => readEntry(entry, ['passes', index], reader) ?? []);
  const report = (problem: string, hint: string): void =>
    reader.report(['passes'], messages.malformedPasses(problem, hint));
  if (value === null) report('`passes` is empty', 'write `passes: auto`, `passes: []` for none, or a list');
  else if (typeof value === 'string') {
    report(
      `\`${value}\` is no value of \`passes\``,
      didYouMean(value, choices) ??
        `a list has a dash for each pass: \`passes: [${value}]\`; or write auto or lossless`,
    );
  } else if (typeof value === 'object') {
    const [name = ''] = Object.keys(value);
    report('`passes` is a mapping, not a list', `put a dash before each pass: \`- ${name}\``);
  } else report(`\`passes\` is ${kindOf(value)}`, 'write auto, lossless, or a list of passes');
  return 'auto';
};

import { didYouMean, neededData, preservedBy, TinymlError, type Pass, type Schema } from '@tinyml/core';
import { unknownPass } from '@tinyml/core/internal';
import { builtinPasses } from '@tinyml/passes';
import { trainingNotInstalled } from '../diagnostics/installation.ts';
import { addCommand } from '../package-manager.ts';
import { table } from '../render/table.ts';
import { printJson } from '../report.ts';
import type { Command, Terminal } from '../terminal.ts';
import { findTraining, trainingPassNames } from '../training.ts';

const keeps = { bits: 'keeps every bit', rounding: 'keeps outputs up to rounding', none: 'changes outputs' } as const;

const takes = (schema: Schema): string => {
  if ('anyOf' in schema) return schema.anyOf.map(takes).join(' | ');
  if ('enum' in schema && schema.enum !== undefined) return schema.enum.join(' | ');
  if (schema.type === 'object') return `{ ${Object.keys(schema.properties).join(', ')} }`;
  if (schema.type === 'array') return `list of ${takes(schema.items)}`;
  if (schema.type !== 'number' && schema.type !== 'integer') return schema.type;
  const low = schema.minimum ?? schema.exclusiveMinimum;
  const high = schema.maximum ?? schema.exclusiveMaximum;
  const range =
    low === undefined && high === undefined
      ? ''
      : ` ${low === undefined ? '' : String(low)}…${high === undefined ? '' : String(high)}`;
  return `${schema.type}${range}`;
};

/** Name, values, default and meaning of each option of a pass. */
export const optionRows = (pass: Pass): readonly (readonly [string, string, string, string])[] =>
  Object.entries(pass.options.properties).map(([name, schema]) => [
    name,
    takes(schema),
    'default' in schema && schema.default !== undefined ? JSON.stringify(schema.default) : '',
    'description' in schema ? (schema.description ?? '') : '',
  ]);

/** `data.calibration`, or `data.calibration (mode: int8)` where an option decides. */
const dataNeeds = (pass: Pass): readonly string[] => {
  if (pass.needsWith === undefined) return pass.needs.map((split) => `data.${split}`);
  const properties = Object.entries(pass.options.properties);
  const defaults = Object.fromEntries(
    properties.flatMap(([name, schema]) => ('default' in schema ? [[name, schema.default]] : [])),
  );
  const conditions = new Map<string, string[]>();
  for (const [name, schema] of properties) {
    const values: readonly unknown[] = 'enum' in schema ? (schema.enum ?? []) : [];
    const needed = values.map((value) => neededData(pass, { ...defaults, [name]: value }));
    for (const split of new Set(needed.flat())) {
      const those = values.filter((_, i) => needed[i]?.includes(split) === true);
      if (those.length === values.length) continue;
      conditions.set(split, [...(conditions.get(split) ?? []), `${name}: ${those.map(String).join(' | ')}`]);
    }
  }
  const always = neededData(pass, defaults).filter((split) => !conditions.has(split));
  return [
    ...always.map((split) => `data.${split}`),
    ...[...conditions].map(([split, when]) => `data.${split} (${when.join(', ')})`),
  ];
};

/** What is kept, and under which option something else is. */
const outputsKept = (pass: Pass): string => {
  const others = Object.entries(pass.options.properties).flatMap(([name, schema]) =>
    (('enum' in schema && schema.enum) || []).flatMap((value) => {
      const kept = preservedBy(pass, { [name]: value });
      return kept === pass.preserves ? [] : [`${name}: ${value}: ${keeps[kept]}`];
    }),
  );
  return [keeps[pass.preserves], ...others].join('; ');
};

const describe = (pass: Pass, { out, style }: Terminal): void => {
  out(`${style.bold(pass.name)}  ${pass.summary}\n\n`);
  const facts = (names: readonly string[]): string => (names.length === 0 ? '–' : names.join(', '));
  out(
    table([
      ['  kind', pass.kind],
      ['  outputs', outputsKept(pass)],
      ['  needs', facts([...pass.requires, ...dataNeeds(pass)])],
      ['  establishes', facts(pass.establishes)],
      ['  takes away', facts(pass.invalidates)],
    ]),
  );
  const options = optionRows(pass);
  if (options.length === 0) return;
  out('\n  options\n');
  out(
    table(
      options.map(([name, values, fallback, meaning]) => [
        `    ${style.cyan(name)}`,
        values,
        fallback === '' ? '' : `default: ${fallback}`,
        style.dim(meaning),
      ]),
    ),
  );
};

const json = ({ name, version, kind, summary, options, requires, establishes, invalidates, needs, preserves }: Pass): unknown => ({
  name, version, kind, summary, options, requires, establishes, invalidates, needs, preserves,
}); // prettier-ignore

/** By name. */
export const sorted = (passes: readonly Pass[]): readonly Pass[] =>
  passes.toSorted((a, b) => (a.name < b.name ? -1 : 1));

const command: Command = async ([name], _, terminal) => {
  const training = await findTraining('.');
  const passes = sorted([...builtinPasses, ...(training?.passes ?? [])]);
  const found = passes.filter((pass) => name === undefined || pass.name === name);
  const [first] = found;
  const adding = addCommand('.', '@tinyml/training');
  if (name !== undefined && first === undefined) {
    const names = [...new Set([...passes.map((pass) => pass.name), ...trainingPassNames])];
    throw new TinymlError(
      trainingPassNames.includes(name)
        ? trainingNotInstalled([name], adding)
        : unknownPass(name, didYouMean(name, names)),
    );
  }
  if (terminal.json) printJson({ schema: 'tinyml-passes/1', passes: found.map(json) }, terminal);
  else if (name !== undefined && first !== undefined) describe(first, terminal);
  else {
    const { style } = terminal;
    terminal.out(
      table(found.map((pass) => [style.bold(pass.name), pass.kind, pass.summary, style.dim(keeps[pass.preserves])])),
    );
    if (training === undefined) terminal.out(`\n${style.dim('With passes that train:')} ${style.cyan(adding)}\n`);
  }
  return 0;
};

export default command;

import type { Priority } from '../hardware/target.ts';
import type { PlannedPass } from '../plan/planned-pass.ts';
import type { Candidate } from './candidate.ts';

/** Words that YAML takes for themselves. */
const plain = /^(?!(?:true|false|null|yes|no|on|off|y|n)$)[A-Za-z][\w-]*$/i;

const valueText = (value: unknown): string => {
  if (typeof value === 'string') return plain.test(value) ? value : JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(valueText).join(', ')}]`;
  if (typeof value === 'object' && value !== null) return mappingText(value as Readonly<Record<string, unknown>>);
  return JSON.stringify(value);
};

const mappingText = (mapping: Readonly<Record<string, unknown>>): string =>
  `{ ${Object.entries(mapping)
    .map(([key, value]) => `${valueText(key)}: ${valueText(value)}`)
    .join(', ')} }`;

/** A pass as a manifest lists it. */
export interface ListedPass {
  readonly name: string;
  readonly options: Readonly<Record<string, unknown>>;
}

/** The passes of a plan that was made for a candidate, with the options that have to be written. */
export const listedPasses = (planned: readonly PlannedPass[], { steps }: Candidate): readonly ListedPass[] =>
  planned.map(({ pass, options }) => {
    const step = steps.find((one) => one.pass === pass && one.options === options);
    return { name: step?.reference ?? pass.name, options: step?.written ?? {} };
  });

/** What to write into a manifest in place of `passes:` and, where kernels are chosen otherwise, of `priority:`. */
export const manifestText = (
  passes: readonly ListedPass[],
  kernels: Priority,
  priority: readonly Priority[],
): string => {
  const order = [kernels, ...priority.filter((one) => one !== kernels)];
  const lines = passes.map(({ name, options }) => {
    const key = valueText(name);
    return Object.keys(options).length === 0 ? `  - ${key}` : `  - ${key}: ${mappingText(options)}`;
  });
  return [...(kernels === priority[0] ? [] : [`priority: ${valueText(order)}`]), 'passes:', ...lines, ''].join('\n');
};

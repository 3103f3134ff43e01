import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Core } from '@tinyml/core';
import { none, type Correction, type Factor, type Factors } from '../../packages/codegen/src/factor.ts';
import { leastSquares, type Equation } from '../least-squares.ts';
import { root } from '../steps.mjs';
import { ratesSource } from './rates-source.ts';
import { readRows, type CostRow } from './rows.ts';

const file = join(root, 'packages/codegen/src/measured-factors.ts');
const ratesFile = join(root, 'packages/operators/src/kernel/measured-rates.ts');

const rounds = 1500;

/** What explains the measured counts best, relative to each, from the general estimate, the products and a constant. */
const correction = (rows: readonly CostRow[], of: 'instructions' | 'cycles'): Correction => {
  const estimated = of === 'instructions' ? 'estimatedInstructions' : 'estimatedCycles';
  // Products and the constant only where there are rows enough to tell them from the estimate.
  const features = (row: CostRow): readonly number[] =>
    rows.length < 4 ? [row[estimated]] : [row[estimated], row.macs, 1];
  const equations = rows.map((row): Equation => ({
    factors: features(row),
    value: row[of],
    weight: 1 / (row[of] + 200) ** 2,
  }));
  const [estimate = 1, mac = 0, call = 0] = leastSquares(equations, rounds);
  const rounded = (value: number): number => Number(value.toPrecision(3));
  return [Math.max(0.05, rounded(estimate)), rounded(mac), rounded(call)];
};

const factorOf = (rows: readonly CostRow[]): Factor => ({
  instructions: correction(rows, 'instructions'),
  cycles: correction(rows, 'cycles'),
});

/** All kernels together: a factor alone. */
const common = (rows: readonly CostRow[]): Factor => {
  const middle = (values: readonly number[]): number =>
    Number(([...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 1).toPrecision(3));
  return {
    instructions: [middle(rows.map((row) => row.instructions / row.estimatedInstructions)), 0, 0],
    cycles: [middle(rows.map((row) => row.cycles / row.estimatedCycles)), 0, 0],
  };
};

/**
 * The factors that rows of one core and one optimisation level give: one a kernel whose cost is no sum of rates, which were
 * fitted themselves, and one for kernels that were not measured. Steps of several kernels are told by those.
 */
export const factorsOf = (all: readonly CostRow[]): Factors | undefined => {
  const rows = all.filter(
    ({ estimatedCycles, estimatedInstructions, instructions, kernel }) =>
      instructions > 0 && estimatedInstructions > 0 && estimatedCycles > 0 && !kernel.includes(' '),
  );
  if (rows.length === 0) return undefined;
  const unrated = rows.filter(({ rates }) => rates === '');
  const rated = new Set(rows.filter(({ rates }) => rates !== '').map(({ kernel }) => kernel));
  const kernels = [...new Set(rows.map(({ kernel }) => kernel))].sort();
  return {
    kernels: Object.fromEntries(
      kernels.map((kernel) => [
        kernel,
        rated.has(kernel) ? none : factorOf(rows.filter((row) => row.kernel === kernel)),
      ]),
    ),
    // One or two kernels, such as those that call the C library for floats, say nothing of others.
    others: new Set(unrated.map(({ kernel }) => kernel)).size < 3 ? none : common(unrated),
  };
};

const correctionText = (values: Correction): string => `[${values.map(String).join(', ')}]`;
const factorText = ({ cycles, instructions }: Factor): string =>
  `{ instructions: ${correctionText(instructions)}, cycles: ${correctionText(cycles)} }`;

const factorsText = (name: string, factors: Factors | undefined): string => {
  if (factors === undefined) return '';
  const kernels = Object.entries(factors.kernels).map(
    ([kernel, factor]) => `        ${kernel}: ${factor === none ? 'none' : factorText(factor)},\n`,
  );
  return `    ${name}: {\n      kernels: {\n${kernels.join('')}      },\n      others: ${factorText(factors.others)},\n    },\n`;
};

/** The text of packages/codegen/src/measured-factors.ts. */
export const factorsSource = (cores: readonly string[]): string => {
  const entries = cores.map((core) => {
    const { rows } = readRows(core);
    const of = (small: boolean) => factorsOf(rows.filter(({ priority }) => (priority === 'size') === small));
    return `  ${/\W/.test(core) ? `'${core}'` : core}: {\n${factorsText('fast', of(false))}${factorsText('small', of(true))}  },\n`;
  });
  return `import { none, type Factors } from './factor.ts';

/** By core; at -O2 and at -Os. Fitted to the rows in tools/cores/rows by \`pnpm bench:cores\`, which writes this file. */
// prettier-ignore
export const measuredFactors: Readonly<Record<string, { readonly fast?: Factors; readonly small?: Factors }>> = {
${entries.join('')}};
`;
};

/** Writes both tables. The Cortex-M4F needs neither: costs are its own. */
export const writeFit = (all: readonly Core[]): void => {
  const cores = all.filter((core) => core !== 'cortex-m4f');
  writeFileSync(file, factorsSource(cores));
  writeFileSync(ratesFile, ratesSource(cores));
};

import type { Core } from '@tinyml/core';
import { coreSpeed } from '../../packages/codegen/src/core-speed.ts';
import type { KernelRates, Rate } from '../../packages/operators/src/kernel/kernel-cost.ts';
import { recorded } from '../kernel-rates/probed-work.ts';
import { leastSquares, type Equation } from '../least-squares.ts';
import type { CostRow } from './rows.ts';

type Rates = Readonly<Record<string, Rate>>;

/** Two instructions may begin at once: there may be fewer cycles than instructions. */
const overlapping = new Set<Core>(['cortex-m55']);

const rounds = 1500;

/** Unknowns that explain `values` of the rows, relative to what each took; where the rows leave a choice, the prior decides. */
const solve = (
  rows: readonly CostRow[],
  values: readonly number[],
  kinds: readonly string[],
  prior: readonly number[],
): readonly number[] => {
  const measured = rows.map((row, i): Equation => ({
    factors: kinds.map((kind) => row.work[kind] ?? 0),
    value: values[i] ?? 0,
    weight: 1 / (row.instructions + 100) ** 2,
  }));
  const usual = prior.map((value, i): Equation => ({
    factors: prior.map((_, other) => (other === i ? 1 : 0)),
    value,
    weight: 1e-3 / (value + 1) ** 2,
  }));
  return leastSquares([...measured, ...usual], rounds);
};

const kindsOf = (rows: readonly CostRow[]): readonly string[] =>
  [...new Set(rows.flatMap(({ work }) => Object.keys(work)))].sort();

/** A core's own instructions and cycles for each kind of work of one kernel; the Cortex-M4's rates are where it starts from. */
const fitKernel = (core: Core, rows: readonly CostRow[], start: Rates): Rates => {
  const kinds = kindsOf(rows);
  const speed = coreSpeed(core);
  const prior = kinds.map((kind) => start[kind] ?? [10, 13]);
  const instructions = solve(
    rows,
    rows.map((row) => row.instructions),
    kinds,
    prior.map(([count]) => count * speed.instructions),
  );
  // Cycles on top of one for each instruction; where they overlap, cycles by themselves.
  const base = overlapping.has(core) ? kinds.map(() => 0) : instructions;
  const rest = solve(
    rows,
    rows.map((row) => row.cycles - kinds.reduce((sum, kind, i) => sum + (row.work[kind] ?? 0) * (base[i] ?? 0), 0)),
    kinds,
    prior.map(([, cycles], i) => Math.max(0, cycles * speed.instructions * speed.cycles - (base[i] ?? 0))),
  );
  return Object.fromEntries(kinds.map((kind, i) => [kind, [instructions[i] ?? 0, (base[i] ?? 0) + (rest[i] ?? 0)]]));
};

/** Rates of a core by the name of the kernel's rates. */
export type CoreRates = Readonly<Record<string, Partial<KernelRates>>>;

/** The rates that rows of one core give, in its own instructions and cycles. */
export const ratesOf = (core: Core, rows: readonly CostRow[]): CoreRates => {
  const rated = rows.filter(({ instructions, rates }) => rates !== '' && instructions > 0);
  return Object.fromEntries(
    [...new Set(rated.map(({ rates }) => rates))].sort().map((name) => {
      const of = (level: keyof KernelRates): Partial<KernelRates> => {
        const own = rated.filter((row) => row.rates === name && (row.priority === 'size') === (level === 'small'));
        return own.length === 0 ? {} : { [level]: fitKernel(core, own, recorded[name]?.[level] ?? {}) };
      };
      return [name, { ...of('fast'), ...of('small') }];
    }),
  );
};

/** What the rates say of a row's instructions; undefined where they lack its kernel. */
export const ratedInstructions = (rates: CoreRates, { priority, rates: name, work }: CostRow): number | undefined => {
  const table = rates[name]?.[priority === 'size' ? 'small' : 'fast'];
  return table && Object.entries(work).reduce((sum, [kind, count]) => sum + count * (table[kind]?.[0] ?? 10), 0);
};

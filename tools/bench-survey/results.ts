import type { NetworkId } from './networks.ts';
import { survey, unpublished, type Published } from './published.ts';
import { rows } from './rows.ts';
import type { Measured } from './measured.ts';
import type { PassRequest } from './settings.ts';
import type { Finished } from './run-jobs.ts';

/** One run: one seed. */
export type SeedResult = Omit<Measured, 'stages'> & { readonly seed: number };

/** One row of docs/survey-results.json: sizes, counts and stages of the first seed, and the mean accuracy of all. */
export interface RowResult extends Measured {
  readonly row: string;
  /** What made it, with the first seed. */
  readonly passes: readonly PassRequest[];
  readonly seeds: readonly SeedResult[];
  /** What the CNN_on_MCU survey published for the same row. */
  readonly survey: Published;
}

/** docs/survey-results.json. */
export type Results = Readonly<Partial<Record<NetworkId, readonly RowResult[]>>>;

export const mean = (values: readonly number[]): number =>
  Number((values.reduce((sum, value) => sum + value, 0) / values.length).toFixed(6));

const rowResult = (network: NetworkId, row: string, runs: readonly Finished[]): RowResult => {
  const ordered = runs.toSorted((a, b) => a.job.seed - b.job.seed);
  const [first] = ordered;
  if (first === undefined) throw new Error(`no run of ${network} ${row}`);
  const { stages, ...figures } = first.measured;
  return {
    row,
    ...figures,
    accuracy: mean(ordered.map(({ measured }) => measured.accuracy)),
    passes: first.job.passes,
    stages,
    seeds: ordered.map(({ job, measured: { stages: _, ...rest } }) => ({ seed: job.seed, ...rest })),
    survey: survey[network][row] ?? unpublished,
  };
};

/** Runs by network and row, in the table's order. */
export const resultsOf = (finished: readonly Finished[]): Results => {
  const networks = [...new Set(finished.map(({ job }) => job.network))].sort();
  return Object.fromEntries(
    networks.map((network) => {
      const own = finished.filter(({ job }) => job.network === network);
      const present = rows.filter(({ row }) => own.some(({ job }) => job.row.row === row));
      return [
        network,
        present.map(({ row }) =>
          rowResult(
            network,
            row,
            own.filter(({ job }) => job.row.row === row),
          ),
        ),
      ];
    }),
  );
};

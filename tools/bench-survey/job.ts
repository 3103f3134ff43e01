import { networkIds, type NetworkId } from './networks.ts';
import { rows, type Row } from './rows.ts';
import { isTraining, passesOf, trainingImages, type PassRequest, type Settings } from './settings.ts';

/** One row with one seed: what one process does. */
export interface Job {
  readonly network: NetworkId;
  readonly row: Row;
  readonly seed: number;
  readonly passes: readonly PassRequest[];
}

export const jobName = ({ network, row, seed }: Job): string => `${network} ${row.row}, seed ${String(seed)}`;

/** Folder of a job, below the scratch folder. */
export const jobFolder = ({ network, row, seed }: Job): string => `${network}-${row.row}-${String(seed)}`;

export interface Selection {
  readonly networks: readonly NetworkId[];
  readonly only: RegExp;
}

export const jobsOf = (settings: Settings, { networks, only }: Selection): readonly Job[] =>
  networkIds
    .filter((network) => networks.includes(network))
    .flatMap((network) =>
      settings.seeds.flatMap((seed) =>
        rows
          .filter(({ row }) => only.test(row))
          .map((row): Job => ({ network, row, seed, passes: passesOf(network, row.steps, seed, settings) })),
      ),
    );

/** A trained network that several jobs may begin with: its name, and the seconds that its last pass takes. */
export interface TrainedPrefix {
  readonly key: string;
  /** Name of the pass, and so of its stage. */
  readonly pass: string;
  readonly seconds: number;
}

/** Seconds of a training step by images in it, one thread, measured on these networks; each pass does more in a step. */
const stepSeconds = (batch: number): number => 0.005 + 0.00015 * batch;
const effort: Readonly<Record<string, number>> = {
  train: 1,
  prune: 1.1,
  'quantize-aware-training': 2,
  'separate-convolutions': 1.5,
  'cluster-weights': 1.5,
};

/** Seconds that building, evaluating and measuring one row take. */
const rowSeconds = 6;

/** The networks that a job trains on its way, first to last. */
export const trainedPrefixes = ({ network, passes }: Job, settings: Settings): readonly TrainedPrefix[] =>
  passes.flatMap((pass, at) => {
    if (!isTraining(pass)) return [];
    const [epochs, batch] = [Number(pass.options['epochs']), Number(pass.options['batch'])];
    const count = epochs * Math.ceil(trainingImages(network, settings) / batch);
    return [
      {
        pass: pass.name,
        key: `${network} ${JSON.stringify(passes.slice(0, at + 1))}`,
        seconds: count * stepSeconds(batch) * (effort[pass.name] ?? 1),
      },
    ];
  });

/** Seconds that a job would take where `trained` is in the cache already. */
export const jobSeconds = (job: Job, settings: Settings, trained: ReadonlySet<string>): number =>
  trainedPrefixes(job, settings)
    .filter(({ key }) => !trained.has(key))
    .reduce((sum, { seconds }) => sum + seconds, rowSeconds);

/** Seconds of work that these jobs are together, each network trained once. */
export const totalSeconds = (jobs: readonly Job[], settings: Settings, trained: ReadonlySet<string>): number => {
  const known = new Set(trained);
  let seconds = 0;
  for (const job of jobs) {
    seconds += jobSeconds(job, settings, known);
    for (const { key } of trainedPrefixes(job, settings)) known.add(key);
  }
  return seconds;
};

/**
 * The job to start next: one that trains nothing that a running job trains too, since the cache will have that soon;
 * of those the longest, so that none is left alone at the end. undefined: all wait.
 */
export const nextJob = (
  waiting: readonly Job[],
  running: readonly Job[],
  settings: Settings,
  trained: ReadonlySet<string>,
): Job | undefined => {
  const busy = new Set(running.flatMap((job) => trainedPrefixes(job, settings).map(({ key }) => key)));
  const free = waiting.filter((job) =>
    trainedPrefixes(job, settings).every(({ key }) => trained.has(key) || !busy.has(key)),
  );
  const seconds = (job: Job): number => jobSeconds(job, settings, trained);
  return free.toSorted((a, b) => seconds(b) - seconds(a))[0];
};

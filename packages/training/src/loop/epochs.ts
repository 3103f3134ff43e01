import { TinymlError, type PassContext } from '@tinyml/core';
import { trainingDiverged } from '../diagnostics/learning.ts';
import type { TrainingOptions } from '../training-options.ts';
import { decodeSnapshot, encodeSnapshot, type SnapshotTensor } from './checkpoint.ts';
import type { EpochRecord } from './history.ts';
import { learningRateAt } from './learning-rate.ts';
import { trainingProgress } from './progress.ts';
import { renewStatistics } from './renew-statistics.ts';
import { everySoOften, partSeed, shuffled } from './sample-order.ts';
import { addTally, noTally, type Tally, type Trainer } from './trainer.ts';

/** Where a run stands: kept in checkpoints. An epoch is open until it has been validated and is in the history. */
interface Standing {
  /** Steps done, over all epochs. */
  readonly step: number;
  /** Of the open epoch. */
  readonly tally: Tally;
  readonly history: readonly EpochRecord[];
  /** Early stopping: the epoch with the best validation loss so far, and how many have followed it. */
  readonly best: EpochRecord | null;
  readonly since: number;
}

const start: Standing = { step: 0, tally: noTally, history: [], best: null, since: 0 };

const bestPrefix = 'best/';
const checkpointMs = 20_000;
const yieldMs = 50;

export interface LoopRequest {
  readonly pass: string;
  /** Tells several trainings of one pass apart. */
  readonly name: string;
  /** Samples to learn from, and samples held out. */
  readonly train: Int32Array;
  readonly validation: Int32Array;
  /** Samples that tell what the network does at inference, and that batch normalisation's statistics are taken over. */
  readonly statistics: Int32Array;
  /** Early stopping waits for so many steps. */
  readonly leastSteps: number;
}

/** How training went. */
export interface Course {
  readonly history: readonly EpochRecord[];
  /** The epoch whose weights the trainer is left with; undefined without epochs. */
  readonly kept: EpochRecord | undefined;
}

/** Lets the process do other things every `yieldMs`: signals arrive only then. */
const breather = (): (() => Promise<void>) => {
  let last = performance.now();
  return async () => {
    if (performance.now() - last < yieldMs) return;
    await new Promise(setImmediate);
    last = performance.now();
  };
};

/**
 * The training loop: epochs of steps, with checkpoints, early stopping and progress. Leaves the result in the trainer.
 * @throws TinymlError TML453 where the loss is no longer finite; the signal's reason, after a checkpoint
 */
export const runEpochs = async (
  trainer: Trainer,
  context: PassContext<TrainingOptions>,
  { pass, name, train, validation, statistics, leastSteps }: LoopRequest,
): Promise<Course> => {
  const { options, checkpoints, signal } = context;
  const stepsPerEpoch = Math.ceil(train.length / options.batch);
  const steps = options.epochs * stepsPerEpoch;
  const checkpoint = `fine-tune ${name}`;
  let standing = start;
  let best: readonly SnapshotTensor[] = [];
  let saved = performance.now();

  const resume = async (): Promise<void> => {
    const stored = checkpoints.load(checkpoint);
    if (stored === undefined) return;
    const { description, tensors } = decodeSnapshot(stored);
    if (!trainer.fits(tensors)) return;
    standing = description as Standing;
    best = tensors.flatMap((tensor) =>
      tensor.name.startsWith(bestPrefix) ? [{ ...tensor, name: tensor.name.slice(bestPrefix.length) }] : [],
    );
    await trainer.restore(tensors);
  };
  const save = async (): Promise<void> => {
    const now = await trainer.snapshot(true);
    const kept = best.map((tensor) => ({ ...tensor, name: bestPrefix + tensor.name }));
    checkpoints.save(checkpoint, encodeSnapshot({ description: standing, tensors: [...now, ...kept] }));
    saved = performance.now();
  };

  await resume();
  const tell = trainingProgress(
    (done, what) => {
      context.progress(done, what);
    },
    { epochs: options.epochs, stepsPerEpoch, from: standing.step },
  );
  const breathe = breather();
  const pause = async (): Promise<void> => {
    await breathe();
    if (!signal.aborted) return;
    await save();
    signal.throwIfAborted();
  };

  /** The steps that are left of the open epoch. */
  const trainEpoch = async (): Promise<void> => {
    const epoch = standing.history.length;
    const order = shuffled(train.length, partSeed(options.seed, epoch));
    for (let step = standing.step; step < (epoch + 1) * stepsPerEpoch; step++) {
      const at = step - epoch * stepsPerEpoch;
      const indices = order.subarray(at * options.batch, (at + 1) * options.batch).map((i) => train[i] ?? 0);
      const seen = trainer.step(step, indices);
      if (!Number.isFinite(seen.loss))
        throw new TinymlError(trainingDiverged(pass, epoch, at, learningRateAt(options, step, steps)));
      standing = { ...standing, step: step + 1, tally: addTally(standing.tally, seen) };
      tell(standing.step, standing.tally.loss / standing.tally.samples);
      await pause();
      if (performance.now() - saved > checkpointMs) await save();
    }
  };
  const lookAt = async (samples: Int32Array): Promise<Tally> => {
    let tally = noTally;
    for (let from = 0; from < samples.length; from += options.batch) {
      tally = addTally(tally, trainer.look(samples.subarray(from, from + options.batch)));
      await pause();
    }
    return tally;
  };
  // Enough to compare epochs by.
  const few = everySoOften(statistics, 512);
  const normalises = trainer.normalisations.length > 0;
  const renew = async (samples: Int32Array): Promise<void> => {
    if (normalises && options.statistics === 'anew') await renewStatistics(trainer, samples, options.batch, pause);
  };
  const accuracy = ({ hits, samples: seen }: Tally): number | null => (trainer.countsHits ? hits / seen : null);
  const measured = (seen: Tally, held: Tally | undefined): Omit<EpochRecord, 'epoch' | 'learningRate'> => ({
    loss: seen.loss / seen.samples,
    accuracy: accuracy(seen),
    validationLoss: held === undefined ? null : held.loss / held.samples,
    validationAccuracy: held === undefined ? null : accuracy(held),
  });
  const closeEpoch = async (): Promise<Standing> => {
    const { step, tally, history, since } = standing;
    if (validation.length > 0) await renew(few);
    const held = validation.length === 0 ? undefined : await lookAt(validation);
    const record: EpochRecord = {
      epoch: history.length + 1,
      learningRate: learningRateAt(options, step - 1, steps),
      ...measured(tally, held),
    };
    const closed = { step, tally: noTally, history: [...history, record] };
    const loss = record.validationLoss;
    // Weights from before the technique's schedule is through are no candidates.
    if (options.patience === 0 || loss === null || step < leastSteps) return { ...closed, best: null, since: 0 };
    const isBetter = Number.isFinite(loss) && loss < (standing.best?.validationLoss ?? Infinity);
    if (!isBetter) return { ...closed, best: standing.best, since: since + 1 };
    best = await trainer.snapshot(false);
    return { ...closed, best: record, since: 0 };
  };

  const isOver = (): boolean => options.patience > 0 && standing.since >= options.patience;
  while (standing.history.length < options.epochs && !isOver()) {
    await trainEpoch();
    standing = await closeEpoch();
    await save();
  }
  if (standing.best !== null) await trainer.restore(best);
  const { history } = standing;
  const kept = standing.best ?? history.at(-1);
  if (!normalises || kept === undefined) return { history, kept };
  await renew(statistics);
  // In training the network normalised by the batch, which says little about what it does with one sample.
  const seen = await lookAt(statistics);
  const held = validation.length === 0 ? undefined : await lookAt(validation);
  return { history, kept: { ...kept, ...measured(seen, held) } };
};

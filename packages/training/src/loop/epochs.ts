import { TinymlError, trainingDiverged, type PassContext } from '@tinyml/core';
import { decodeSnapshot, encodeSnapshot, type SnapshotTensor } from './checkpoint.ts';
import type { EpochRecord } from './history.ts';
import { trainingProgress } from './progress.ts';
import { partSeed, shuffled } from './sample-order.ts';
import { learningRateAt } from './learning-rate.ts';
import { addTally, noTally, type Tally, type Trainer } from './trainer.ts';
import type { TrainingOptions } from '../training-options.ts';

/** Where a run stands: kept in checkpoints. */
interface Standing {
  readonly step: number;
  readonly tally: Tally;
  readonly history: readonly EpochRecord[];
  /** Early stopping: the best validation loss so far, and since how many epochs. */
  readonly best: number | null;
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
  /** Early stopping waits for so many steps. */
  readonly leastSteps: number;
}

/**
 * The training loop: epochs of steps, with checkpoints, early stopping and progress. Leaves the result in the trainer.
 * @throws TinymlError TML453 where the loss is no longer finite
 */
export const runEpochs = async (
  trainer: Trainer,
  context: PassContext<TrainingOptions>,
  { pass, name, train, validation, leastSteps }: LoopRequest,
): Promise<readonly EpochRecord[]> => {
  const { options, checkpoints, signal } = context;
  const stepsPerEpoch = Math.ceil(train.length / options.batch);
  const steps = options.epochs * stepsPerEpoch;
  const checkpoint = `fine-tune ${name}`;
  let standing = start;
  let best: readonly SnapshotTensor[] = [];
  const stored = checkpoints.load(checkpoint);
  if (stored !== undefined) {
    const { description, tensors } = decodeSnapshot(stored);
    standing = description as Standing;
    best = tensors.flatMap((tensor) =>
      tensor.name.startsWith(bestPrefix) ? [{ ...tensor, name: tensor.name.slice(bestPrefix.length) }] : [],
    );
    await trainer.restore(tensors);
  }
  const save = async (): Promise<void> => {
    const now = await trainer.snapshot(true);
    const kept = best.map((tensor) => ({ ...tensor, name: bestPrefix + tensor.name }));
    checkpoints.save(checkpoint, encodeSnapshot({ description: standing, tensors: [...now, ...kept] }));
  };
  const tell = trainingProgress(
    (done, what) => {
      context.progress(done, what);
    },
    { epochs: options.epochs, stepsPerEpoch, from: standing.step },
  );
  const validate = (): Tally => {
    let tally = noTally;
    for (let from = 0; from < validation.length; from += options.batch)
      tally = addTally(tally, trainer.look(validation.subarray(from, from + options.batch)));
    return tally;
  };
  const closeEpoch = async (step: number): Promise<Standing> => {
    const { tally, history, since } = standing;
    const held = validation.length === 0 ? undefined : validate();
    const accuracy = ({ hits, samples: seen }: Tally): number | null => (trainer.countsHits ? hits / seen : null);
    const record: EpochRecord = {
      epoch: history.length + 1,
      learningRate: learningRateAt(options, step - 1, steps),
      loss: tally.loss / tally.samples,
      accuracy: accuracy(tally),
      validationLoss: held === undefined ? null : held.loss / held.samples,
      validationAccuracy: held === undefined ? null : accuracy(held),
    };
    const closed = { step, tally: noTally, history: [...history, record] };
    // Weights from before the technique's schedule is through are no candidates.
    if (options.patience === 0 || record.validationLoss === null || step < leastSteps)
      return { ...closed, best: null, since: 0 };
    if (standing.best !== null && record.validationLoss >= standing.best)
      return { ...closed, best: standing.best, since: since + 1 };
    best = await trainer.snapshot(false);
    return { ...closed, best: record.validationLoss, since: 0 };
  };
  let saved = performance.now();
  let yielded = saved;
  const isOver = (): boolean => options.patience > 0 && standing.since >= options.patience;
  while (standing.step < steps && !isOver()) {
    const { step } = standing;
    const epoch = Math.floor(step / stepsPerEpoch);
    const order = shuffled(train.length, partSeed(options.seed, epoch));
    for (let at = step % stepsPerEpoch; at < stepsPerEpoch; at++) {
      const indices = order.subarray(at * options.batch, (at + 1) * options.batch).map((i) => train[i] ?? 0);
      const now = epoch * stepsPerEpoch + at;
      const seen = trainer.step(now, indices);
      if (!Number.isFinite(seen.loss))
        throw new TinymlError(trainingDiverged(pass, epoch, at, learningRateAt(options, now, steps)));
      standing = { ...standing, step: now + 1, tally: addTally(standing.tally, seen) };
      tell(standing.step, standing.tally.loss / standing.tally.samples);
      const time = performance.now();
      if (time - yielded > yieldMs) {
        await new Promise(setImmediate);
        yielded = time;
      }
      const isLast = at === stepsPerEpoch - 1;
      if (signal.aborted || (time - saved > checkpointMs && !isLast)) {
        await save();
        signal.throwIfAborted();
        saved = performance.now();
      }
    }
    standing = await closeEpoch(standing.step);
    await save();
    saved = performance.now();
  }
  if (standing.best !== null) await trainer.restore(best);
  return standing.history;
};

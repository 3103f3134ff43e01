import type { NetworkId } from './networks.ts';
import type { Step } from './rows.ts';

/** A pass of a manifest, with its options. */
export interface PassRequest {
  readonly name: string;
  readonly options: Readonly<Record<string, unknown>>;
}

/** How long and on how much a bench trains. */
export interface Settings {
  /** Images. null: all. */
  readonly train: number | null;
  readonly test: number | null;
  readonly seeds: readonly number[];
  readonly epochs: Readonly<Record<'train' | 'prune' | 'qat' | 'separable' | 'cluster', number>>;
}

/**
 * The survey's, as far as it helps: Adam, 10 epochs of batches of 64. It prunes in 40 epochs of batches of 128 at one
 * learning rate; with one that falls to 0 fewer do.
 */
export const full: Settings = {
  train: null,
  test: null,
  seeds: [1, 2, 3],
  epochs: { train: 10, prune: 15, qat: 3, separable: 10, cluster: 3 },
};

/** Minutes: enough to see that every part works. */
export const quick: Settings = {
  train: 4000,
  test: 2000,
  seeds: [1],
  epochs: { train: 2, prune: 4, qat: 1, separable: 2, cluster: 1 },
};

/** Images to train on. */
export const trainingImages = (network: NetworkId, { train }: Settings): number =>
  Math.min(train ?? Infinity, network === 'CNN1' ? 60_000 : 8000);

/** Passes that keep all outputs, up to rounding: what `passes: lossless` does to these networks. */
const graphPasses = [
  'fold-constants',
  'remove-identity',
  'fuse-activation',
  'merge-duplicates',
  'eliminate-dead-nodes',
];

const lossless = graphPasses.map((name): PassRequest => ({ name, options: {} }));
const pass = (name: string, options: PassRequest['options'] = {}): PassRequest => ({ name, options });

/** Of the learning rate of what trains after `train`. */
const schedule = 'cosine';

/** CNN2 has a seventh of CNN1's images: more epochs for about as many steps. */
const epochsOf = (network: NetworkId, { epochs }: Settings): Settings['epochs'] =>
  network === 'CNN1'
    ? epochs
    : {
        train: 4 * epochs.train,
        prune: 4 * epochs.prune,
        qat: 4 * epochs.qat,
        separable: 4 * epochs.separable,
        cluster: 4 * epochs.cluster,
      };

/** The passes of a manifest that make a row: training first, with the row's seed. */
export const passesOf = (
  network: NetworkId,
  steps: readonly Step[],
  seed: number,
  settings: Settings,
): readonly PassRequest[] => {
  const epochs = epochsOf(network, settings);
  const of = (step: Step): readonly PassRequest[] => {
    switch (step) {
      case 'prune':
        return [
          pass('prune', {
            distribution: 'erdos-renyi',
            epochs: epochs.prune,
            batch: 128,
            frequency: 10,
            schedule,
            seed,
          }),
        ];
      case 'qat':
        // It trains with the rounding of what will be one layer.
        return [
          pass('fuse-activation'),
          pass('quantize-aware-training', { epochs: epochs.qat, batch: 64, schedule, seed }),
        ];
      case 'separable':
        // One depthwise filter, as in the survey, costs more than two points (measured: 2.25).
        return [pass('separate-convolutions', { rank: 2, epochs: epochs.separable, batch: 64, schedule, seed })];
      case 'graph':
        return lossless;
      case 'cluster':
        return [pass('cluster-weights', { epochs: epochs.cluster, batch: 64, schedule, seed })];
      case 'dynamic-range':
      case 'float16':
        return [pass('quantize', { mode: step })];
      case 'int8-only':
        return [pass('quantize', { mode: 'int8' })];
      case 'code':
        return [pass('compress-weights')];
    }
  };
  return [pass('train', { epochs: epochs.train, batch: 64, seed }), ...steps.flatMap(of)];
};

/** Whether a pass takes long, and is worth doing once for all rows that begin with it. */
export const isTraining = ({ options }: PassRequest): boolean => 'epochs' in options;

import type { DataFiles } from './data.ts';
import { modelOf } from './networks.ts';
import type { Job } from './job.ts';
import type { Settings } from './settings.ts';

/** tinyml.yaml of one job: JSON is YAML too. */
export const manifestOf = ({ network, passes, seed }: Job, data: DataFiles, settings: Settings): string => {
  const split = (files: DataFiles['train'], limit: number | null) => ({
    ...files,
    scale: '1/255',
    ...(limit === null ? {} : { limit }),
  });
  return `${JSON.stringify(
    {
      version: 1,
      name: network.toLowerCase(),
      model: modelOf(seed),
      target: { core: 'cortex-m4f' },
      priority: 'latency',
      data: {
        train: split(data.train, settings.train),
        test: split(data.test, settings.test),
        calibration: { images: data.train.images, scale: '1/255', limit: 100 },
      },
      passes: passes.map(({ name: pass, options }) => (Object.keys(options).length === 0 ? pass : { [pass]: options })),
      output: { dir: 'firmware' },
    },
    null,
    2,
  )}\n`;
};

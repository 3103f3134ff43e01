import type { DataFiles } from './data.ts';
import { model } from './networks.ts';
import type { PassRequest, Settings } from './settings.ts';

/** tinyml.yaml of one row: JSON is YAML too. */
export const manifestOf = (
  name: string,
  data: DataFiles,
  passes: readonly PassRequest[],
  settings: Settings,
): string => {
  const split = (files: DataFiles['train'], limit: number | null) => ({
    ...files,
    scale: '1/255',
    ...(limit === null ? {} : { limit }),
  });
  return `${JSON.stringify(
    {
      version: 1,
      name,
      model,
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

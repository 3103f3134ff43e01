import type { Manifest } from '../manifest/manifest.ts';
import { neededData, type DataSplit } from '../pass/define-pass.ts';
import type { PlannedPass } from '../plan/planned-pass.ts';

/** Splits that stages read and a manifest does not give. */
export const missingData = (stages: readonly PlannedPass[], { data }: Pick<Manifest, 'data'>): readonly DataSplit[] =>
  [...new Set(stages.flatMap(({ pass, options }) => neededData(pass, options)))].filter(
    (split) => data[split] === undefined,
  );

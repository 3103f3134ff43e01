import { type BuildRecord, type Manifest, type StageScore } from '@tinyml/core/internal';
import { type BenchReport } from '../bench-report.ts';
import { type Gauge } from './report.ts';

const numberIn = (value: unknown, key: string): number | null => {
  const found = (value as Readonly<Record<string, unknown>> | null | undefined)?.[key];
  return typeof found === 'number' ? found : null;
};

const gauge = (name: Gauge['name'], value: number | null, limit: number | null, measured: boolean): Gauge => ({
  name,
  value,
  limit,
  measured,
  isOver: value !== null && limit !== null && (name === 'accuracy' ? value < limit : value > limit),
});

const accuracyOf = (score: StageScore | undefined): number | null =>
  score?.score.kind === 'classification' ? score.score.accuracy : null;

/** Each part of the budget beside what the build takes: measured where it was, else as estimated. */
export const gaugesOf = (
  record: BuildRecord,
  manifest: Manifest,
  bench: BenchReport | null,
  scores: readonly StageScore[] | null,
): readonly Gauge[] => {
  const { memory, metrics, target } = record;
  const cycles = bench?.total.cycles.measured ?? numberIn(metrics, 'estimatedCycles');
  const seconds = cycles === null || target.clockHz === null ? null : cycles / target.clockHz;
  const baseline = accuracyOf(scores?.find(({ isBaseline }) => isBaseline)) ?? numberIn(metrics, 'baselineAccuracy');
  const accuracy = accuracyOf(scores?.at(-1)) ?? numberIn(metrics, 'accuracy');
  const { accuracyDrop, latency } = manifest.budget;
  return [
    gauge('flash', bench?.memory.flash ?? memory.flash, numberIn(memory['budget'], 'flash'), bench !== null),
    gauge('ram', bench?.memory.ram ?? memory.ram, numberIn(memory['budget'], 'ram'), bench !== null),
    gauge('latency', seconds, latency, bench !== null),
    gauge('accuracy', accuracy, accuracyDrop === null || baseline === null ? null : baseline - accuracyDrop, true),
  ];
};

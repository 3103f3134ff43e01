import type { BenchReport } from '../../packages/cli/src/bench-report.ts';
import type { Figures } from './models.ts';
import type { Priority } from './measure-model.ts';

/** Recorded figures by model and priority: what later measurements are held against. */
export interface BenchmarkRecord {
  readonly core: string;
  readonly compiler: string;
  readonly figures: Readonly<Record<string, Readonly<Record<Priority, Figures>>>>;
}

export const figuresOf = ({ memory, total }: BenchReport): Figures => ({
  instructions: total.instructions.measured,
  cycles: total.cycles.measured,
  flash: memory.flash,
  ram: memory.ram,
});

/** Share by which a figure may change. */
export const tolerance = 0.03;

export interface Change {
  readonly metric: keyof Figures;
  readonly recorded: number;
  readonly measured: number;
}

/** Figures that are worse and better than recorded by more than the tolerance. */
export const changes = (
  recorded: Figures,
  measured: Figures,
): { readonly worse: readonly Change[]; readonly better: readonly Change[] } => {
  const all = (Object.keys(recorded) as (keyof Figures)[]).map((metric) => ({
    metric,
    recorded: recorded[metric],
    measured: measured[metric],
  }));
  return {
    worse: all.filter((change) => change.measured > change.recorded * (1 + tolerance)),
    better: all.filter((change) => change.measured < change.recorded * (1 - tolerance)),
  };
};

export const changeText = ({ measured, metric, recorded }: Change): string =>
  `${metric} ${measured.toLocaleString('en-US')} instead of ${recorded.toLocaleString('en-US')}`;

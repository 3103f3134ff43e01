import { type Program } from '@tinyml/codegen';
import { type BuildResult, type Json, type Manifest, type StageScore } from '@tinyml/core/internal';
import { type BenchReport } from '../bench-report.ts';
import { differenceOf, type ComparedRecord } from './difference.ts';
import { gaugesOf } from './gauges.ts';
import { reportLayers, type LayerSqnr } from './layers.ts';
import { memoryPlan } from './memory-plan.ts';
import { reportNetwork } from './network.ts';
import { type Report } from './report.ts';
import { reportSearch } from './search.ts';

/** What a report is made from. What is null was not measured. */
export interface ReportParts {
  readonly manifest: Manifest;
  readonly result: BuildResult;
  readonly program: Program;
  readonly sqnr: LayerSqnr;
  /** Layers of the graph that each stage gave, by the stage's name. */
  readonly layersAfter: ReadonlyMap<string, number>;
  readonly bench: BenchReport | null;
  readonly evaluation: readonly StageScore[] | null;
  /** As `tinyml explore --json` prints it. */
  readonly search: Json | null;
  /** Another build's record. */
  readonly against: ComparedRecord | null;
}

const sum = (values: readonly number[]): number => values.reduce((all, one) => all + one, 0);

export const makeReport = (parts: ReportParts): Report => {
  const { against, bench, evaluation, layersAfter, manifest, program, result, search, sqnr } = parts;
  const { record } = result;
  const layers = reportLayers(program, bench, sqnr);
  const scores = new Map((evaluation ?? []).map((score) => [score.stage, score]));
  return {
    schema: 'tinyml-report/1',
    name: record.name,
    tinyml: record.tinyml,
    target: record.target,
    priority: manifest.priority,
    gauges: gaugesOf(record, manifest, bench, evaluation),
    totals: {
      macs: sum(layers.map(({ macs }) => macs)),
      weights: record.memory.weights,
      instructions: sum(layers.map(({ estimated }) => estimated.instructions)),
      cycles: sum(layers.map(({ estimated }) => estimated.cycles)),
    },
    stages: record.stages.map(({ name, summary }) => ({
      name,
      summary,
      layers: layersAfter.get(name) ?? null,
      score: scores.get(name) ?? null,
    })),
    layers,
    memory: memoryPlan(program),
    network: reportNetwork(program),
    labels: program.labels ?? null,
    evaluation,
    bench,
    search: search === null ? null : reportSearch(search),
    difference: against === null ? null : differenceOf(against, record as unknown as ComparedRecord),
  };
};

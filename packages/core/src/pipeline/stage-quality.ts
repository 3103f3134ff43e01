import { nothingMeasured } from '../diagnostics/catalogue/quality.ts';
import { isTinymlError, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { isComparable, type OutputDifference } from '../evaluation/compare-outputs.ts';
import { interpreterExecutor } from '../evaluation/interpreter-executor.ts';
import type { Score } from '../evaluation/score.ts';
import type { Graph } from '../ir/graph.ts';
import { graphMacs } from '../op/node-macs.ts';
import { neededData, type DataSplit, type Metrics } from '../pass/define-pass.ts';
import type { PlannedPass } from '../plan/planned-pass.ts';
import { isUntrained } from '../plan/model-facts.ts';
import type { Accuracy } from './accuracy.ts';
import type { Backend } from './backend.ts';
import { differenceStage, type SampleSource } from './difference-stage.ts';
import { scoreGraph } from './evaluate-build.ts';
import { differenceText, scoreText } from './quality-text.ts';
import { qualityProblems, type Measured } from './quality-problems.ts';
import type { BuildOptions, Session } from './session.ts';
import { runStage } from './stage.ts';

/** What a stage did to the model's answers. */
export interface StageQuality {
  /** For the stage's line. */
  readonly text: string;
  readonly metrics: Metrics;
}

/** Measures, stage by stage, what becomes of the model's answers. */
export interface QualityMeter {
  /** After a stage that changed the graph and may have changed outputs; undefined where there is nothing to tell. */
  measure(stage: PlannedPass, before: Graph, after: Graph, known: Metrics): Promise<StageQuality | undefined>;
  /** What is wrong with the model at the end. */
  problems(): readonly Diagnostic[];
  /** Of the model that others are held against, and of the last: where all test samples were used. */
  accuracy(): Accuracy;
}

/** Multiply-accumulates and samples that one score may take: ten seconds, about, of emitted C. */
const scoreMacs = 4e9;
const scoreSamples = 10_000;
/** Fewer than these say nothing. */
const leastSamples = 32;

/** The same for comparing outputs, on the reference interpreter. */
const differenceMacs = 1e8;
const differenceSamples = 8;

const bounded = (macs: number, total: number, least: number, most: number): number =>
  Math.max(least, Math.min(most, Math.floor(total / Math.max(1, macs))));

interface Scored {
  readonly score: Score;
  /** Samples that there are: the score may be of fewer. */
  readonly available: number;
}

const accuracyOf = (scored: Scored | undefined): number | null =>
  scored?.score.kind === 'classification' && scored.score.samples === scored.available ? scored.score.accuracy : null;

/** Splits whose samples show what a model is for, the first that is there. */
const sampleSplits: readonly DataSplit[] = ['test', 'calibration', 'train'];

/**
 * Accuracy on `data.test` where that is there and can be scored, else how far outputs are from what they were.
 * `executor`: for scores; integer results are the same with any.
 */
export const qualityMeter = <P>(session: Session, backend: Backend<P>, options: BuildOptions): QualityMeter => {
  const { manifest, splits, blobs, extended, coreDigest, operatorPackages } = session;
  const { toolkit } = extended;
  const executor = options.executor ?? interpreterExecutor(options);
  const measured: Measured[] = [];
  const found: Diagnostic[] = [];
  let scores = splits.test !== undefined;
  let last: Scored | undefined;
  let baseline: Scored | undefined;
  const macsOf = (graph: Graph): number => graphMacs(graph, toolkit.operators);
  const executable = (graph: Graph) => ({ graph, constants: blobs, toolkit });

  /** A session whose measurements show as progress of the stage that they belong to. */
  const within = (stage: string): readonly [Session, BuildOptions] => {
    const onEvent: BuildOptions['onEvent'] = (event) => {
      if (event.type === 'progress') options.onEvent({ ...event, stage, what: 'measuring' });
    };
    return [
      { ...session, environment: { ...session.environment, onEvent } },
      { ...options, onEvent },
    ];
  };

  const scoreOf = async (stage: string, graph: Graph): Promise<Scored> => {
    const [quiet, watched] = within(stage);
    const most = bounded(macsOf(graph), scoreMacs, leastSamples, scoreSamples);
    return scoreGraph(quiet, stage, graph, executor, { ...watched, backend, most });
  };

  const scored = async ({ name, pass }: PlannedPass, before: Graph, after: Graph): Promise<StageQuality> => {
    // The answers of random weights are of no interest.
    const fresh = pass.givesBaseline === true && isUntrained(manifest);
    const former = fresh ? undefined : (last ?? (await scoreOf(name, before)));
    if (former !== undefined && last === undefined) {
      baseline = former;
      measured.push({ kind: 'score', stage: 'import', score: former.score });
    }
    last = await scoreOf(name, after);
    if (pass.givesBaseline === true) baseline = last;
    measured.push({ kind: 'score', stage: name, score: last.score });
    return scoreText(former?.score, last.score, last.available);
  };

  const samplesFor = (): SampleSource => {
    for (const split of sampleSplits) {
      const source = splits[split];
      if (source !== undefined) return { split, source };
    }
    return 'seeded';
  };

  const compared = async (
    { name, pass, options: chosen }: PlannedPass,
    before: Graph,
    after: Graph,
    known: Metrics,
  ): Promise<StageQuality | undefined> => {
    const trained = neededData(pass, chosen).includes('train');
    const own = known['outputSqnrDb'];
    if (typeof own === 'number' && splits.test === undefined) {
      measured.push({ kind: 'difference', stage: name, trained, decibels: own, samples: 'its calibration samples' });
      return undefined;
    }
    if (pass.givesBaseline === true || !isComparable(before, after)) return undefined;
    const samples = samplesFor();
    const { record } = await runStage(
      differenceStage(`compare ${name}`, {
        before: executable(before),
        after: executable(after),
        samples,
        most: bounded(macsOf(before) + macsOf(after), differenceMacs, 1, differenceSamples),
        code: coreDigest,
        packages: operatorPackages,
        executor: interpreterExecutor(options),
      }),
      within(name)[0].environment,
    );
    const difference = record.output.value as unknown as OutputDifference;
    const { decibels, where, ...quality } = differenceText(difference, samples === 'seeded' ? 'seeded' : samples.split);
    if (decibels !== null) measured.push({ kind: 'difference', stage: name, trained, decibels, samples: where });
    return quality;
  };

  return {
    async measure(stage, before, after, known) {
      try {
        if (scores) return await scored(stage, before, after);
      } catch (error) {
        if (!isTinymlError(error)) throw error;
        scores = false;
        const [problem] = error.diagnostics;
        // Test data without labels is no mistake: it shows what the outputs become.
        if (problem !== undefined && problem.code !== 'TML813') found.push(nothingMeasured('accuracy', problem));
      }
      try {
        return await compared(stage, before, after, known);
      } catch (error) {
        if (!isTinymlError(error)) throw error;
        const [problem] = error.diagnostics;
        if (problem !== undefined && found.length === 0) found.push(nothingMeasured('outputs', problem));
        return undefined;
      }
    },
    accuracy: () => ({ accuracy: accuracyOf(last), baselineAccuracy: accuracyOf(baseline) }),
    problems: () => [...found, ...qualityProblems(measured, manifest.budget.accuracyDrop !== null)],
  };
};

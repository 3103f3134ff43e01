import {
  candidateText,
  type Exploration,
  type Manifest,
  type Outcome,
  type ShownPoint,
  type Verdict,
} from '@tinyml/core/internal';

const qualityJson = ({ quality, loss, bound }: Verdict): object => ({ ...quality, loss, bound });

const stepsJson = ({ candidate }: Pick<Outcome, 'candidate'>): readonly object[] =>
  candidate.steps.map(({ reference, options }) => ({ pass: reference, options }));

const outcomeJson = (outcome: Outcome): object => {
  const { job, graph, refused, lowered, share, shortLoss, verdict } = outcome;
  return {
    text: candidateText(outcome.candidate),
    steps: stepsJson(outcome),
    job,
    graph,
    refused,
    kernels: lowered?.kernels ?? null,
    flash: lowered?.flash ?? null,
    ram: lowered?.ram ?? null,
    cycles: lowered?.cycles ?? null,
    over: lowered?.over ?? [],
    trained: share,
    shortLoss,
    quality: verdict === null ? null : qualityJson(verdict),
  };
};

const pointJson = (point: ShownPoint): object => ({
  text: candidateText(point.candidate),
  passes: point.listed,
  kernels: point.lowered.kernels,
  flash: point.lowered.flash,
  ram: point.lowered.ram,
  cycles: point.lowered.cycles,
  quality: qualityJson(point.verdict),
  gains: point.gains,
  dominates: point.dominates,
  manifest: point.manifest,
});

/** What `tinyml explore --json` prints: schema `tinyml-explore/1`. */
export const explorationDocument = (manifest: Manifest, exploration: Exploration): object => {
  const { space, pool, selection, seed, baseline, outcomes, ended, points, reported, rung, surely } = exploration;
  return {
    name: manifest.name,
    seed,
    ended,
    space: {
      sequences: pool.candidates.length + pool.notListed,
      listed: pool.candidates.length,
      passes: space.domains.map(({ reference, options }) => ({ pass: reference, options })),
      leftOut: space.leftOut,
      wasteful: pool.wasteful,
    },
    selection: {
      from: selection.from,
      samples: selection.choosing.count,
      available: selection.choosing.available,
      byImported: selection.answers !== undefined,
      dropped: selection.dropped,
    },
    baseline: qualityJson(baseline),
    evaluations: outcomes.length,
    shortTraining: rung,
    chosen: points.length === 0 ? null : 0,
    withConfidence: surely,
    points: points.map(pointJson),
    reported: reported === null ? null : qualityJson(reported),
    tried: outcomes.map(outcomeJson),
  };
};

import { signatureOf } from '../data/model-signature.ts';
import { evaluate, type EvaluationOptions } from '../evaluation/evaluate.ts';
import type { Executable } from '../evaluation/executor.ts';
import type { Score } from '../evaluation/score.ts';
import { spreadSamples } from '../evaluation/spread-samples.ts';
import type { DataSplit } from '../pass/define-pass.ts';
import type { Digest } from '../ir/graph.ts';
import { graphDigest } from '../ir/serialize.ts';
import type { Json } from './json.ts';
import { operatorCode, type OperatorPackages } from './operator-packages.ts';
import type { SplitSource } from './pass-context.ts';
import type { Stage } from './stage.ts';

const summaryOf = (score: Score): string => {
  switch (score.kind) {
    case 'classification':
      return `${(score.accuracy * 100).toFixed(2)} % of ${String(score.samples)} samples`;
    case 'regression':
      return `mean absolute error ${score.mae.toPrecision(4)} over ${String(score.samples)} samples`;
    case 'reconstruction':
      return `mean squared error ${score.mse.toPrecision(4)} over ${String(score.samples)} samples`;
  }
};

/**
 * The score of a graph on the data of a split, and what came of each sample, as a stage whose value is an `Evaluation`: cached under the graph, the data and the code that runs it.
 * `most`: samples used at most; the metric `available` tells how many there are.
 */
export const evaluationStage = (
  name: string,
  executable: Executable,
  { split, source }: { readonly split: DataSplit; readonly source: SplitSource },
  code: Digest,
  packages: OperatorPackages,
  options: EvaluationOptions & { readonly most?: number },
): Stage => ({
  name,
  inputs: {
    evaluation: 2,
    input: graphDigest(executable.graph),
    // Not only read: what another split gave still holds, but is not what is asked for.
    split,
    executor: options.executor.name,
    code,
    ...operatorCode(packages),
    ...(options.most !== undefined && { most: options.most }),
  },
  async run(note) {
    const { graph } = executable;
    note({ kind: 'data', name: split, value: await source.digest() });
    const all = await source.open(signatureOf(graph));
    const evaluation = await evaluate(executable, spreadSamples(all, options.most ?? Infinity), options);
    return {
      value: evaluation as unknown as Json,
      blobs: [],
      summary: summaryOf(evaluation.score),
      metrics: { available: all.count },
      diagnostics: [],
      artifacts: {},
    };
  },
});

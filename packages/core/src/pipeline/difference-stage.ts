import { signatureOf } from '../data/model-signature.ts';
import type { Samples } from '../data/samples.ts';
import { compareOutputs } from '../evaluation/compare-outputs.ts';
import type { Executable, Executor } from '../evaluation/executor.ts';
import { spreadSamples } from '../evaluation/spread-samples.ts';
import type { Digest, Graph } from '../ir/graph.ts';
import { valueOf } from '../ir/graph.ts';
import { graphDigest } from '../ir/serialize.ts';
import { elementCount } from '../ir/type.ts';
import { isFloat } from '../ir/dtype.ts';
import type { DataSplit } from '../pass/define-pass.ts';
import { seededRandom } from '../pass/seeded-random.ts';
import type { Json } from './json.ts';
import { operatorCode, type OperatorPackages } from './operator-packages.ts';
import type { SplitSource } from './pass-context.ts';
import type { Stage } from './stage.ts';

/** Where samples come from: a split of the manifest, or nowhere. */
export type SampleSource = { readonly split: DataSplit; readonly source: SplitSource } | 'seeded';

/** Numbers from −1 to 1 for float inputs and quantised ones, 0 for others, which may be indices. */
const seededSamples = (graph: Graph, count: number): Samples => ({
  count,
  inputs: (index) => {
    const random = seededRandom(index + 1);
    return graph.inputs.map((id) => {
      const { shape, dtype, quant } = valueOf(graph, id).type;
      const real = quant !== undefined || isFloat(dtype);
      const data = Float32Array.from({ length: elementCount(shape) }, () => (real ? 2 * random() - 1 : 0));
      return { type: { dtype: 'float32', shape }, data };
    });
  },
});

export interface DifferenceRequest {
  readonly before: Executable;
  readonly after: Executable;
  readonly samples: SampleSource;
  /** Samples used at most. */
  readonly most: number;
  readonly code: Digest;
  readonly packages: OperatorPackages;
  readonly executor: Executor;
}

/** How far the outputs after a pass are from those before it, as a stage: its value is an `OutputDifference`. */
export const differenceStage = (name: string, request: DifferenceRequest): Stage => {
  const { before, after, samples, most, code, packages, executor } = request;
  return {
    name,
    inputs: {
      difference: 1,
      before: graphDigest(before.graph),
      after: graphDigest(after.graph),
      samples: samples === 'seeded' ? samples : samples.split,
      most,
      executor: executor.name,
      code,
      ...operatorCode(packages),
    },
    async run(note) {
      let chosen: Samples;
      if (samples === 'seeded') chosen = seededSamples(before.graph, most);
      else {
        note({ kind: 'data', name: samples.split, value: await samples.source.digest() });
        const { inputs } = signatureOf(before.graph);
        chosen = spreadSamples(await samples.source.open({ inputs }), most);
      }
      const value = await compareOutputs(before, after, chosen, executor);
      return { value: value as unknown as Json, blobs: [], summary: '', metrics: {}, diagnostics: [], artifacts: {} };
    },
  };
};

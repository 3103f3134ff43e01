import { signatureOf } from '../data/model-signature.ts';
import { unlikeData, type ValueRange } from '../diagnostics/catalogue/data-range.ts';
import { isTinymlError, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { spreadSamples } from '../evaluation/spread-samples.ts';
import type { Graph } from '../ir/graph.ts';
import type { DataSplit } from '../pass/define-pass.ts';
import type { Json } from './json.ts';
import type { SplitSource } from './pass-context.ts';
import type { Session } from './session.ts';
import { runStage, type Stage } from './stage.ts';

const usedSamples = 32;

/** Of one split to another, from which they are not scaled alike. */
const unlike = 8;

/** Least and greatest value of each input, over some samples: a stage, for data is large. */
const rangesStage = (split: DataSplit, source: SplitSource, graph: Graph, code: string): Stage => {
  const { inputs } = signatureOf(graph);
  return {
    name: `ranges ${split}`,
    inputs: { ranges: usedSamples, split, model: inputs as unknown as Json, code },
    async run(note) {
      note({ kind: 'data', name: split, value: await source.digest() });
      const samples = spreadSamples(await source.open({ inputs }), usedSamples);
      const ranges = inputs.map((): [number, number] => [Infinity, -Infinity]);
      for (let i = 0; i < samples.count; i++) {
        samples.inputs(i).forEach(({ data }, input) => {
          const range = ranges[input] as [number, number];
          for (const value of data) {
            if (value < range[0]) range[0] = value;
            if (value > range[1]) range[1] = value;
          }
        });
      }
      return { value: ranges, blobs: [], summary: '', metrics: {}, diagnostics: [], artifacts: {} };
    },
  };
};

const magnitude = ([min, max]: ValueRange): number => Math.max(Math.abs(min), Math.abs(max));

/** Inputs that one split of the manifest has in another order than the others; data that cannot be read is left to who needs it. */
export const dataProblems = async (session: Session, graph: Graph): Promise<readonly Diagnostic[]> => {
  const { splits, coreDigest, environment } = session;
  const known: { readonly split: DataSplit; readonly ranges: readonly ValueRange[] }[] = [];
  for (const split of ['train', 'test', 'calibration'] as const) {
    const source = splits[split];
    if (source === undefined || Object.keys(splits).length < 2) continue;
    try {
      const stage = rangesStage(split, source, graph, coreDigest);
      const { record } = await runStage(stage, { ...environment, onEvent: () => undefined });
      known.push({ split, ranges: record.output.value as unknown as readonly ValueRange[] });
    } catch (error) {
      if (!isTinymlError(error)) throw error;
    }
  }
  const [first, ...others] = known;
  return graph.inputs.flatMap((input, i) => {
    const reference = first?.ranges[i];
    if (first === undefined || reference === undefined) return [];
    return others.flatMap(({ split, ranges }) => {
      const range = ranges[i];
      if (range === undefined || magnitude(range) === 0 || magnitude(reference) === 0) return [];
      if (magnitude(range) >= unlike * magnitude(reference))
        return [unlikeData(input, split, range, first.split, reference)];
      if (magnitude(reference) >= unlike * magnitude(range))
        return [unlikeData(input, first.split, reference, split, range)];
      return [];
    });
  });
};

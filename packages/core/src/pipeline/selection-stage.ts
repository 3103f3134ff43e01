import { signatureOf } from '../data/model-signature.ts';
import type { Samples } from '../data/samples.ts';
import { chosenByImported, chosenByPart, nothingToChooseBy, samplesInCommon } from '../diagnostics/catalogue/data.ts';
import { TinymlError, type Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Executor } from '../evaluation/executor.ts';
import { importedAnswers, type ImportedAnswers } from '../evaluation/imported-answers.ts';
import { positionsOf, samplesAt, spreadSubset, subsetOf, type SampleSubset } from '../evaluation/sample-subset.ts';
import { choosingFrom, selectionParts, type SelectionParts } from '../evaluation/selection-data.ts';
import type { Graph } from '../ir/graph.ts';
import { graphDigest } from '../ir/serialize.ts';
import { sameShape } from '../ir/type.ts';
import type { DataSplit } from '../pass/define-pass.ts';
import { isUntrained } from '../plan/model-facts.ts';
import type { Json } from './json.ts';
import { operatorCode } from './operator-packages.ts';
import type { Session } from './session.ts';
import type { Stage } from './stage.ts';

/** What a choice is made by. JSON: it is cached. */
export interface Selection extends SelectionParts {
  readonly seed: number;
  /** The imported model's answers on the samples that choose, where nothing says what the right ones are. */
  readonly answers?: ImportedAnswers;
  /** The same for what is left of `data.test`. */
  readonly reported?: ImportedAnswers;
}

/** Unlabelled samples that the imported model answers, at most: the others are left out. */
const mostAnswered = 2000;

interface Asked {
  readonly subset: SampleSubset;
  readonly answers: ImportedAnswers;
}

/** Whether the samples say what is right. A trained model may have seen the labels of its training data: those do not. */
const isScored = ({ labels, targets }: Samples, graph: Graph, split: DataSplit): boolean => {
  if (split !== 'validation' && split !== 'test') return false;
  const { inputs, output } = signatureOf(graph);
  const [input] = inputs;
  const isAutoEncoder = input !== undefined && output !== undefined && sameShape(input.type.shape, output.type.shape);
  return labels !== undefined || targets !== undefined || isAutoEncoder;
};

const told = ({ from, choosing, kept, dropped }: SelectionParts, seed: number): readonly Diagnostic[] => [
  ...(from.how === 'drawn' && from.split !== 'calibration'
    ? [chosenByPart(from.split, choosing.count, kept[from.split]?.count ?? 0, seed)]
    : []),
  ...dropped.map(({ from: split, because, count }) => samplesInCommon(split, because, count)),
];

/**
 * Which samples choose and which report, as a stage whose value is a `Selection`. undefined: the manifest names no data.
 * `graph`: the imported one.
 */
export const selectionStage = (session: Session, graph: Graph, executor: Executor, seed: number): Stage | undefined => {
  const { manifest, splits, coreDigest, operatorPackages, blobs, extended } = session;
  const names = (Object.keys(splits) as DataSplit[]).toSorted();
  const from = choosingFrom(new Set(names), isUntrained(manifest));
  if (from === undefined) return undefined;
  return {
    name: 'select data',
    inputs: {
      selection: 1,
      input: graphDigest(graph),
      from: from as unknown as Json,
      splits: names,
      seed,
      executor: executor.name,
      code: coreDigest,
      ...operatorCode(operatorPackages),
    },
    async run(note) {
      const opened: Partial<Record<DataSplit, Samples>> = {};
      for (const split of new Set<DataSplit>(['calibration', 'test', from.split])) {
        const source = splits[split];
        if (source === undefined) continue;
        note({ kind: 'data', name: split, value: await source.digest() });
        opened[split] = await source.open(signatureOf(graph));
      }
      const parts = selectionParts(from, opened, seed);
      if (parts.choosing.count === 0) throw new TinymlError(nothingToChooseBy(from.split));
      const ask = async (samples: Samples, subset: SampleSubset): Promise<Asked> => {
        const fewer = spreadSubset(subset, mostAnswered);
        const executable = { graph, constants: blobs, toolkit: extended.toolkit };
        const asked = samplesAt(samples, positionsOf(fewer));
        return { subset: fewer, answers: await importedAnswers(executable, asked, executor) };
      };
      const own = opened[from.split] as Samples;
      const { test } = opened;
      const isTrained = !isUntrained(manifest);
      const choosing = isTrained && !isScored(own, graph, from.split) ? await ask(own, parts.choosing) : undefined;
      const report =
        isTrained && test !== undefined && !isScored(test, graph, 'test')
          ? await ask(test, parts.kept.test ?? subsetOf(new Array<boolean>(test.count).fill(true)))
          : undefined;
      const selection: Selection = {
        ...parts,
        seed,
        ...(choosing && { choosing: choosing.subset, answers: choosing.answers }),
        ...(report && { kept: { ...parts.kept, test: report.subset }, reported: report.answers }),
      };
      return {
        value: selection as unknown as Json,
        blobs: [],
        summary: selectionText(selection),
        metrics: { choosing: selection.choosing.count },
        diagnostics: [...told(parts, seed), ...(choosing ? [chosenByImported(from.split, choosing.answers)] : [])],
        artifacts: {},
      };
    },
  };
};

/** `5,000 of 10,000 samples of data.test choose`. */
export const selectionText = ({ from, choosing, answers }: Selection): string => {
  const { count, available } = choosing;
  const some =
    count === available
      ? count.toLocaleString('en')
      : `${count.toLocaleString('en')} of ${available.toLocaleString('en')}`;
  const by = answers === undefined ? '' : ', by the answers of the imported model';
  return `${some} samples of data.${from.split} choose${by}`;
};

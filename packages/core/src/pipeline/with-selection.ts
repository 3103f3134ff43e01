import { withAnswers } from '../evaluation/imported-answers.ts';
import { positionsOf, samplesAt, type SampleSubset } from '../evaluation/sample-subset.ts';
import { canonicalJson, digestOf } from '../ir/digest.ts';
import type { DataSplit } from '../pass/define-pass.ts';
import { heldOutSource, withSplits } from './held-out.ts';
import type { Json } from './json.ts';
import type { SplitSource } from './pass-context.ts';
import type { Selection } from './selection-stage.ts';
import type { Session } from './session.ts';

const subsetSource = (source: SplitSource, subset: SampleSubset, answers?: Selection['answers']): SplitSource => ({
  digest: async () =>
    digestOf(
      canonicalJson({
        split: await source.digest(),
        which: subset.which,
        ...(answers && { answers: answers as unknown as Json }),
      }),
    ),
  async open(model) {
    const samples = samplesAt(await source.open(model), positionsOf(subset));
    return answers === undefined ? samples : withAnswers(samples, answers);
  },
});

/**
 * The session in which a choice is made: `validation` is what chooses, whatever split it comes from, and the others have what is left of them.
 * A split that keeps all of its samples has the digest that it has in any build, and so have the stages that read it.
 */
export const withSelection = (session: Session, selection: Selection): Session => {
  const { from, choosing, kept, answers, reported, seed } = selection;
  const { splits } = session;
  const own = splits[from.split];
  if (own === undefined) return session;
  const left = Object.entries(splits).map(([name, source]): readonly [string, SplitSource] => {
    const subset = kept[name as DataSplit];
    if (subset === undefined) return [name, source];
    const isPassed = from.how === 'drawn' && from.split === name && name !== 'test';
    return [
      name,
      isPassed
        ? heldOutSource(source, from, seed, subset)
        : subsetSource(source, subset, name === 'test' ? reported : undefined),
    ];
  });
  const isWhole = from.split === 'validation' && choosing.count === choosing.available && answers === undefined;
  return withSplits(session, {
    ...Object.fromEntries(left),
    validation: isWhole ? own : subsetSource(own, choosing, answers),
  });
};

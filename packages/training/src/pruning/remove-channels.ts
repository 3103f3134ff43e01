import { TinymlError, type Graph, type ValueId } from '@tinyml/core';
import { knownLayers, shrink } from '@tinyml/passes';
import { nothingRemoved } from '../diagnostics/pruning.ts';
import { groupChannels } from './channel-groups.ts';
import { scoreChannels, type Criterion, type ScoreContext } from './channel-scores.ts';
import { chooseChannels, chooseGroups, type ChannelOptions } from './choose-channels.ts';

export interface RemovalOptions extends ChannelOptions {
  readonly criterion: Criterion;
  /** In how many steps the channels go. */
  readonly steps: number;
}

/** What one step leaves. */
export interface Removed {
  /** The same graph where nothing went. */
  readonly graph: Graph;
  /** The channels of each value of the graph before that are left, in order. */
  readonly kept: ReadonlyMap<ValueId, readonly number[]>;
}

/**
 * Takes channels out of `graph`, step by step. The function that is given removes those of step 1, 2, … `steps`, at the
 * last one the ratios are reached; between the steps the graph may be trained.
 * @throws TinymlError, before anything is removed, for options that do not fit `graph` (TML651, 652, 654, 655, 660), or under
 * which no channel goes in all the steps (TML653)
 */
export const channelRemoval = (
  graph: Graph,
  options: RemovalOptions,
  context: ScoreContext,
): ((present: Graph, step: number) => Removed) => {
  const analyse = (present: Graph, originals?: ReadonlyMap<string, number>) => {
    const known = knownLayers(present, context);
    const { sets, ...grouping } = groupChannels(present, known);
    return { known, sets, groups: chooseGroups({ sets, ...grouping }, options, originals) };
  };
  const { groups: all } = analyse(graph);
  const originals = new Map(all.map(({ layers, original }) => [layers[0]?.node.id ?? '', original]));
  // Scores do not decide how many go.
  if (chooseChannels(all, new Map(), options, [options.steps, options.steps]).size === 0)
    throw new TinymlError(nothingRemoved('prune-channels', options.ratio, options.multiple));

  return (present, step) => {
    const { known, sets, groups } = analyse(present, originals);
    const scores = scoreChannels(present, known, sets, groups, options.criterion, context);
    const gone = chooseChannels(groups, scores, options, [step, options.steps]);
    const stays = (id: ValueId): readonly number[] =>
      sets.setsOf(id).flatMap((set, channel) => (gone.has(set) ? [] : [channel]));
    const kept = new Map([...present.values.keys()].map((id) => [id, stays(id)]));
    if (gone.size === 0) return { graph: present, kept };
    const knowledge = { ...known, ranges: new Map() };
    return { graph: shrink(present, { constants: context.constants, knowledge, live: kept }), kept };
  };
};

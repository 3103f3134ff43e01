import type { Executor } from '../evaluation/executor.ts';
import type { Graph } from '../ir/graph.ts';
import { selectionStage, type Selection } from './selection-stage.ts';
import type { Session } from './session.ts';
import { runStage } from './stage.ts';
import { withSelection } from './with-selection.ts';

/** A session in which samples choose that nothing else uses, and what they are. */
export interface SelectedData {
  readonly session: Session;
  readonly selection: Selection;
}

/**
 * Sets samples apart to choose by: `validation` of the session that comes out. `graph`: the imported one. undefined where the manifest names no
 * data. @throws TinymlError TML826 where no sample is left
 */
export const selectData = async (
  session: Session,
  graph: Graph,
  executor: Executor,
  seed: number,
): Promise<SelectedData | undefined> => {
  const stage = selectionStage(session, graph, executor, seed);
  if (stage === undefined) return undefined;
  const { record } = await runStage(stage, session.environment);
  const selection = record.output.value as unknown as Selection;
  return { selection, session: withSelection(session, selection) };
};

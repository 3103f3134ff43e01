import { signatureOf } from '../data/model-signature.ts';
import type { Samples } from '../data/samples.ts';
import { noSelectionData } from '../diagnostics/catalogue/explore.ts';
import { TinymlError } from '../diagnostics/diagnostic.ts';
import type { Executor } from '../evaluation/executor.ts';
import type { Graph } from '../ir/graph.ts';
import { graphFromJson } from '../ir/serialize.ts';
import { openLocked } from '../lock/open-locked.ts';
import type { Manifest } from '../manifest/manifest.ts';
import type { Constants, PassContext } from '../pass/define-pass.ts';
import type { OperatorTable } from '../op/define-operator.ts';
import type { PlannedPass } from '../plan/planned-pass.ts';
import type { Toolkit } from '../toolkit.ts';
import type { Backend } from './backend.ts';
import { createPassContext } from './pass-context.ts';
import { runPasses, type StageGraph } from './run-passes.ts';
import { selectData } from './select-data.ts';
import { selectionText } from './selection-stage.ts';
import { makeImportStage, surroundingsOf, type BuildOptions } from './session.ts';
import { runStage } from './stage.ts';

/** A build up to its last pass, and samples that none of its passes has seen. */
export interface HeldBuild {
  /** The graph that each stage gave; the first is the import. */
  readonly graphs: readonly StageGraph[];
  readonly constants: Constants;
  readonly operators: OperatorTable;
  /** The samples, as inputs of this graph. */
  held(graph: Graph): Promise<Samples>;
  /** Which samples these are, in words. */
  readonly heldText: string;
  /** What a pass of this build would get on `graph` with these options; what it reports is dropped. */
  contextFor<Options>(planned: PlannedPass, graph: Graph, options: Options): PassContext<Options>;
}

/**
 * Runs the passes of a manifest, as a build does, and holds samples out. Writes nothing but the cache.
 * @throws TinymlError TML420 without data, and what the stages throw
 */
export const heldBuild = async <P>(
  manifest: Manifest,
  base: Toolkit,
  backend: Backend<P>,
  executor: Executor,
  options: BuildOptions,
): Promise<HeldBuild> => {
  const { session: opened } = await openLocked(manifest, base, options);
  const { record } = await runStage(await makeImportStage(opened), opened.environment);
  const imported = graphFromJson(record.output.value);
  const selected = await selectData(opened, imported, executor, manifest.explore.seed);
  const source = selected?.session.splits.validation;
  if (selected === undefined || source === undefined) throw new TinymlError(noSelectionData());
  const { session, selection } = selected;
  const { graphs } = await runPasses(session, backend, options);
  const surroundings = { ...surroundingsOf(session, options), onEvent: () => undefined };
  return {
    graphs,
    constants: session.blobs,
    operators: session.extended.toolkit.operators,
    held: (graph) => source.open(signatureOf(graph)),
    heldText: selectionText(selection),
    contextFor: (planned, graph, own) =>
      createPassContext(planned.name, graph, own, surroundings, () => undefined, [], {
        load: () => undefined,
        save: () => undefined,
      }),
  };
};

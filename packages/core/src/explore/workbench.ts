import type { Evaluation } from '../evaluation/evaluate.ts';
import type { Executor } from '../evaluation/executor.ts';
import type { Graph } from '../ir/graph.ts';
import { graphDigest, graphFromJson } from '../ir/serialize.ts';
import { isTinymlError } from '../diagnostics/diagnostic.ts';
import type { Priority } from '../hardware/target.ts';
import type { PlannedPass } from '../plan/planned-pass.ts';
import type { Backend } from '../pipeline/backend.ts';
import type { StageRecord } from '../pipeline/record.ts';
import { scoreGraph } from '../pipeline/evaluate-build.ts';
import type { Selection } from '../pipeline/selection-stage.ts';
import type { BuildOptions, Session } from '../pipeline/session.ts';
import { runStage } from '../pipeline/stage.ts';
import { makeTrial, type Taken, type Trial } from '../pipeline/trial.ts';
import { walkPasses } from '../pipeline/walk-stages.ts';
import { verdictOf, type Verdict } from './verdict.ts';

/** A graph, what it takes of the target with kernels chosen by a priority, and what of the budget that breaks. */
export interface Lowered extends Taken {
  readonly kernels: Priority;
}

/** What candidates are tried with. Everything that it runs is a stage of the cache: what two of them begin with runs once. */
export interface Workbench {
  /** Runs passes on the imported model. @throws TinymlError what they throw */
  optimise(passes: readonly PlannedPass[]): Promise<Graph>;
  /** undefined: no C can be made of it. */
  lower(graph: Graph, kernels: Priority): Promise<Lowered | undefined>;
  /** On the samples that a choice is made by, against the model that all are held against. */
  judge(graph: Graph): Promise<Verdict>;
  /** On those that were kept back; undefined where there are none. */
  report(graph: Graph): Promise<Verdict | undefined>;
}

export interface WorkbenchRequest<P> {
  /** In which samples choose that nothing else uses. */
  readonly session: Session;
  readonly backend: Backend<P>;
  readonly imported: StageRecord;
  /** What the others are held against. */
  readonly baseline: Graph;
  readonly selection: Selection;
  readonly executor: Executor;
  readonly options: BuildOptions;
}

export const openWorkbench = <P>(request: WorkbenchRequest<P>): Workbench => {
  const { session, backend, imported, baseline, selection, executor } = request;
  const options: BuildOptions = {
    ...request.options,
    // Training is long, and shows how far it is; all else that a stage says of a candidate is of no interest.
    onEvent: (event) => {
      if (event.type === 'progress') request.options.onEvent(event);
    },
  };
  const environment = { ...session.environment, onEvent: options.onEvent };
  const silent: BuildOptions = { ...options, onEvent: () => undefined };
  const quiet: Session = { ...session, environment: { ...environment, onEvent: silent.onEvent } };
  const trial: Trial = makeTrial(session, backend, imported, options);
  const start = graphFromJson(imported.output.value);
  const scores = new Map<string, Promise<Evaluation>>();
  /** Two candidates that come to the same graph are one measurement. */
  const score = (graph: Graph, split: 'validation' | 'test'): Promise<Evaluation> => {
    const key = `${split} ${graphDigest(graph)}`;
    const known = scores.get(key) ?? scoreGraph(quiet, 'candidate', graph, executor, { ...silent, split, backend });
    scores.set(key, known);
    return known;
  };
  const against = async (graph: Graph, split: 'validation' | 'test'): Promise<Verdict> => {
    const held = await score(baseline, split);
    const answers = split === 'test' ? selection.reported : selection.answers;
    return verdictOf(await score(graph, split), held, answers !== undefined);
  };
  return {
    optimise: (passes) =>
      walkPasses<never>(session, passes, start, options, {
        async pass(_, stage) {
          const { record } = await runStage(stage, environment);
          return graphFromJson(record.output.value);
        },
      }),
    async lower(graph, kernels) {
      try {
        const taken = await trial(graph, { stages: [] }, kernels);
        return taken === undefined ? undefined : { ...taken, kernels };
      } catch (error) {
        if (isTinymlError(error)) return undefined;
        throw error;
      }
    },
    judge: (graph) => against(graph, 'validation'),
    report: async (graph) => (session.splits.test === undefined ? undefined : against(graph, 'test')),
  };
};

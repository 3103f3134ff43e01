import type { Graph } from '../ir/graph.ts';
import type { FormChoice, Form } from '../plan/forms.ts';
import type { PlannedPass } from '../plan/planned-pass.ts';
import type { Plan } from '../plan/resolve.ts';
import type { Priority } from '../hardware/target.ts';
import { interruptible } from './interruptible.ts';
import { makePassStage, planPasses, type BuildOptions, type Session } from './session.ts';
import type { Stage } from './stage.ts';
import { withPriority } from './with-priority.ts';

/** What is done at a pass: gives the graph after it. `Unknown`: `undefined` where the walk may not know it. */
export interface PassVisitor<Unknown extends undefined> {
  pass(planned: PlannedPass, stage: Stage, before: Graph): Promise<Graph | Unknown>;
  /** A pass whose input is not known, as an earlier stage would have to run first. */
  unknown?(planned: PlannedPass): void;
}

/** Goes through passes, one on what the other gave. @returns the last graph */
export const walkPasses = async <Unknown extends undefined>(
  session: Session,
  passes: readonly PlannedPass[],
  start: Graph | Unknown,
  options: BuildOptions,
  visit: PassVisitor<Unknown>,
): Promise<Graph | Unknown> => {
  let graph = start;
  for (const planned of passes) {
    await interruptible(options.signal);
    if (graph === undefined) visit.unknown?.(planned);
    else graph = await visit.pass(planned, await makePassStage(session, planned, graph, options), graph);
  }
  return graph;
};

/** What is done at each step between import and `lower`. */
export interface StageVisitor<Unknown extends undefined> extends PassVisitor<Unknown> {
  plan(plan: Plan): void;
  /** The form that is taken, the priority that kernels are chosen by, and the graph where it is still known then. */
  choose(
    choice: FormChoice,
    graph: Graph | Unknown,
  ): Promise<{ readonly form: Form; readonly kernels: Priority; readonly current: Graph | Unknown }>;
}

/** The imported model, for which the plan is made. `current`: the same, where the walk knows it. */
export interface WalkStart<Unknown extends undefined> {
  readonly graph: Graph;
  readonly current: Graph | Unknown;
}

/**
 * Goes through all that lies between import and `lower`: the passes of the plan, the choice of a form, the passes of that
 * form. @returns the last graph, and the session whose target says what kernels are chosen by
 */
export const walkStages = async <Unknown extends undefined>(
  session: Session,
  start: WalkStart<Unknown>,
  options: BuildOptions,
  visit: StageVisitor<Unknown>,
): Promise<{ readonly graph: Graph | Unknown; readonly session: Session }> => {
  const plan = planPasses(session, start.graph);
  visit.plan(plan);
  const { choice } = plan;
  const common = await walkPasses(session, choice?.common ?? plan.stages, start.current, options, visit);
  if (choice === undefined) return { graph: common, session };
  const { form, kernels, current } = await visit.choose(choice, common);
  return {
    graph: await walkPasses(session, form.stages, current, options, visit),
    session: { ...session, target: withPriority(session.target, kernels) },
  };
};

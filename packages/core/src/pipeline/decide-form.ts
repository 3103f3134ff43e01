import type { Graph } from '../ir/graph.ts';
import type { Form, FormChoice } from '../plan/forms.ts';
import type { Priority } from '../hardware/target.ts';
import type { Backend } from './backend.ts';
import { memoryLimits } from './budget.ts';
import { choiceStage, type Chosen } from './choose-form.ts';
import type { StageRecord } from './record.ts';
import type { BuildOptions, Session } from './session.ts';
import { runStage, type StageRun } from './stage.ts';
import { makeTrial } from './trial.ts';

/** The form that a build takes, and what its kernels are chosen by. */
export interface Decided {
  readonly form: Form;
  readonly kernels: Priority;
  /** Absent where there was nothing to choose. */
  readonly run?: StageRun;
}

/** Whether anything limits the program. */
const isLimited = ({ manifest, target }: Session): boolean => {
  const { flash, ram } = memoryLimits(manifest.budget, target);
  return flash !== null || ram !== null || manifest.budget.latency !== null || target.memory.length > 0;
};

/** What was chosen, as a form of the choice. */
export const formOf = ({ forms }: FormChoice, { form }: Pick<Chosen, 'form'>): Form =>
  forms.find(({ name }) => name === form) ?? (forms[0] as Form);

/**
 * Between the forms of a graph, after the passes that they have in common. One ordinary form that fits is taken without
 * more ado; else the choice is a stage of the build.
 */
export const decideForm = async <P>(
  session: Session,
  backend: Backend<P>,
  choice: FormChoice,
  graph: Graph,
  imported: StageRecord,
  options: BuildOptions,
): Promise<Decided> => {
  const own = session.target.priority[0] ?? 'size';
  const [usual, ...others] = choice.forms.filter(({ ordinary }) => ordinary);
  if (usual !== undefined && others.length === 0) {
    const taken = isLimited(session)
      ? await makeTrial(session, backend, imported, options)(graph, usual, own)
      : undefined;
    // Where no C can be made of it, the build says why.
    if (taken === undefined || taken.over.length === 0) return { form: usual, kernels: own };
  }
  const stage = await choiceStage(session, backend, choice, graph, imported, options);
  const run = await runStage(stage, session.environment);
  const chosen = run.record.output.value as unknown as Chosen;
  return { form: formOf(choice, chosen), kernels: chosen.kernels, run };
};

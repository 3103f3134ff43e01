import type { Graph } from '../ir/graph.ts';
import type { Form, FormChoice } from '../plan/forms.ts';
import type { Priority } from '../hardware/target.ts';
import type { Backend } from './backend.ts';
import { choiceStage, type Chosen } from './choose-form.ts';
import { formOf } from './decide-form.ts';
import type { PlannedStage } from './planned-stage.ts';
import type { StageRecord } from './record.ts';
import type { BuildOptions, Session } from './session.ts';
import { findAnyRun } from './stage.ts';

/** What a build will decide, as far as that is known without a trial. `stage`: absent where nothing is chosen yet. */
export interface PlannedChoice {
  readonly form: Form;
  readonly kernels: Priority;
  readonly stage?: PlannedStage;
}

/** `graph`: after the passes that the forms have in common; undefined where these have not run. */
export const plannedChoice = async <P>(
  session: Session,
  backend: Backend<P>,
  choice: FormChoice,
  graph: Graph | undefined,
  imported: StageRecord | undefined,
  options: BuildOptions,
): Promise<PlannedChoice> => {
  const kernels = session.target.priority[0] ?? 'size';
  const usual = choice.forms.filter(({ ordinary }) => ordinary);
  const form = usual[0] ?? (choice.forms[0] as Form);
  const row = (why: string, cached: PlannedStage['cached']): PlannedStage => ({
    name: 'choose',
    summary: 'try forms of the model, and take the one that suits priority and budget',
    options: {},
    why,
    cached,
  });
  const known =
    graph === undefined || imported === undefined
      ? undefined
      : await findAnyRun(await choiceStage(session, backend, choice, graph, imported, options), session.environment);
  if (known !== undefined) {
    const chosen = known.output.value as unknown as Chosen;
    return { form: formOf(choice, chosen), kernels: chosen.kernels, stage: row(known.output.summary, true) };
  }
  if (usual.length < 2) return { form, kernels };
  const names = usual.map(({ name }) => name).join(' or ');
  return {
    form,
    kernels,
    stage: row(`${names}: the better one as linked; the others where neither fits`, graph === undefined ? null : false),
  };
};

import { isTinymlError } from '../diagnostics/diagnostic.ts';
import type { Graph } from '../ir/graph.ts';
import { graphFromJson } from '../ir/serialize.ts';
import type { Form } from '../plan/forms.ts';
import type { Priority, Target } from '../hardware/target.ts';
import type { Backend } from './backend.ts';
import { programProblems, type Measured } from './budget.ts';
import { loweredProgram } from './backend-stages.ts';
import { interruptible } from './interruptible.ts';
import type { Read, StageRecord } from './record.ts';
import { backendStages, lowerRequest, type BuildOptions, type Session } from './session.ts';
import { runStage } from './stage.ts';
import { walkPasses } from './walk-stages.ts';
import { withPriority } from './with-priority.ts';

/** What a program takes of a target. Bytes and estimated cycles; null: not known. */
export interface Taken {
  readonly flash: number | null;
  readonly ram: number | null;
  readonly cycles: number | null;
  /** What of the manifest's budget it breaks: codes' messages; none: it fits. */
  readonly over: readonly string[];
}

/**
 * A trial of a graph in a form, with kernels chosen by a priority; undefined: no C can be made of it.
 * @throws TinymlError what the form's passes throw
 */
export type Trial = (
  graph: Graph,
  form: Pick<Form, 'stages'>,
  priority: Priority,
  target?: Target,
) => Promise<Taken | undefined>;

const takenOf = ({ memory, metrics }: Measured, session: Session, target: Target): Taken => {
  const cycles = metrics['estimatedCycles'];
  const problems = programProblems({ memory, metrics }, session.manifest.budget, target);
  return {
    flash: memory.flash,
    ram: memory.ram,
    cycles: typeof cycles === 'number' ? cycles : null,
    over: problems.filter(({ severity }) => severity === 'error').map(({ message }) => message),
  };
};

/**
 * Tries forms of a session's model: their passes and `lower` run as in a build, and are cached like those, so that the
 * one that is taken need not run again. `note`: everything that the passes read.
 */
export const makeTrial = <P>(
  session: Session,
  backend: Backend<P>,
  imported: StageRecord,
  options: BuildOptions,
  note: (read: Read) => void = () => undefined,
): Trial => {
  const quiet: BuildOptions = { ...options, onEvent: () => undefined };
  const environment = { ...session.environment, onEvent: quiet.onEvent };
  return async (graph, form, priority, target = session.target) => {
    const current = await walkPasses<never>(session, form.stages, graph, quiet, {
      async pass(_, stage) {
        const { record } = await runStage(stage, environment);
        record.reads.forEach(note);
        return graphFromJson(record.output.value);
      },
    });
    await interruptible(options.signal);
    try {
      const trying: Session = { ...session, target: withPriority(target, priority) };
      const request = lowerRequest(trying, current, imported, quiet);
      const { lower } = await backendStages(trying, backend, request, options.store);
      const { record } = await runStage(lower, environment);
      return takenOf(backend.measure(request, loweredProgram(backend, record.output.value)), session, trying.target);
    } catch (error) {
      if (isTinymlError(error)) return undefined;
      throw error;
    }
  };
};

import { digestOf, canonicalJson } from '../ir/digest.ts';
import type { Graph } from '../ir/graph.ts';
import { graphDigest } from '../ir/serialize.ts';
import type { Form, FormChoice } from '../plan/forms.ts';
import { compareBy } from '../plan/prefer.ts';
import type { Priority } from '../hardware/target.ts';
import type { Backend } from './backend.ts';
import type { Json } from './json.ts';
import type { StageRecord } from './record.ts';
import { backendStages, lowerRequest, makePassStage, type BuildOptions, type Session } from './session.ts';
import type { Stage } from './stage.ts';
import { makeTrial, type Taken, type Trial } from './trial.ts';

/** A form with kernels chosen by a priority, and what it takes. */
export interface Tried extends Taken {
  readonly form: string;
  readonly kernels: Priority;
  readonly loss: number;
}

/** What was chosen of what was tried. */
export interface Chosen {
  readonly form: string;
  readonly kernels: Priority;
  readonly tried: readonly Tried[];
}

const bytes = (count: number | null): string => (count === null ? 'unknown' : `${count.toLocaleString('en')} B`);

const cyclesText = (cycles: number | null): string =>
  cycles === null ? '' : `, ${cycles.toLocaleString('en', { maximumSignificantDigits: 3 })} cycles`;

const triedText = ({ form, kernels, flash, ram, cycles, over }: Tried, own: Priority): string =>
  `${form}${kernels === own ? '' : ` with kernels for ${kernels}`} ${bytes(flash)}, RAM ${bytes(ram)}${cyclesText(cycles)}${over.length > 0 ? ' (over budget)' : ''}`;

/** More of them would not be read. */
const othersTold = 3;

/** Which was taken, and the first of the others. */
export const chosenText = ({ form, kernels, tried }: Chosen, own: Priority): string => {
  const isTaken = (one: Tried): boolean => one.form === form && one.kernels === kernels;
  const taken = tried.filter(isTaken).map((one) => triedText(one, own));
  const others = tried.filter((one) => !isTaken(one)).map((one) => triedText(one, own));
  const more = others.length - othersTold;
  const told = [...others.slice(0, othersTold), ...(more > 0 ? [`${String(more)} more tried`] : [])];
  return [`${taken.join('')} chosen`, ...told].join('; ');
};

/** Kernels that may be chosen otherwise where the budget demands it. */
const otherKernels = (own: Priority): readonly Priority[] =>
  (['size', 'balanced', 'latency'] as const).filter((one) => one !== own);

/**
 * The ordinary forms first: of those that fit, the best by the order of priority. Where none does, every form with every
 * choice of kernels, the least lossy of those that fit. Where nothing fits, the best ordinary one.
 */
export const chooseForm = async (
  graph: Graph,
  forms: readonly Form[],
  priority: readonly Priority[],
  trial: Trial,
): Promise<Chosen> => {
  const own = priority[0] ?? 'size';
  const better = compareBy(priority);
  const tried: Tried[] = [];
  const tryAll = async (some: readonly Form[], kernels: readonly Priority[]): Promise<void> => {
    for (const form of some)
      for (const one of kernels) {
        const taken = await trial(graph, form, one);
        if (taken !== undefined) tried.push({ form: form.name, kernels: one, loss: form.loss, ...taken });
      }
  };
  const [usual, rest] = [forms.filter(({ ordinary }) => ordinary), forms.filter(({ ordinary }) => !ordinary)];
  await tryAll(usual, [own]);
  const ordinary = tried.toSorted(better);
  const fitting = ordinary.find(({ over }) => over.length === 0);
  if (fitting !== undefined) return { form: fitting.form, kernels: own, tried };
  await tryAll(usual, otherKernels(own));
  await tryAll(rest, [own, ...otherKernels(own)]);
  const usualLoss = Math.max(0, ...usual.map(({ loss }) => loss));
  const lossOf = ({ loss }: Tried): number => Math.max(usualLoss, loss);
  const [best = ordinary[0]] = tried
    .filter(({ over }) => over.length === 0)
    .toSorted((a, b) => lossOf(a) - lossOf(b) || better(a, b));
  return { form: best?.form ?? forms[0]?.name ?? '', kernels: best?.kernels ?? own, tried };
};

/** The choice as a stage, so that a later build finds it without a trial. */
export const choiceStage = async <P>(
  session: Session,
  backend: Backend<P>,
  choice: FormChoice,
  graph: Graph,
  imported: StageRecord,
  options: BuildOptions,
): Promise<Stage> => {
  const { target, manifest } = session;
  const request = lowerRequest(session, graph, imported, options);
  const { lower } = await backendStages(session, backend, request, options.store);
  const forms = await Promise.all(
    choice.forms.map(async ({ name, loss, ordinary, stages }) => ({
      name,
      loss,
      ordinary,
      // Their inputs but for the graph, which the stages before them make.
      stages: await Promise.all(
        stages.map(async (planned) =>
          digestOf(canonicalJson((await makePassStage(session, planned, graph, options)).inputs)),
        ),
      ),
    })),
  );
  const own = target.priority[0] ?? 'size';
  return {
    name: 'choose',
    inputs: { ...lower.inputs, input: graphDigest(graph), forms, limits: manifest.budget as unknown as Json },
    async run(note) {
      const trial = makeTrial(session, backend, imported, options, note);
      const chosen = await chooseForm(graph, choice.forms, target.priority, trial);
      return {
        value: chosen as unknown as Json,
        blobs: [],
        summary: chosenText(chosen, own),
        metrics: {},
        diagnostics: [],
        artifacts: {},
      };
    },
  };
};

import { isTinymlError, type Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Board } from '../hardware/board.ts';
import type { Priority, Target } from '../hardware/target.ts';
import { asItIs } from '../plan/forms.ts';
import { resolvePasses } from '../plan/resolve.ts';
import { withAssumedSamples } from './assumed-samples.ts';
import type { Backend, Peak } from './backend.ts';
import { memoryLimits } from './budget.ts';
import { missingData } from './missing-data.ts';
import { graphFacts } from './facts.ts';
import type { OptimisedModel } from './run-passes.ts';
import type { BuildOptions, Session } from './session.ts';
import { makeTrial, type Taken, type Trial } from './trial.ts';

/** Something that could be done about a program that is too large or too slow, and what it would then take. */
interface Remedy extends Taken {
  readonly what: string;
  /** Another board: its id. */
  readonly board?: string;
  /** That board is smaller than the present one: no remedy, but good to know. */
  readonly isSmaller?: boolean;
  /** What it costs the model: 0 for other kernels, of a form how much accuracy it may take, infinite for another board. */
  readonly cost: number;
}

type Limited = 'flash' | 'ram' | 'latency';

const amount = (what: Limited, { flash, ram, cycles }: Taken, { clockHz }: Target): string => {
  if (what === 'latency')
    return cycles === null || clockHz === null
      ? 'unknown'
      : `${Number(((cycles / clockHz) * 1000).toPrecision(3)).toLocaleString('en', { maximumSignificantDigits: 3 })} ms`;
  const bytes = what === 'flash' ? flash : ram;
  return bytes === null ? 'unknown' : `${bytes.toLocaleString('en')} B`;
};

/** Boards that are looked at, at most. */
const mostBoards = 3;

/** The next larger boards of the same framework that have what the program takes. */
const largerBoards = (session: Session, needed: Taken): readonly Board[] => {
  const { boards } = session.extended.toolkit;
  const present = boards.find(({ id }) => id === session.target.board);
  if (present === undefined) return [];
  const latency = session.manifest.budget.latency;
  return boards
    .filter((board) => {
      const limits = memoryLimits(session.manifest.budget, board);
      return (
        board.id !== present.id &&
        board.framework === present.framework &&
        (needed.flash ?? 0) <= (limits.flash ?? 0) &&
        (needed.ram ?? 0) <= (limits.ram ?? 0) &&
        (latency === null || (needed.cycles ?? 0) / board.clockHz <= latency)
      );
    })
    .toSorted(
      (a, b) =>
        Number(b.core === present.core) - Number(a.core === present.core) || a.flash + 8 * a.ram - b.flash - 8 * b.ram,
    )
    .slice(0, mostBoards);
};

/** The largest of the boards of the same framework that are smaller. */
const smallerBoard = (session: Session): Board | undefined => {
  const { boards } = session.extended.toolkit;
  const present = boards.find(({ id }) => id === session.target.board);
  if (present === undefined) return undefined;
  const size = ({ flash, ram }: Board): number => flash + 8 * ram;
  const [next] = boards
    .filter(
      (board) =>
        board.framework === present.framework &&
        board.flash <= present.flash &&
        board.ram <= present.ram &&
        size(board) < size(present),
    )
    .toSorted((a, b) => size(b) - size(a) || Number(b.core === present.core) - Number(a.core === present.core));
  return next;
};

const onBoard = ({ priority, memory }: Target, { id, core, clockHz, flash, ram, reserve }: Board): Target => ({
  core,
  board: id,
  clockHz,
  flash,
  ram,
  ...(reserve === undefined ? {} : { reserve }),
  memory,
  priority,
});

/** What is tried for a program over budget: forms of its graph, other kernels, other boards. */
const findRemedies = async <P>(
  session: Session,
  backend: Backend<P>,
  { graph, graphs, imported, session: { target } }: OptimisedModel,
  options: BuildOptions,
): Promise<readonly Remedy[]> => {
  const assumed = withAssumedSamples(session);
  const run = makeTrial(assumed, backend, imported, options);
  const trial: Trial = async (...request) => {
    try {
      return await run(...request);
    } catch (error) {
      if (isTinymlError(error)) return undefined;
      throw error;
    }
  };
  const own = target.priority[0] ?? 'size';
  const found: Remedy[] = [];
  const add = (what: string, cost: number, taken: Taken | undefined): void => {
    const isKnown = found.some(
      ({ flash, ram, cycles }) => flash === taken?.flash && ram === taken.ram && cycles === taken.cycles,
    );
    if (taken !== undefined && !isKnown) found.push({ what, cost, ...taken });
  };
  const kernels: readonly Priority[] = (['size', 'balanced', 'latency'] as const).filter((one) => one !== own);
  for (const one of kernels) add(`\`priority: ${one}\``, 0, await trial(graph, { stages: [] }, one));
  const { toolkit } = session.extended;
  const float = graphs.findLast((stage) => graphFacts(stage.graph, toolkit).has('float'))?.graph;
  // The result as it is, and from where it was still float.
  for (const from of new Set([graph, float ?? graph])) {
    const { choice } = resolvePasses(
      { ...assumed.manifest, passes: 'auto' },
      toolkit.passes,
      graphFacts(from, toolkit),
    );
    for (const { name, stages, loss } of choice?.forms ?? []) {
      if (choice === undefined || stages.length === 0) continue;
      const mode = name.replace(`${asItIs}, `, '');
      const absent = missingData(stages, session.manifest);
      const needs = absent.length === 0 ? '' : ` with ${absent.map((split) => `\`data.${split}\``).join(' and ')}`;
      const form = { stages: [...choice.common, ...stages] };
      for (const one of new Set<Priority>([own, 'size'])) {
        const priority = one === own ? '' : `, \`priority: ${one}\``;
        add(`${mode}${needs}${priority}`, loss, await trial(from, form, one));
      }
    }
  }
  const present = await trial(graph, { stages: [] }, own);
  if (present !== undefined)
    for (const board of largerBoards(session, present)) {
      const taken = await trial(graph, { stages: [] }, own, onBoard(target, board));
      if (taken !== undefined) found.push({ what: `board ${board.id}`, board: board.id, cost: Infinity, ...taken });
      if (taken?.over.length === 0) break;
    }
  const smaller = smallerBoard(session);
  const less = smaller === undefined ? undefined : await trial(graph, { stages: [] }, own, onBoard(target, smaller));
  if (smaller !== undefined && less !== undefined)
    found.push({ what: smaller.id, board: smaller.id, isSmaller: true, cost: Infinity, ...less });
  return found;
};

/** Remedies that a message names, at most: of those that fit the cheapest, of the others the nearest. */
const most = 3;

const isLimited = (problem: Diagnostic): Limited | undefined =>
  problem.code === 'TML501'
    ? (['flash', 'ram', 'latency'] as const).find((what) => problem.message.includes(`: ${what} needs `))
    : undefined;

const byAmount =
  (what: Limited) =>
  (a: Taken, b: Taken): number => {
    const key = what === 'latency' ? 'cycles' : what;
    return (a[key] ?? Infinity) - (b[key] ?? Infinity);
  };

const bytesOf = (count: number): string => `${count.toLocaleString('en')} B`;

/** Tensors that a message names, at most. */
const mostTensors = 4;

/** What needs the memory, where that is short. */
const peakText = ({ operators, tensors }: Peak): string => {
  const [first, last] = [operators[0], operators.at(-1)].map((one) => (one ? `${one.name} (${one.op})` : 'a copy'));
  const layers =
    operators.length < 2
      ? first
      : `${String(first)} to ${String(last)}, ${String(operators.length)} layers that run together`;
  const named = tensors.slice(0, mostTensors).map(({ bytes, name }) => `${name} ${bytesOf(bytes)}`);
  const more = tensors.length - named.length;
  return `memory is fullest at ${String(layers)}: ${named.join(', ')}${more > 0 ? `, and ${String(more)} more` : ''}`;
};

/** A remedy as plain data. */
const remedyDetails = ({ board, cycles, flash, over, ram, what }: Remedy): Readonly<Record<string, unknown>> => ({
  what,
  board: board ?? null,
  flash,
  ram,
  cycles,
  fits: over.length === 0,
  over,
});

/**
 * The problems of a build over its budget, each with what was tried and would help, or came nearest. `peak`: where the program needs most
 * memory.
 */
export const withRemedies = async <P>(
  problems: readonly Diagnostic[],
  session: Session,
  backend: Backend<P>,
  optimised: OptimisedModel,
  options: BuildOptions,
  peak?: Peak,
): Promise<readonly Diagnostic[]> => {
  if (problems.every((problem) => isLimited(problem) === undefined)) return problems;
  const remedies = await findRemedies(session, backend, optimised, options);
  return problems.map((problem): Diagnostic => {
    const what = isLimited(problem);
    if (what === undefined) return problem;
    const { target } = optimised.session;
    const text = (some: readonly Remedy[]): string =>
      some.map((one) => `${one.what}: ${amount(what, one, target)}`).join('; ');
    const smaller = remedies.find(({ isSmaller }) => isSmaller === true);
    const tried = remedies.filter((one) => one !== smaller);
    const fitting = tried
      .filter(({ over }) => over.length === 0)
      // Two boards are equally dear: infinity less infinity is no number.
      .toSorted((a, b) => (a.cost === b.cost ? 0 : a.cost - b.cost))
      .slice(0, most);
    const rest = tried
      .filter(({ over }) => over.length > 0)
      .toSorted(byAmount(what))
      .slice(0, most);
    const isPeak = what === 'ram' && peak !== undefined;
    const hint = [
      ...(isPeak ? [peakText(peak)] : []),
      fitting.length > 0
        ? `tried, and fits: ${text(fitting)}`
        : 'nothing that was tried fits: a smaller network is needed, or another target',
      ...(rest.length > 0 ? [`not enough: ${text(rest)}`] : []),
      ...(smaller === undefined
        ? []
        : [`on the next smaller board, ${text([smaller])}${smaller.over.length === 0 ? ', which fits' : ''}`]),
    ].join('. ');
    const boards = remedies.filter(({ board }) => board !== undefined);
    const details = {
      what,
      peak: isPeak ? peak : null,
      remedies: [...fitting, ...rest].map(remedyDetails),
      boards: boards.map(remedyDetails),
    };
    return { ...problem, hint, details };
  });
};

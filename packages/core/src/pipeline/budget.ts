import { budgetNotChecked, overBudget, regionTooSmall, sizeNotKnown } from '../diagnostics/catalogue/build.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Budget } from '../manifest/manifest.ts';
import type { Target } from '../hardware/target.ts';
import type { Accuracy } from './accuracy.ts';
import type { RecordParts } from './backend.ts';

const bytes = (count: number): string => `${count.toLocaleString('en')} B`;

const milliseconds = (seconds: number): string =>
  `${Number((seconds * 1000).toPrecision(3)).toLocaleString('en', { maximumSignificantDigits: 3 })} ms`;

/** Bytes that the program may take: as the manifest says, else what the framework leaves of the board. */
export const memoryLimits = (
  budget: Pick<Budget, 'flash' | 'ram'>,
  { flash, ram, reserve }: Pick<Target, 'flash' | 'ram' | 'reserve'>,
): { readonly flash: number | null; readonly ram: number | null } => {
  const left = (all: number | null, reserved = 0): number | null => (all === null ? null : Math.max(0, all - reserved));
  return { flash: budget.flash ?? left(flash, reserve?.flash), ram: budget.ram ?? left(ram, reserve?.ram) };
};

/** What of an emitted program is held against a budget. */
export type Measured = Pick<RecordParts, 'memory' | 'metrics'>;

/** What is over; what is not known is never said to fit, but constants or an arena that exceed a limit by themselves do not. */
const memoryProblems = ({ memory }: Measured, budget: Budget, target: Target): readonly Diagnostic[] => {
  const whats = ['flash', 'ram'] as const;
  const limits = memoryLimits(budget, target);
  const limitOf = (what: (typeof whats)[number]): number | null => limits[what];
  const over = whats.flatMap((what) => {
    const limit = limitOf(what);
    const known = memory[what];
    const least = known ?? (what === 'flash' ? memory.weights : memory.arena);
    return limit !== null && least > limit
      ? [overBudget(what, `${known === null ? 'at least ' : ''}${bytes(least)}`, bytes(limit), bytes(least - limit))]
      : [];
  });
  const unknown = whats.filter((what) => memory[what] === null);
  return unknown.length === 0
    ? over
    : [
        ...over,
        sizeNotKnown(
          unknown,
          unknown.filter((what) => limitOf(what) !== null),
          memory.code.unknown,
        ),
      ];
};

/** Arenas that a region named in the manifest does not hold. */
const regionProblems = ({ memory }: Measured, target: Target): readonly Diagnostic[] =>
  target.memory.flatMap(({ name, size }) => {
    const arena = memory.regions.find((region) => region.name === name)?.arena ?? 0;
    return arena > size ? [regionTooSmall(name, bytes(arena), bytes(size))] : [];
  });

const latencyProblems = ({ metrics }: Measured, { latency }: Budget, { clockHz }: Target): readonly Diagnostic[] => {
  if (latency === null) return [];
  if (clockHz === null)
    return [budgetNotChecked('latency', 'the clock of the target is not known', 'name a board, or give target.clock')];
  const cycles = metrics['estimatedCycles'];
  if (typeof cycles !== 'number')
    return [budgetNotChecked('latency', 'a kernel gives no estimate of its cycles', 'measure it on the device')];
  const needed = cycles / clockHz;
  if (needed <= latency) return [];
  const detail = `${cycles.toLocaleString('en')} cycles at ${String(clockHz / 1e6)} MHz`;
  const missing = `${Math.ceil(cycles - latency * clockHz).toLocaleString('en')} cycles`;
  return [overBudget('latency', `about ${milliseconds(needed)} (${detail})`, milliseconds(latency), missing)];
};

const points = (ratio: number): string => `${(ratio * 100).toFixed(2)} points`;

const accuracyProblems = (
  { accuracy, baselineAccuracy }: Accuracy,
  { accuracyDrop }: Budget,
): readonly Diagnostic[] => {
  if (accuracyDrop === null) return [];
  if (accuracy === null || baselineAccuracy === null)
    return [
      budgetNotChecked(
        'accuracy-drop',
        'there is no accuracy to compare',
        'add data.test with labels to the manifest; of auto-encoders `tinyml evaluate` shows the error',
      ),
    ];
  const drop = baselineAccuracy - accuracy;
  return drop > accuracyDrop ? [overBudget('accuracy-drop', points(drop), points(accuracyDrop))] : [];
};

/** What of a program is over the budget, or cannot be held against it; its accuracy apart. */
export const programProblems = (program: Measured, budget: Budget, target: Target): readonly Diagnostic[] => [
  ...memoryProblems(program, budget, target),
  ...regionProblems(program, target),
  ...latencyProblems(program, budget, target),
];

/**
 * Holds what was emitted against the manifest's budget; flash and RAM default to the target's.
 * @returns an error (TML501) for everything that is over, and warnings about what cannot be checked
 */
export const budgetProblems = (
  record: RecordParts,
  accuracy: Accuracy,
  budget: Budget,
  target: Target,
): readonly Diagnostic[] => [...programProblems(record, budget, target), ...accuracyProblems(accuracy, budget)];

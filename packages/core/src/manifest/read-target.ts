import * as messages from '../diagnostics/catalogue/manifest.ts';
import { didYouMean, nearest } from '../diagnostics/nearest.ts';
import type { Board } from '../hardware/board.ts';
import { cores, metrics, priorities, type Core, type MemoryRegion, type Priority } from '../hardware/target.ts';
import type { Budget, TargetRequest } from './manifest.ts';
import { mappingOf, textOf, type Mapping, type Reader } from './reader.ts';

const readRegions = (value: unknown, reader: Reader): readonly MemoryRegion[] => {
  if (!Array.isArray(value)) return [];
  const names = new Set<string>();
  return value.flatMap((item: unknown, index): readonly MemoryRegion[] => {
    const region = mappingOf(item);
    const at = ['target', 'memory', index] as const;
    const name = textOf(region['name']);
    const size = reader.size(region['size'], [...at, 'size']);
    if (size === 0)
      reader.report([...at, 'size'], messages.outOfRange(`target.memory[${String(index)}].size`, 'is zero', undefined));
    if (name === null || size === null) return [];
    if (!/^[A-Za-z_]\w*$/.test(name))
      reader.report([...at, 'name'], messages.badName(name, 'a C identifier has only letters, digits and `_`', 'dtcm'));
    if (names.has(name.toLowerCase())) reader.report([...at, 'name'], messages.repeatedRegion(name));
    names.add(name.toLowerCase());
    const speed = region['speed'];
    return [{ name, size, speed: typeof speed === 'number' ? speed : 1 }];
  });
};

const boardHint = (id: string, boards: readonly Board[]): string => {
  const near = didYouMean(
    id,
    boards.map((board) => board.id),
  );
  if (near !== undefined) return near;
  const [named] = boards.filter((board) => board.name.toLowerCase().includes(id.toLowerCase()));
  if (named !== undefined && id.length > 2) return `did you mean \`${named.id}\` (${named.name})?`;
  if ((cores as readonly string[]).includes(id)) return `that is a core: \`core: ${id}\``;
  return '`tinyml boards` lists the boards; for another one give `core`, `clock`, `flash` and `ram`';
};

/** Also reports a board that is not known, or that does not have the core given. */
export const readTarget = (value: unknown, reader: Reader, boards: readonly Board[]): TargetRequest => {
  const target = mappingOf(value);
  const id = textOf(target['board']);
  const written = textOf(target['core']);
  const core = written !== null && (cores as readonly string[]).includes(written) ? (written as Core) : null;
  const board = boards.find((candidate) => candidate.id === id);
  if (id !== null && board === undefined)
    reader.report(['target', 'board'], messages.unknownBoard(id, boardHint(id, boards)));
  if (board !== undefined && core !== null && board.core !== core) {
    reader.report(['target', 'core'], messages.boardCoreConflict(board.id, board.core, core));
  }
  // A mistyped `board` has been reported as an unknown key.
  const named = Object.keys(target).some(
    (key) => !['clock', 'flash', 'ram', 'memory'].includes(key) && nearest(key, ['board', 'core']) !== undefined,
  );
  if (!named && typeof value === 'object' && value !== null && !Array.isArray(value))
    reader.report(['target'], messages.noTarget(), 'key');
  const positive = (key: 'flash' | 'ram'): number | null => {
    const size = reader.size(target[key], ['target', key]);
    if (size === 0)
      reader.report(
        ['target', key],
        messages.outOfRange(`target.${key}`, 'is zero', 'leave it out where it is not known'),
      );
    return size;
  };
  return {
    board: board?.id ?? null,
    core,
    clockHz: reader.clock(target['clock'], ['target', 'clock']),
    flash: positive('flash'),
    ram: positive('ram'),
    memory: readRegions(target['memory'], reader),
  };
};

const bytesText = (bytes: number): string => (bytes % 1024 === 0 ? `${String(bytes / 1024)}KiB` : `${String(bytes)} B`);

/** Also holds the budget against what the target has. */
export const readBudget = (value: unknown, reader: Reader, target: TargetRequest, boards: readonly Board[]): Budget => {
  const budget: Mapping = mappingOf(value);
  const board = boards.find((candidate) => candidate.id === target.board);
  const above = (key: string, amount: number | null): number | null => {
    if (amount === 0) reader.report(['budget', key], messages.zeroBudget(`budget.${key}`));
    return amount === 0 ? null : amount;
  };
  const size = (key: 'flash' | 'ram'): number | null => {
    const amount = above(key, reader.size(budget[key], ['budget', key]));
    const limit = target[key] ?? board?.[key] ?? null;
    if (amount !== null && limit !== null && amount > limit) {
      reader.report(['budget', key], messages.budgetBeyondBoard(`budget.${key}`, bytesText(amount), bytesText(limit)));
    }
    return amount;
  };
  const drop = reader.ratio(budget['accuracy-drop'], ['budget', 'accuracy-drop']);
  if (drop !== null && (drop < 0 || drop > 1)) {
    const hint =
      drop > 1 && drop <= 100
        ? `did you mean \`${String(drop)}%\`?`
        : 'e.g. 0.5% allows half a point less than the original model';
    reader.report(
      ['budget', 'accuracy-drop'],
      messages.badRatio('budget.accuracy-drop', `${String(drop)} is not between 0 and 1`, hint),
    );
  }
  return {
    flash: size('flash'),
    ram: size('ram'),
    latency: above('latency', reader.time(budget['latency'], ['budget', 'latency'])),
    accuracyDrop: drop,
  };
};

/** All three metrics: those named first, the others after them. */
export const readPriority = (value: unknown, reader: Reader): readonly Priority[] => {
  const written: readonly unknown[] = Array.isArray(value) ? value : [value];
  const known = written.filter((item): item is Priority => priorities.includes(item as Priority));
  for (const [index, metric] of written.entries()) {
    if (written.indexOf(metric) < index && priorities.includes(metric as Priority)) {
      reader.report(['priority', index], messages.repeatedPriority(String(metric)));
    }
  }
  return [...new Set([...known, ...metrics])];
};

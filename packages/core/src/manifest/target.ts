import { unknownBoard, noTarget } from '../diagnostics/catalogue/manifest.ts';
import { TinymlError } from '../diagnostics/diagnostic.ts';
import type { Manifest } from './manifest.ts';
import type { Board } from '../hardware/board.ts';
import type { Target } from '../hardware/target.ts';

/**
 * The board's numbers, each overridden by what the manifest says itself.
 * @throws TinymlError for a board that is not in `boards`, or where neither board nor core is given.
 */
export const resolveTarget = (
  { target: request, priority }: Pick<Manifest, 'target' | 'priority'>,
  boards: readonly Board[],
): Target => {
  const board = boards.find(({ id }) => id === request.board);
  if (request.board !== null && board === undefined)
    throw new TinymlError(unknownBoard(request.board, '`tinyml boards` lists the boards'));
  const core = request.core ?? board?.core;
  if (core === undefined) throw new TinymlError(noTarget());
  return {
    core,
    board: request.board,
    clockHz: request.clockHz ?? board?.clockHz ?? null,
    flash: request.flash ?? board?.flash ?? null,
    ram: request.ram ?? board?.ram ?? null,
    ...(board?.reserve === undefined ? {} : { reserve: board.reserve }),
    memory: request.memory,
    priority,
  };
};

import type { Board } from '@tinyml/core';
import type { Program } from '../lower/program.ts';
import { compilerFlags, emulatedBoard } from './flags.ts';

/** The environment of the target: the board's, or QEMU's for a bare core; undefined where there is only `native`. */
const targetEnvironment = (program: Program, board: Board | null): string | undefined => {
  if (board !== null)
    return [
      `[env:${board.id}]`,
      `platform = ${board.platform}`,
      `board = ${board.id}`,
      ...(board.framework === null ? [] : [`framework = ${board.framework}`, 'monitor_speed = 115200']),
      '',
    ].join('\n');
  const emulated = emulatedBoard(program.target.core);
  return emulated === undefined ? undefined : `[env:${emulated}]\nplatform = qemu\nboard = ${emulated}\n`;
};

/** `platformio.ini`: the target's environment and `native`, which runs the same on this computer. */
export const platformioIni = (program: Program, board: Board | null): string => {
  const flags = compilerFlags(program).join(' ');
  const environment = targetEnvironment(program, board);
  return [
    '; Yours: tinyml wrote it once and will not touch it again.',
    '; pio run                    build for the target',
    '; pio run -e native -t exec  build and run on this computer',
    '; pio test -e native         compare with the reference',
    '',
    '[env]',
    `build_flags = ${flags}`,
    ...(flags.includes('-Os') ? [] : ['build_unflags = -Os']),
    '',
    ...(environment === undefined ? [] : [environment]),
    '[env:native]',
    'platform = native',
    // The trailing library: a C compiler on a PC keeps the functions of math.h apart.
    'build_flags = ${env.build_flags} -lm',
    '',
  ].join('\n');
};

import type { Board } from '@tinyml/core/internal';
import { boards } from '../boards.ts';
import type { ApplicationModel } from './application.ts';
import { emulatedBoard } from '../program/compiler-flags.ts';

/** The name of the environment that builds for the model's target; undefined where there is only `native`. */
export const environmentOf = ({ board, core }: Pick<ApplicationModel, 'board' | 'core'>): string | undefined =>
  board ?? emulatedBoard(core);

/** The lines of a board's environment. */
export const boardLines = ({ id, platform, framework }: Board): readonly string[] => [
  `platform = ${platform}`,
  `board = ${id}`,
  ...(framework === null ? [] : [`framework = ${framework}`, 'monitor_speed = 115200']),
];

const environmentLines = (model: ApplicationModel): readonly string[] => {
  const name = environmentOf(model);
  if (name === undefined) return [];
  const board = boards.find(({ id }) => id === model.board);
  const lines = board === undefined ? ['platform = qemu', `board = ${name}`] : boardLines(board);
  return [`[env:${name}]`, ...lines, ''];
};

/** Flags for the application and everything beside the libraries, which bring their own. */
export const projectFlags = (models: readonly ApplicationModel[]): readonly string[] =>
  (models.find(({ flags }) => !flags.includes('-Os')) ?? models[0])?.flags ?? [];

/** `platformio.ini`: an environment for each target and `native`, which runs the same on this computer. */
export const platformioIni = (models: readonly ApplicationModel[]): string => {
  const flags = projectFlags(models);
  const environments = [...new Set(models.map((model) => environmentLines(model).join('\n')))];
  return [
    '; Yours: tinyml wrote it once and will not touch it again.',
    '; pio run                    build for the target',
    '; pio run -e native -t exec  build and run on this computer',
    '; pio test -e native         compare with the reference',
    '',
    '[env]',
    `build_flags = ${flags.join(' ')}`,
    ...(flags.includes('-Os') ? [] : ['build_unflags = -Os']),
    '',
    ...environments.filter((text) => text !== ''),
    '[env:native]',
    'platform = native',
    // The trailing library: a C compiler on a PC keeps the functions of math.h apart.
    'build_flags = ${env.build_flags} -lm',
    '',
  ].join('\n');
};

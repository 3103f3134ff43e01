import type { Core, OperatorTable } from '@tinyml/core';
import { arenaNames } from '../emit/arena-names.ts';
import { convertible, type ArenaKind } from '../emit/header.ts';
import type { Program } from '../program/program.ts';
import { compilerFlags } from '../program/compiler-flags.ts';
import type { ProjectOptions } from './options.ts';
import { microModel, type MicroModel } from './tflite-micro.ts';

/** Memory that a firmware lends the model: `static uint8_t <parameter>[<macro>_ARENA_BYTES] <attribute>`. */
export interface LentArena {
  readonly parameter: string;
  readonly macro: string;
  readonly attribute: string;
}

/** All that an application around the model, and its project, have to know of it. Plain data: a part of the build record. */
export interface ApplicationModel {
  readonly name: string;
  readonly project: ProjectOptions['project'];
  /** PlatformIO's board id; null: there is only a core. */
  readonly board: string | null;
  readonly core: Core;
  readonly flags: readonly string[];
  /** null: the arena is the library's own. */
  readonly lent: readonly LentArena[] | null;
  /** Function that gives it its memory, where models of a firmware take turns in one arena; else left out. */
  readonly use?: string;
  /** `isReal`: there are functions that convert from and to real numbers. */
  readonly inputs: readonly { readonly isReal: boolean; readonly isFloat: boolean }[];
  readonly outputs: readonly { readonly isReal: boolean }[];
  readonly hasLabels: boolean;
  /** null: it runs as C of its own. */
  readonly micro: MicroModel | null;
}

export const lentArenas = (program: Program, arena: ArenaKind): ApplicationModel['lent'] =>
  arena === 'static'
    ? null
    : arenaNames(program).map(({ parameter, macro, attribute }) => ({ parameter, macro, attribute }));

export interface ApplicationOptions extends Pick<ProjectOptions, 'arena' | 'board' | 'project' | 'runtime'> {
  /** By name: an interpreter is told of those that the model uses. */
  readonly operators: OperatorTable;
}

export const applicationOf = (
  program: Program,
  { arena, board, operators, project, runtime }: ApplicationOptions,
): ApplicationModel => ({
  name: program.name,
  project,
  board: board?.id ?? null,
  core: program.target.core,
  flags: compilerFlags(program),
  lent: lentArenas(program, arena),
  inputs: program.inputs.map((tensor) => ({
    isReal: convertible(tensor),
    isFloat: tensor.type.dtype === 'float32',
  })),
  outputs: program.outputs.map((tensor) => ({ isReal: convertible(tensor) })),
  hasLabels: program.labels !== undefined,
  micro: runtime === 'tflite-micro' && project === 'platformio' ? microModel(program, operators) : null,
});

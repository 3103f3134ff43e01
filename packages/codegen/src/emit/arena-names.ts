import type { Program } from '../program/program.ts';

/** One arena in C: in the only memory there is, or in one of the target's regions. */
export interface ArenaNames {
  /** `fashion_arena`, `fashion_dtcm_arena`. */
  readonly variable: string;
  /** Prefix of its macros: `FASHION`, `FASHION_DTCM`. */
  readonly macro: string;
  /** Parameters of `init_with`: `arena`, `bytes`; `dtcm_arena`, `dtcm_bytes`. */
  readonly parameter: string;
  readonly size: string;
  /** What its attribute is by default, as C: nothing, or the region's section. */
  readonly attribute: string;
  /** The region's name; null: there is one arena and no region is named. */
  readonly region: string | null;
  /** At least 1: C has no empty arrays. */
  readonly bytes: number;
  /** Bytes of the region; null: not known. */
  readonly limit: number | null;
}

/** Names of the program's arenas. A region's section is one of .bss: nothing of it is in flash, and any linker script takes it. */
export const arenaNames = ({ name, arenas }: Program): readonly ArenaNames[] =>
  arenas.map(({ region, bytes, limit }) => ({
    variable: region === null ? `${name}_arena` : `${name}_${region}_arena`,
    macro: (region === null ? name : `${name}_${region}`).toUpperCase(),
    parameter: region === null ? 'arena' : `${region}_arena`,
    size: region === null ? 'bytes' : `${region}_bytes`,
    attribute: region === null ? '' : `__attribute__((section(".bss.${region}")))`,
    region,
    bytes: Math.max(1, bytes),
    limit,
  }));

/** The parameters of `init_with`. */
export const lentParameters = (program: Program): string =>
  arenaNames(program)
    .map(({ parameter, size }) => `void *${parameter}, size_t ${size}`)
    .join(', ');

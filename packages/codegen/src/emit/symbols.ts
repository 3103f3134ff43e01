import type { DType } from '@tinyml/core';
import {
  hasSeparateFlash,
  type ArenaBuffer,
  type Group,
  type Place,
  type Program,
  type ProgramConstant,
} from '../program/program.ts';
import { arenaNames, type ArenaNames } from './arena-names.ts';

/** The C type of one element of a tensor in memory. */
export const elementType = (dtype: DType): string => {
  switch (dtype) {
    case 'float32':
      return 'float';
    case 'float16':
      return 'uint16_t';
    case 'int4':
      return 'int8_t';
    case 'bool':
      return 'uint8_t';
    default:
      return `${dtype}_t`;
  }
};

/** A step of the schedule as its trace names it: the layer whose result is there then. */
export const traceName = (group: Group, at: number): string => group.nodes.at(-1)?.id ?? `copy_${String(at)}`;

/** C names of one program: every one carries the model's prefix. */
export interface Symbols {
  readonly prefix: string;
  readonly macro: string;
  readonly separateFlash: boolean;
  constant(index: number): string;
  /** A pointer expression; for what is in the arena also `offset` bytes from its first one, and what the text adds. */
  pointer(place: Place, type: string, offset?: number, more?: string): string;
}

export const symbolsOf = (program: Program): Symbols => {
  const prefix = program.name;
  const macro = prefix.toUpperCase();
  const arenas = arenaNames(program);
  const constant = (index: number): string => `${prefix}_${(program.constants[index] as ProgramConstant).name}`;
  return {
    prefix,
    macro,
    separateFlash: hasSeparateFlash(program),
    constant,
    pointer(place, type, offset = 0, more = '') {
      if ('constant' in place) return constant(place.constant);
      const buffer = program.buffers[place.buffer] as ArenaBuffer;
      const arena = arenas[buffer.arena] as ArenaNames;
      return `${arena.macro}_AT(${type}, ${String(buffer.offset + offset)}${more})`;
    },
  };
};

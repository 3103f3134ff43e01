import { asJson, type Codec } from '@tinyml/core/internal';
import type { Program } from './program.ts';

const lists = ['inputs', 'outputs', 'schedule', 'constants', 'buffers', 'arenas'] as const;

const isProgram = (value: unknown): value is Program => {
  const program = (value ?? {}) as Partial<Program>;
  return program.schema === 'tinyml-program/1' && lists.every((list) => Array.isArray(program[list]));
};

/** How programs lie in the cache. */
export const programCodec: Codec<Program> = {
  toJson: asJson,
  fromJson: (json) => {
    const value: unknown = json;
    return isProgram(value) ? value : undefined;
  },
};

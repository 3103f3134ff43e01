import type { Core } from '@tinyml/core';
import type { Program } from './program.ts';

/** Compiler flags that the program's size and speed were measured with: part of what is emitted. */
export const compilerFlags = ({ target }: Pick<Program, 'target'>): readonly string[] =>
  target.priority[0] === 'size' ? ['-Os'] : ['-O2'];

/** QEMU's board for a core that has one. */
export const emulatedBoard = (core: Core): string | undefined =>
  (
    ({ 'cortex-m4f': 'mps2-an386', 'cortex-m7': 'mps2-an500', 'cortex-m55': 'mps3-an547' }) as Partial<
      Record<Core, string>
    >
  )[core];

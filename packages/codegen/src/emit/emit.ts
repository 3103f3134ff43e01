import { TinymlError, type Constants, type Kernel } from '@tinyml/core';
import type { Program } from '../program/program.ts';
import type { EmittedFile } from './file.ts';
import { publicHeader, type ArenaKind } from './header.ts';
import { kernelFiles } from './kernel-files.ts';
import { includedHeaders } from './includes.ts';
import { licence } from './mit-0.ts';
import { findNameClash } from './name-clash.ts';
import type { Provenance } from './provenance.ts';
import { programSource } from './source.ts';
import { weightsHeader } from './weights.ts';

export interface EmitOptions {
  /** Those that `lower` chose from: their headers are copied. */
  readonly kernels: readonly Kernel[];
  readonly constants: Constants;
  readonly provenance: Provenance;
  /** `external`: the firmware lends the memory with `<name>_init_with`. Default: `static`. */
  readonly arena?: ArenaKind;
  /** RAM budget in bytes that a static assertion holds the arena against; null: none. */
  readonly ram: number | null;
}

/** What a source defines for itself: it also names what it takes from kernels. */
const staticLines = (source: string): string => (source.match(/^static .*$/gm) ?? []).join('\n');

/** Folder of the emitted library in the output tree. */
export const libraryFolder = (program: Program): string => `lib/${program.name}`;

/**
 * The model as C: `lib/<name>/src/<name>.h`, `.c`, `_weights.h`, the kernels that it uses, and their licence.
 * The same program gives the same bytes anywhere. @throws TinymlError when two kernels bring different files of a name,
 * or one brings what the model's own name gives.
 */
export const emit = (program: Program, options: EmitOptions): readonly EmittedFile[] => {
  const { constants, kernels, provenance, ram, arena = 'static' } = options;
  const headers = kernelFiles(program, kernels);
  const root = libraryFolder(program);
  const own = (path: string, contents: string | Uint8Array): EmittedFile => ({
    path: `${root}/${path}`,
    contents,
    owner: 'tinyml',
  });
  const source = programSource(program, includedHeaders(program, headers), arena, ram, provenance);
  const header = publicHeader(program, arena, provenance);
  const weights = weightsHeader(program, constants, provenance);
  const clash = findNameClash(program.name, [staticLines(source), header, weights.declared], headers);
  if (clash !== undefined) throw new TinymlError(clash);
  return [
    own('LICENSE', licence),
    ...[...headers].map(([name, { text }]) => own(`src/kernels/${name}`, text)),
    own(`src/${program.name}.c`, source),
    own(`src/${program.name}.h`, header),
    own(`src/${program.name}_weights.h`, weights.contents),
  ];
};

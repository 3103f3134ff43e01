import type { Core } from '@tinyml/core';

/** Bytes of an object file of a library. */
export interface LibraryObject {
  readonly flash: number;
  /** Variables with an initial value: in flash and in RAM. */
  readonly data: number;
  readonly bss: number;
}

/** What a compiler brings for one core. Measured once and recorded, so that a build is the same on any machine. */
export interface SizeTable {
  readonly core: Core;
  /** Name and version of the compiler. */
  readonly compiler: string;
  readonly library: {
    /** The objects that a program with a call of the function is linked with. */
    readonly functions: Readonly<Record<string, readonly string[]>>;
    readonly objects: Readonly<Record<string, LibraryObject>>;
  };
}

import type { Core } from '@tinyml/core';

/** Bytes with the flags of priority size, and with those of any other. */
export type BytesByFlags = readonly [small: number, fast: number];

export interface StackByFlags {
  readonly here: BytesByFlags;
  readonly below: BytesByFlags;
}

export type NamesByFlags = readonly [small: readonly string[], fast: readonly string[]];

/** Bytes by function of the C library of kernels; `here` is what goes into the function that calls. */
export type FunctionSizes = Readonly<Record<string, BytesByFlags>>;

/** What a kernel takes, as its compiler made it of calls like those of programs. */
export interface KernelRow {
  /** Bytes of stack that the calling function takes in such programs, and the deepest chain of calls below it. */
  readonly stack: { readonly once: StackByFlags; readonly many: StackByFlags };
  /** Bytes of code of a further call, its share of the constants' addresses included. */
  readonly call: BytesByFlags;
  /** Bytes of the parameters that stay in flash where it is called once; elsewhere all do. */
  readonly params: BytesByFlags;
  /** Functions of the compiler's and the C library that such programs need. */
  readonly library: { readonly once: NamesByFlags; readonly many: NamesByFlags };
  /** Where it is called once: gcc then puts the layer's constants into it. */
  readonly once: FunctionSizes;
  /** Where it is called more than once; `here` without the calls. */
  readonly many: FunctionSizes;
  /** Each function by itself: where another kernel of the program needs some of them too. */
  readonly apart: FunctionSizes;
}

/** Bytes of an object file of a library. */
export interface LibraryObject {
  readonly flash: number;
  /** Variables with an initial value: in flash and in RAM. */
  readonly data: number;
  readonly bss: number;
}

/** What the kernels take on one core. Measured once and recorded, so that a build is the same on any machine. */
export interface SizeTable {
  readonly core: Core;
  /** Name and version of the compiler. */
  readonly compiler: string;
  /** By function; `#` in a name stands for a number that decides nothing. */
  readonly kernels: Readonly<Record<string, KernelRow>>;
  readonly library: {
    /** The objects that a program with a call of the function is linked with. */
    readonly functions: Readonly<Record<string, readonly string[]>>;
    readonly objects: Readonly<Record<string, LibraryObject>>;
  };
}

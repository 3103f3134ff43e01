import type { Core } from '../hardware/target.ts';

/** Bytes with the flags of priority size, and with those of any other. */
export type BytesByFlags = readonly [small: number, fast: number];

export interface StackByFlags {
  readonly here: BytesByFlags;
  readonly below: BytesByFlags;
}

export type NamesByFlags = readonly [small: readonly string[], fast: readonly string[]];

/** Bytes by C function; `here` is what goes into the function that calls. */
export type FunctionSizes = Readonly<Record<string, BytesByFlags>>;

/** What a C function of a kernel takes, as its compiler made it of calls like those of programs. */
export interface MeasuredSize {
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

/**
 * What C functions take, by function and core. Recorded, so that a build is the same on any machine. `#` in a function's name stands
 * for a number that decides nothing about its size. A function, because few programs need many of them.
 */
export type MeasuredSizes = () => Readonly<Record<string, Readonly<Partial<Record<Core, MeasuredSize>>>>>;

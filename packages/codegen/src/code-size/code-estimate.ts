import type { Core, Target } from '@tinyml/core';
import type { Group, Program } from '../program/program.ts';
import { compilerFlags } from '../program/compiler-flags.ts';
import {
  kernelUsages,
  paramsKey,
  situationOf,
  type KernelUsage,
  type KernelUsages,
  type SizedCall,
} from './kernel-usage.ts';
import { libraryOf } from './library-estimate.ts';
import { sizeTableOf } from './sizes/tables.ts';

/** Bytes around the kernels: the public functions, and in a call to a shared function what leads into it and out of it. */
const fixed = 16;
const linkage = 12;
/** Of a call of a kernel that was not measured. */
const perCall = 24;

type Column = 0 | 1;

const columnOf = (target: Target): Column => (compilerFlags({ target })[0] === '-Os' ? 0 : 1);

/** Functions that more than one of the kernels need. */
export const sharedFunctions = (known: readonly KernelUsage[]): ReadonlySet<string> => {
  const seen = new Set<string>();
  const shared = new Set<string>();
  for (const { row } of known)
    for (const name of Object.keys(row.apart)) {
      if (seen.has(name)) shared.add(name);
      seen.add(name);
    }
  return shared;
};

/** What a kernel takes in a program. */
export interface KernelParts {
  /** Bytes by function; `here` goes into the function that calls. */
  readonly bytes: ReadonlyMap<string, number>;
  /** Whether gcc puts the parameters into the code. */
  readonly folded: boolean;
}

/** Some of the functions that the kernel consists of have to be functions of their own: other kernels need them too. */
export const partsOf = (usage: KernelUsage, shared: ReadonlySet<string>, column: Column): KernelParts => {
  const { name: kernel, row, calls, repeated } = usage;
  const folded = situationOf(usage) === 'once';
  const apart = new Map(Object.entries(row.apart).map(([name, bytes]) => [name, bytes[column]]));
  const bytes = new Map(Object.entries(folded ? row.once : row.many).map(([name, sizes]) => [name, sizes[column]]));
  const call = row.call[column];
  if (calls > 1) {
    const here = bytes.get('here') ?? 0;
    // With the same parameters in all calls, what would go into the calling function is a function of its own.
    const body = folded ? here - call + linkage : 0;
    bytes.set('here', Math.max(0, calls * call - repeated + (folded ? 0 : here)));
    if (body > 0) bytes.set(kernel, body);
  }
  const moved = [...apart].filter(([name, own]) => own > 0 && shared.has(name) && (bytes.get(name) ?? 0) === 0);
  for (const [name, own] of moved) {
    // It was inlined where there is most beyond what the function takes by itself.
    const growth = (of: string): number => (bytes.get(of) ?? 0) - (apart.get(of) ?? 0);
    const from = [...bytes.keys()].reduce((most, one) => (growth(one) > growth(most) ? one : most), 'here');
    const least = apart.get(from) ?? Math.min(call, bytes.get(from) ?? 0);
    bytes.set(from, Math.max(least, (bytes.get(from) ?? 0) - own + linkage));
    bytes.set(name, own);
  }
  // What is called from there does not know the parameters either.
  if (folded && moved.length > 0)
    for (const [name, own] of apart) if (bytes.has(name)) bytes.set(name, Math.max(own, bytes.get(name) ?? 0));
  return { bytes, folded: folded && moved.length === 0 };
};

/** Bytes of the kernels' code: what kernels share counts once. */
const kernelCode = ({ declared, known }: KernelUsages, column: Column): number => {
  const shared = sharedFunctions(known);
  const functions = new Map<string, number>();
  let bytes = fixed;
  for (const usage of known)
    for (const [name, size] of partsOf(usage, shared, column).bytes)
      if (name === 'here') bytes += size;
      else functions.set(name, Math.max(functions.get(name) ?? 0, size));
  for (const size of functions.values()) bytes += size;
  return declared.reduce((sum, { calls, size }) => sum + size.code + perCall * calls, bytes);
};

const initialiserBytes = (value: unknown): number =>
  typeof value === 'number'
    ? 4
    : value !== null && typeof value === 'object'
      ? 'c' in value
        ? 4
        : Object.values('fields' in value ? (value.fields as object) : value).reduce<number>(
            (sum, item) => sum + initialiserBytes(item),
            0,
          )
      : 0;

/** Equal parameters are stored once; those of a kernel that is called once mostly go into its code. */
const paramsBytes = (calls: readonly SizedCall[], { known }: KernelUsages, column: Column): number => {
  const shared = sharedFunctions(known);
  const folded = new Map(
    known.flatMap((usage) =>
      partsOf(usage, shared, column).folded ? [[usage.name, usage.row.params[column]] as const] : [],
    ),
  );
  const stored = new Map<unknown, number>();
  for (const call of calls) {
    const { function: name, params } = call;
    if (params === undefined) continue;
    stored.set(paramsKey(call), Math.min(folded.get(name) ?? Infinity, initialiserBytes(params.fields)));
  }
  return [...stored.values()].reduce((sum, bytes) => sum + bytes, 0);
};

/** What selection takes a function for whose size nobody gives. */
const unknownSize = 500;

/** Bytes of the code for these calls with the emitted flags, their parameters included: for comparisons, never for the record. */
export const comparableCode = (calls: readonly SizedCall[], target: Target): number => {
  const usages = kernelUsages(calls);
  const column = columnOf(target);
  return (
    kernelCode(usages, column) +
    paramsBytes(calls, usages, column) +
    libraryOf(usages, target.core, column).flash +
    unknownSize * usages.unknown.length
  );
};

/** The calls as often as the source has them: a stream has some of them in several of its loops. */
export const callSites = ({ call, stream }: Group): readonly SizedCall[] =>
  stream?.loops.flatMap(({ steps }) =>
    steps.flatMap((step) => ('move' in step ? [] : (stream.calls[step.call]?.call ?? []))),
  ) ?? (call === null ? [] : [call]);

/** Bytes of stack above the calling function and what it saves, and of what assembly blocks push. */
const ownStack = 96;

/**
 * Bytes of stack of one invocation that makes these calls, rather a little more than less; null where a kernel's is not known.
 * What is inlined shares one frame, and the functions that are called lie below it.
 */
export const stackBound = (calls: readonly SizedCall[], target: Target): number | null => {
  const { declared, known, unknown } = kernelUsages(calls);
  const column = columnOf(target);
  if (unknown.length > 0) return null;
  const stacks = known.map(({ row, ...usage }) => row.stack[situationOf(usage)]);
  const here = Math.max(0, ...stacks.map((stack) => stack.here[column]));
  const below = Math.max(0, ...stacks.map((stack) => stack.below[column]), ...declared.map(({ size }) => size.stack));
  return ownStack + here + below;
};

/** What a program takes beside its constants and its arena. Bytes; null where a kernel's size is not known. */
export interface ProgramEstimate {
  /** Code, the libraries' included. */
  readonly code: number | null;
  /** Parameters of layers that stay in flash. */
  readonly params: number;
  /** Variables of the libraries: with an initial value, which flash holds as well, and without. */
  readonly data: number;
  readonly bss: number;
  readonly stack: number | null;
  /** Kernels whose size nobody gives. */
  readonly unknown: readonly string[];
  /** Whose sizes they are, and how that was compiled. */
  readonly core: Core;
  readonly compiler: string;
}

/** What a program takes on its target: as measured on its core or the nearest one that was. */
export const programEstimate = ({ schedule, target }: Program): ProgramEstimate => {
  const calls = schedule.flatMap(callSites);
  const usages = kernelUsages(calls);
  const streams = schedule.flatMap(({ stream }) => stream ?? []);
  const moves = streams.some(({ loops }) => loops.some(({ steps }) => steps.some((step) => 'move' in step)));
  const column = columnOf(target);
  const library = libraryOf(usages, target.core, column, moves ? ['memmove'] : []);
  const { compiler, core } = sizeTableOf(target.core);
  return {
    code: usages.unknown.length > 0 ? null : kernelCode(usages, column) + library.flash,
    params: paramsBytes(calls, usages, column),
    data: library.data,
    bss: library.bss,
    stack: stackBound(calls, target),
    unknown: usages.unknown,
    core,
    compiler,
  };
};

/** Code of the models of a firmware, what they need of the libraries once. Bytes; null where a kernel's size is not known. */
export type FirmwareCode = Pick<ProgramEstimate, 'code' | 'params' | 'data' | 'bss'>;

const movesRows = ({ schedule }: Program): boolean =>
  schedule.some(({ stream }) => stream?.loops.some(({ steps }) => steps.some((step) => 'move' in step)) === true);

/** `together`: models that one file of C holds, so that each kernel is there once; `apart`: those with kernels of their own. */
export const firmwareCode = (together: readonly Program[], apart: readonly Program[]): FirmwareCode => {
  const units = [...(together.length === 0 ? [] : [together]), ...apart.map((program) => [program])];
  const compiled = units.map((programs) => {
    const calls = programs.flatMap(({ schedule }) => schedule.flatMap(callSites));
    const { target } = programs[0] as Program;
    const usages = kernelUsages(calls);
    const column = columnOf(target);
    const code = kernelCode(usages, column) + fixed * (programs.length - 1);
    return { programs, usages, column, target, code, params: paramsBytes(calls, usages, column) };
  });
  const libraries = ([0, 1] as const).flatMap((column) => {
    const own = compiled.filter((unit) => unit.column === column);
    const [first] = own;
    if (first === undefined) return [];
    const moves = own.some(({ programs }) => programs.some(movesRows));
    const known = own.flatMap(({ usages }) => usages.known);
    return [libraryOf({ declared: [], known, unknown: [] }, first.target.core, column, moves ? ['memmove'] : [])];
  });
  const sum = <T>(of: readonly T[], value: (one: T) => number): number => of.reduce((all, one) => all + value(one), 0);
  const isKnown = compiled.every(({ usages }) => usages.unknown.length === 0);
  return {
    code: isKnown ? sum(compiled, ({ code }) => code) + sum(libraries, ({ flash }) => flash) : null,
    params: sum(compiled, ({ params }) => params),
    data: sum(libraries, ({ data }) => data),
    bss: sum(libraries, ({ bss }) => bss),
  };
};

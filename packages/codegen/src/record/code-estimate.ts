import { plainArguments, type Target } from '@tinyml/core';
import { callsOf, type Program, type ProgramCall } from '../lower/program.ts';
import { compilerFlags } from '../project/flags.ts';
import { kernelSizes, librarySizes, measuredFlags, type KernelSize } from './code-sizes.ts';

/** Bytes of code around the kernels, measured on Cortex-M4F: the public functions, a call, and each of its arguments. */
const fixed = 16;
const perCall = 4;
const perArgument = 5;
const perStreamed = 25;

/** Bytes of stack of `invoke` itself with what is inlined there, of its caller, and of what assembly blocks push. */
const ownStack = 288;

type Call = Pick<ProgramCall, 'function' | 'arguments'>;

interface Called {
  readonly row: KernelSize;
  readonly times: number;
  readonly calls: number;
}

/** The functions that are called, and how often; those that are not in the table (a third party's) count apart. */
const calledOf = (calls: readonly Call[]): { readonly known: readonly Called[]; readonly unknown: number } => {
  const called = new Map<string, Called>();
  const unknown = new Set<string>();
  for (const call of calls) {
    if (call.function === 'memcpy') continue;
    const row = kernelSizes[call.function];
    if (row === undefined) {
      unknown.add(call.function);
      continue;
    }
    const { times, calls: before } = called.get(call.function) ?? { times: 0, calls: 0 };
    const bytes = perCall + perArgument * plainArguments(call).length;
    called.set(call.function, { row, times: times + 1, calls: before + bytes });
  }
  return { known: [...called.values()], unknown: unknown.size };
};

const columnOf = (target: Target): 0 | 1 => (compilerFlags({ target })[0] === measuredFlags[0] ? 0 : 1);

/** Bytes of the functions in the table, and of what they need of the C library beside memcpy and memset. */
const codeOf = (called: readonly Called[], column: 0 | 1): number => {
  const users = new Map<string, number>();
  for (const { row } of called) for (const name of Object.keys(row.code)) users.set(name, (users.get(name) ?? 0) + 1);
  const shared = new Map<string, number>();
  let bytes = fixed;
  for (const { row, times, calls } of called) {
    if (times === 1 && Object.keys(row.code).every((name) => users.get(name) === 1)) {
      bytes += row.single[column];
      continue;
    }
    bytes += calls;
    for (const [name, size] of Object.entries(row.code))
      shared.set(name, Math.max(shared.get(name) ?? 0, size[column]));
  }
  for (const size of shared.values()) bytes += size;
  for (const name of new Set(called.flatMap(({ row }) => row.library ?? []))) bytes += librarySizes[name] ?? 0;
  return bytes;
};

/** What selection takes a function for that is not in the table. */
const unknownSize = 500;

/** Bytes of the code for these calls with the emitted flags, for comparisons. */
export const comparableCode = (calls: readonly Call[], target: Target): number => {
  const { known, unknown } = calledOf(calls);
  return codeOf(known, columnOf(target)) + unknownSize * unknown;
};

/** Bytes of code for these calls on a Cortex-M4F with the emitted flags; null where a kernel is not in the table. */
export const codeFor = (calls: readonly Call[], target: Target): number | null => {
  const { known, unknown } = calledOf(calls);
  return unknown > 0 ? null : codeOf(known, columnOf(target));
};

/** The same of a program, with the loops of what runs by rows. */
export const codeEstimate = ({ schedule, target }: Program): number | null => {
  const code = codeFor(schedule.flatMap(callsOf), target);
  const streamed = schedule.flatMap(({ stream }) => stream?.calls ?? []).length;
  return code === null || streamed === 0 ? code : code + (librarySizes['memmove'] ?? 0) + perStreamed * streamed;
};

/** A bound of the bytes of stack of one invocation that makes these calls, from the same table; null as above. */
export const stackBound = (calls: readonly Call[], target: Target): number | null => {
  const { known, unknown } = calledOf(calls);
  const column = columnOf(target);
  return unknown > 0 ? null : ownStack + Math.max(0, ...known.map(({ row }) => row.stack[column]));
};

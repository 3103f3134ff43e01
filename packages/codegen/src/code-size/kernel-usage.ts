import type { ProgramCall } from '../program/program.ts';
import { plainArguments, type KernelSize, type MeasuredSize } from '@tinyml/core';

/** A call as far as its size matters. */
export type SizedCall = Pick<ProgramCall, 'function' | 'arguments' | 'params' | 'size'> & {
  readonly constants?: unknown;
};

/** How a program calls a kernel. */
export interface CallCounts {
  /** Calls as they stand in the source. */
  readonly calls: number;
  /** Bytes of addresses that calls of the source have in common: rows of a layer are computed by several, with the same constants. */
  readonly repeated: number;
  /** Different parameters among them. */
  readonly params: number;
}

/** A kernel of a program. */
export interface KernelUsage extends CallCounts {
  readonly name: string;
  readonly row: MeasuredSize;
}

/** A kernel that was not measured, but says what it takes. */
export interface DeclaredUsage {
  readonly name: string;
  readonly size: KernelSize;
  readonly calls: number;
}

export interface KernelUsages {
  readonly known: readonly KernelUsage[];
  readonly declared: readonly DeclaredUsage[];
  /** Functions whose size nobody gives. */
  readonly unknown: readonly string[];
}

/** gcc puts the parameters into a function's code where all calls have the same. */
export const situationOf = ({ params }: Pick<CallCounts, 'params'>): 'once' | 'many' => (params > 1 ? 'many' : 'once');

const keys = new WeakMap<SizedCall, unknown>();

/** Equal for calls whose parameters are stored once. */
export const paramsKey = (call: SizedCall): unknown => {
  // Selection compares the same calls in many programs.
  if (keys.has(call)) return keys.get(call);
  const fields = JSON.stringify(call.params);
  // Pointers to arrays differ where the arrays do: a program has their indices, a kernel's call the arrays themselves.
  const points = fields?.includes('"@') ?? false;
  const key = !points ? fields : Array.isArray(call.constants) ? call : `${fields} ${JSON.stringify(call.constants)}`;
  keys.set(call, key);
  return key;
};

/** An address in a function's pool of literals. */
const addressBytes = 4;

const addressesOf = (call: SizedCall): number =>
  plainArguments(call).filter((argument) => 'params' in argument || 'constant' in argument).length;

/** `calls`: one for each place in the source; the same object for each that has the same parameters and constants. */
export const kernelUsages = (calls: readonly SizedCall[]): KernelUsages => {
  const byName = new Map<string, SizedCall[]>();
  for (const call of calls) {
    const known = byName.get(call.function);
    if (known === undefined) byName.set(call.function, [call]);
    else known.push(call);
  }
  // The C library's.
  byName.delete('memcpy');
  const [known, declared, unknown]: [KernelUsage[], DeclaredUsage[], string[]] = [[], [], []];
  for (const [name, own] of byName) {
    const size = own[0]?.size;
    const different = new Set(own);
    if (size === undefined) unknown.push(name);
    else if ('code' in size) declared.push({ name, size, calls: own.length });
    else {
      const addresses = (some: Iterable<SizedCall>): number =>
        [...some].reduce((sum, call) => sum + addressesOf(call), 0);
      known.push({
        name,
        row: size,
        calls: own.length,
        repeated: addressBytes * (addresses(own) - addresses(different)),
        params: own.length === 1 ? 1 : new Set([...different].map(paramsKey)).size,
      });
    }
  }
  return { known, declared, unknown: unknown.sort() };
};

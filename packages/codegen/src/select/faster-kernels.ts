import type { KernelCall, Target } from '@tinyml/core';
import { elementBytes } from '../program/stored-elements.ts';
import { comparableCode } from '../code-size/code-estimate.ts';
import { kernelCall } from './kernel-call.ts';
import type { Selected, UnitCall } from './selected.ts';
import { unitCall } from './unit-call.ts';

/**
 * Bytes that faster kernels may take where nothing limits flash: less than an interpreter's code takes, so that a program
 * stays smaller than one with an interpreter.
 */
const unlimited = 36_000;

/** Bytes of the arrays that calls read. */
export const constantBytes = (calls: readonly KernelCall[]): number =>
  calls
    .flatMap(({ constants }) => constants)
    .reduce((sum, { ctype, values }) => sum + values.length * elementBytes(ctype), 0);

/**
 * Bytes of flash that faster kernels may take beyond `constants` and `code`.
 * @param limit bytes of flash for the whole program; null: no limit
 */
export const spareFlash = (limit: number | null, constants: number, code: number): number =>
  limit === null ? unlimited : Math.max(0, limit - constants - code);

const bytesText = (bytes: number): string => `${String(Math.round(bytes))} B`;

interface Offer {
  readonly unit: Selected;
  readonly faster: Selected;
  readonly saving: number;
  readonly bytes: number;
}

/** Faster kernels for as many units as `spare` bytes of flash allow, those first that save the most cycles a byte. */
export const fasterWithin = <S extends Selected>(units: readonly S[], spare: number): readonly (S | Selected)[] => {
  const offers = units
    .flatMap((unit) =>
      (unit.faster ?? []).map((faster): Offer => ({
        unit,
        faster,
        saving: unit.cost.cycles - faster.cost.cycles,
        bytes: faster.kernel.flash?.(faster.request) ?? 0,
      })),
    )
    .sort((a, b) => b.saving * a.bytes - a.saving * b.bytes);
  let left = spare;
  const instead = new Map<Selected, Selected>();
  for (const { unit, faster, saving, bytes } of offers) {
    if (instead.get(unit)?.kernel.flash !== undefined) continue;
    const trade = `${bytesText(bytes)} more flash for ${String(Math.round(saving))} cycles less`;
    const why =
      bytes <= left
        ? `${trade} than ${unit.kernel.name}, of ${bytesText(left)} to spare`
        : `${unit.why}; not ${faster.kernel.name}: ${trade}, of which ${bytesText(left)} are to spare`;
    instead.set(unit, { ...(bytes <= left ? faster : unit), why });
    if (bytes <= left) left -= bytes;
  }
  return units.map((unit) => instead.get(unit) ?? unit);
};

/** The units, those that can be faster for more flash as far as the limit allows. */
export const withFasterKernels = (
  units: readonly UnitCall[],
  target: Target,
  limit: number | null,
): readonly UnitCall[] => {
  if (units.every(({ faster }) => faster === undefined)) return units;
  const calls = units.map(({ call }) => call);
  // One call of each kernel will do for its code.
  const faster = new Map(units.flatMap((unit) => (unit.faster ?? []).map((one) => [one.kernel, one])));
  const code = comparableCode(
    [...calls, ...[...faster.values()].map(({ kernel, request }) => kernelCall(kernel, request))],
    target,
  );
  const spare = spareFlash(limit, constantBytes(calls), code);
  return fasterWithin(units, spare).map((unit) => ('call' in unit ? unit : unitCall(unit)));
};

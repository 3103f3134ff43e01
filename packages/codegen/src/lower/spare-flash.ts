import type { KernelCall } from '@tinyml/core';
import type { Selected } from './selection.ts';

/**
 * Bytes that faster kernels may take where nothing limits flash: less than an interpreter's code takes, so that a program
 * stays smaller than one with an interpreter.
 */
const unlimited = 36_000;

const elementBytes = { int8_t: 1, uint8_t: 1, int16_t: 2, uint16_t: 2, int32_t: 4, float: 4 } as const;

/** Bytes of the arrays that calls read. */
export const constantBytes = (calls: readonly KernelCall[]): number =>
  calls
    .flatMap(({ constants }) => constants)
    .reduce((sum, { ctype, values }) => sum + values.length * elementBytes[ctype], 0);

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
export const spendFlash = <S extends Selected>(units: readonly S[], spare: number): readonly (S | Selected)[] => {
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

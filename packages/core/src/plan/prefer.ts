import type { Priority } from '../hardware/target.ts';

/** What is known of a candidate. Bytes and cycles; null: not known. */
export interface Judged {
  readonly flash: number | null;
  readonly ram: number | null;
  readonly cycles: number | null;
  readonly loss: number;
}

const known = (value: number | null): number => value ?? Infinity;

/** The same weights as between kernels: one per cent fewer cycles may cost half a per cent of flash. */
const price = ({ flash, ram, cycles }: Judged): number =>
  Math.log(known(flash) + 1) + 0.15 * Math.log(known(ram) + 1) + 0.5 * Math.log(known(cycles) + 1);

const valueOf: Readonly<Record<Priority, (judged: Judged) => number>> = {
  size: ({ flash }) => known(flash),
  latency: ({ cycles }) => known(cycles),
  accuracy: ({ loss }) => loss,
  balanced: price,
};

/** Negative where `a` is the better one by the order of priority. */
export const compareBy =
  (priority: readonly Priority[]) =>
  (a: Judged, b: Judged): number => {
    for (const one of priority) {
      const difference = valueOf[one](a) - valueOf[one](b);
      if (difference !== 0 && !Number.isNaN(difference)) return difference;
    }
    return known(a.ram) < known(b.ram) ? -1 : known(a.ram) > known(b.ram) ? 1 : 0;
  };

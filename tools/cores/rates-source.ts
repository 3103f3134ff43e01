import type { Core } from '@tinyml/core';
import { coreSpeed } from '../../packages/codegen/src/core-speed.ts';
import type { Rate } from '../../packages/operators/src/kernel/kernel-cost.ts';
import { recorded } from '../kernel-rates/probed-work.ts';
import { ratesOf } from './fit-rates.ts';
import { readRows } from './rows.ts';

type Rates = Readonly<Record<string, Rate>>;

const textOf = (rates: Rates): string =>
  `{ ${Object.entries(rates)
    .map(([kind, pair]) => `${kind}: [${pair.map((value) => String(Number(value.toPrecision(3)))).join(', ')}]`)
    .join(', ')} }`;

/** In the units that costs have, a Cortex-M4's: the core's general factors lead back. Kinds that were not met keep the M4's. */
const inUnits = (core: Core, own: Rates | undefined, general: Rates): Rates => {
  const speed = coreSpeed(core);
  const scaled = Object.entries(own ?? {}).map(([kind, [instructions, cycles]]) => [
    kind,
    [instructions / speed.instructions, cycles / speed.instructions / speed.cycles],
  ]);
  return { ...general, ...Object.fromEntries(scaled) } as Rates;
};

const tableText = (core: Core): string => {
  const entries = Object.entries(ratesOf(core, readRows(core).rows)).map(([name, { fast, small }]) => {
    const general = recorded[name];
    const level = (own: Rates | undefined, of: 'fast' | 'small'): string =>
      textOf(inUnits(core, own, general?.[of] ?? {}));
    return `    ${name}: {\n      fast: ${level(fast, 'fast')},\n      small: ${level(small, 'small')},\n    },\n`;
  });
  return `  ${/\W/.test(core) ? `'${core}'` : core}: {\n${entries.join('')}  },\n`;
};

/** The text of packages/operators/src/kernel/measured-rates.ts. */
export const ratesSource = (cores: readonly Core[]): string => `import type { RateTable } from './kernel-cost.ts';

/** By core. Fitted to the rows in tools/cores/rows by \`pnpm bench:cores\`, which writes this file. */
// prettier-ignore
export const measuredRates: Readonly<Record<string, RateTable>> = {
${cores.map(tableText).join('')}};
`;

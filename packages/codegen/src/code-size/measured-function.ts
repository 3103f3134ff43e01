import type { Core, FunctionSizes, Kernel, MeasuredSize, MeasuredSizes } from '@tinyml/core';
import { measuredCores } from './sizes/tables.ts';

type Rows = ReturnType<MeasuredSizes>;

/** A row that stands for functions whose names differ in a number. */
interface NumberedRow {
  readonly pattern: RegExp;
  readonly cores: Rows[string];
}

interface Table {
  readonly rows: Rows;
  readonly numbered: readonly NumberedRow[];
}

const tables = new WeakMap<MeasuredSizes, Table>();

const tableOf = (measured: MeasuredSizes): Table => {
  const known = tables.get(measured);
  if (known !== undefined) return known;
  const rows = measured();
  const numbered = Object.entries(rows)
    .filter(([name]) => name.includes('#'))
    .map(([name, cores]) => ({ pattern: new RegExp(`^${name.replace('#', '(\\d+)')}$`), cores }));
  const table = { rows, numbered };
  tables.set(measured, table);
  return table;
};

const withNumber = (sizes: FunctionSizes, number: string): FunctionSizes =>
  Object.fromEntries(Object.entries(sizes).map(([name, bytes]) => [name.replace('#', number), bytes]));

const rowFor = (cores: Rows[string] | undefined, core: Core): MeasuredSize | undefined =>
  measuredCores(core)
    .map((measured) => cores?.[measured])
    .find((row) => row !== undefined);

/** What a C function takes on a core, or on the nearest one that was measured; undefined: it is not known. */
export const measuredFunction = (
  { measured }: Pick<Kernel, 'measured'>,
  name: string,
  core: Core,
): MeasuredSize | undefined => {
  if (measured === undefined) return undefined;
  const { rows, numbered } = tableOf(measured);
  if (Object.hasOwn(rows, name)) return rowFor(rows[name], core);
  for (const { pattern, cores } of numbered) {
    const number = pattern.exec(name)?.[1];
    const row = number === undefined ? undefined : rowFor(cores, core);
    if (row === undefined || number === undefined) continue;
    const { once, many, apart } = row;
    return {
      ...row,
      once: withNumber(once, number),
      many: withNumber(many, number),
      apart: withNumber(apart, number),
    };
  }
  return undefined;
};

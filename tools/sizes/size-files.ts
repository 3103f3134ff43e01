import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Core, FunctionSizes, MeasuredSize, MeasuredSizes, StackByFlags } from '@tinyml/core';

/** Where the kernels' C lies, each beside what binds it. */
export const operatorsFolder = fileURLToPath(new URL('../../packages/operators/src/', import.meta.url));

const fileName = 'kernel-sizes.ts';

export type Rows = ReturnType<MeasuredSizes>;

let readings = 0;

/** What was measured of the C functions of each folder, by the folder's path within the operators' sources. */
export const readSizes = async (): Promise<ReadonlyMap<string, Rows>> => {
  readings++;
  const paths = readdirSync(operatorsFolder, { recursive: true, encoding: 'utf8' }).filter(
    (path) => path.replaceAll('\\', '/').split('/').at(-1) === fileName,
  );
  return new Map(
    await Promise.all(
      paths.sort().map(async (path) => {
        // A query of its own, for a file that was written meanwhile.
        const { href } = pathToFileURL(join(operatorsFolder, path));
        const { sizes } = (await import(`${href}?${String(readings)}`)) as { readonly sizes: MeasuredSizes };
        return [dirname(path), sizes()] as const;
      }),
    ),
  );
};

/** Names that stand for many: of functions, and of those that they call. */
export const numberedNames = (all: Iterable<Rows>): readonly string[] => {
  const names = new Set<string>();
  for (const rows of all)
    for (const [name, cores] of Object.entries(rows))
      for (const one of [name, ...Object.values(cores).flatMap(({ apart }) => Object.keys(apart))])
        if (one.includes('#')) names.add(one);
  return [...names];
};

const pair = ([small, fast]: readonly [number, number]): string => `[${String(small)}, ${String(fast)}]`;
const key = (name: string): string => (/^\w+$/.test(name) ? name : `'${name}'`);

const sizes = (all: FunctionSizes): string =>
  `{ ${Object.entries(all)
    .map(([name, bytes]) => `${key(name)}: ${pair(bytes)}`)
    .join(', ')} }`;

const list = (names: readonly string[]): string => `[${names.map((name) => `'${name}'`).join(', ')}]`;

const both = (all: MeasuredSize['library']): string =>
  `{ once: [${all.once.map(list).join(', ')}], many: [${all.many.map(list).join(', ')}] }`;

const stackText = ({ below, here }: StackByFlags): string => `{ here: ${pair(here)}, below: ${pair(below)} }`;

const row = ({ apart, call, library, many, once, params, stack }: MeasuredSize): string =>
  `{ stack: { once: ${stackText(stack.once)}, many: ${stackText(stack.many)} }, call: ${pair(call)}, params: ${pair(params)}, library: ${both(library)}, once: ${sizes(once)}, many: ${sizes(many)}, apart: ${sizes(apart)} }`;

/** In the order in which rows are written. */
const cores: readonly Core[] = ['cortex-m4f', 'cortex-m55', 'cortex-m3', 'avr'];

/** The file of a folder's sizes. */
export const sizesSource = (rows: Rows): string => `import type { MeasuredSizes } from '@tinyml/core';

/** What the C functions of this folder take: written by \`pnpm bench:sizes --tables\`. */
// prettier-ignore
export const sizes: MeasuredSizes = () => ({
${Object.entries(rows)
  .sort(([a], [b]) => (a < b ? -1 : 1))
  .map(
    ([name, byCore]) =>
      `  ${key(name)}: {\n${cores
        .flatMap((core) => {
          const own = byCore[core];
          return own === undefined ? [] : [`    ${key(core)}: ${row(own)},\n`];
        })
        .join('')}  },\n`,
  )
  .join('')}});
`;

/**
 * Writes what was measured on a core beside the kernels. `measured`: rows by function; `folders`: where each function's C stands,
 * of all that the core has.
 * @returns folders whose file is new, which nothing imports yet
 */
export const writeSizes = async (
  core: Core,
  measured: ReadonlyMap<string, MeasuredSize>,
  folders: ReadonlyMap<string, string>,
): Promise<readonly string[]> => {
  const known = await readSizes();
  const before = new Map([...known.values()].flatMap((rows) => Object.entries(rows)));
  const after = new Map<string, Record<string, Rows[string]>>(
    [...known].map(([folder, rows]) => [folder, { ...rows }]),
  );
  for (const [name, row] of measured) {
    const folder = folders.get(name) as string;
    // C that was moved takes its rows with it.
    for (const [other, rows] of after) if (other !== folder) delete rows[name];
    const rows = after.get(folder) ?? {};
    rows[name] = { ...before.get(name), [core]: row };
    after.set(folder, rows);
  }
  const added: string[] = [];
  for (const [folder, rows] of after) {
    const path = join(operatorsFolder, folder, fileName);
    if (!existsSync(path)) added.push(folder);
    writeFileSync(path, sizesSource(rows));
  }
  return added;
};

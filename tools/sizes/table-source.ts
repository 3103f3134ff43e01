import type { SizeTable } from '@tinyml/codegen';

const list = (names: readonly string[]): string => `[${names.map((name) => `'${name}'`).join(', ')}]`;

/** Name of the constant that a core's table is exported as: `cortexM4f`. */
export const tableName = (core: string): string => core.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

/** The file of a table. */
export const tableSource = ({
  compiler,
  core,
  library,
}: SizeTable): string => `import type { SizeTable } from './size-table.ts';

/** What the compiler for ${core} brings: written by \`pnpm bench:sizes --tables\`. */
// prettier-ignore
export const ${tableName(core)}: SizeTable = {
  core: '${core}',
  compiler: '${compiler}',
  library: {
    functions: {
${Object.entries(library.functions)
  .map(([name, objects]) => `      ${name}: ${list(objects)},`)
  .join('\n')}
    },
    objects: {
${Object.entries(library.objects)
  .map(
    ([name, { bss, data, flash }]) =>
      `      '${name}': { flash: ${String(flash)}, data: ${String(data)}, bss: ${String(bss)} },`,
  )
  .join('\n')}
    },
  },
};
`;

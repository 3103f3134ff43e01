import type { FunctionSizes, KernelRow, SizeTable, StackByFlags } from '@tinyml/codegen';

const pair = ([small, fast]: readonly [number, number]): string => `[${String(small)}, ${String(fast)}]`;

const sizes = (all: FunctionSizes): string =>
  `{ ${Object.entries(all)
    .map(([name, bytes]) => `${/^\w+$/.test(name) ? name : `'${name}'`}: ${pair(bytes)}`)
    .join(', ')} }`;

const list = (names: readonly string[]): string => `[${names.map((name) => `'${name}'`).join(', ')}]`;

const both = (all: KernelRow['library']): string =>
  `{ once: [${all.once.map(list).join(', ')}], many: [${all.many.map(list).join(', ')}] }`;

const stackText = ({ below, here }: StackByFlags): string => `{ here: ${pair(here)}, below: ${pair(below)} }`;

const row = ({ apart, call, library, many, once, params, stack }: KernelRow): string =>
  `{ stack: { once: ${stackText(stack.once)}, many: ${stackText(stack.many)} }, call: ${pair(call)}, params: ${pair(params)}, library: ${both(library)}, once: ${sizes(once)}, many: ${sizes(many)}, apart: ${sizes(apart)} }`;

/** Name of the constant that a core's table is exported as: `cortexM4f`. */
export const tableName = (core: string): string => core.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

/** The file of a table. */
export const tableSource = ({
  compiler,
  core,
  kernels,
  library,
}: SizeTable): string => `import type { SizeTable } from './size-table.ts';

/** What the C kernels take on ${core}: written by \`pnpm bench:sizes --tables\`. */
// prettier-ignore
export const ${tableName(core)}: SizeTable = {
  core: '${core}',
  compiler: '${compiler}',
  kernels: {
${Object.entries(kernels)
  .map(([name, one]) => `    ${/^\w+$/.test(name) ? name : `'${name}'`}: ${row(one)},`)
  .join('\n')}
  },
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

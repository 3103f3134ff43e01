// Measures the C kernels on Cortex-M4F: code and stack of every function that a program may call, written to
// src/record/code-sizes.ts. Run it after a change of the C library (needs gcc-arm-none-eabi, takes a minute or two):
//   node packages/codegen/tools/code-sizes.mjs [part of the headers' names, to measure those alone]
import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const kernels = fileURLToPath(new URL('../c/kernels/', import.meta.url));
const table = fileURLToPath(new URL('../src/record/code-sizes.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'tinyml-sizes-'));
const optimisations = ['-Os', '-O2'];
const core = ['-mcpu=cortex-m4', '-mthumb', '-mfloat-abi=hard', '-mfpu=fpv4-sp-d16'];
const sections = ['-ffunction-sections', '-fdata-sections'];
/** What several kernels share must not be counted in each of them. */
const apart = ['-fno-inline-functions-called-once', '-fno-partial-inlining'];
const options = { encoding: 'utf8', cwd: folder, maxBuffer: 1 << 26 };

const run = async (tool, ...args) => (await promisify(execFile)(`arm-none-eabi-${tool}`, args, options)).stdout;

/** The functions of the C library that every program has from its start-up code. */
const everywhere = ['memcpy', 'memset'];
/** Generous: what such a function may keep on the stack. */
const libraryStack = 64;

/** A copy that gcc makes for constant arguments counts as the function itself. */
const plain = (symbol) => symbol.replace(/\..*$/, '');

/** Bytes of each function in the object, and the functions that each one calls or hands on. */
const functionsOf = async (name) => {
  const functions = new Map();
  const of = (symbol) => {
    const key = plain(symbol);
    if (!functions.has(key)) functions.set(key, { code: 0, stack: 0, calls: new Set(), passes: new Set() });
    return functions.get(key);
  };
  for (const [, size, symbol] of (await run('nm', '-S', `${name}.o`)).matchAll(/^\S+ (\S+) [tT] (\S+)$/gm))
    of(symbol).code += Number.parseInt(size, 16);
  for (const [, symbol, bytes] of readFileSync(join(folder, `${name}.su`), 'utf8').matchAll(/:([\w.]+)\t(\d+)\t/g))
    of(symbol).stack = Math.max(of(symbol).stack, Number(bytes));
  let section;
  for (const line of (await run('readelf', '-rW', `${name}.o`)).split('\n')) {
    if (line.startsWith('Relocation section')) section = /'\.rel\.text\.(\S+)'/.exec(line)?.[1];
    const [, kind, target] = /R_ARM_(THM_CALL|THM_JUMP24|ABS32)\s+\S+\s+(?:\.text\.)?(\S+)/.exec(line) ?? [];
    if (section !== undefined && target !== undefined && plain(target) !== plain(section) && !target.startsWith('.'))
      (kind === 'ABS32' ? of(section).passes : of(section).calls).add(plain(target));
  }
  return functions;
};

/** The deepest chain of calls; what a function hands on is called by what it calls. */
const depth = (functions, name) => {
  const { stack, calls, passes } = functions.get(name) ?? { stack: libraryStack, calls: [], passes: [] };
  const deepest = (names) => Math.max(0, ...[...names].map((one) => depth(functions, one)));
  return stack + deepest(calls) + deepest(passes);
};

/** Fields of structs as a typical layer has them: what is 1 or nothing in most layers lets gcc leave loops out. */
const typical = [
  [/^batch$|^rows$|stride|dilation|multiplier$/, '1'],
  [/^pad_|^taps$/, '1'],
  [/^min$|^low$|zero_point$/, '-128'],
  [/^max$|^high$/, '127'],
  [/shift$/, '-7'],
  [/^zeros$/, '2'],
  [/^longest$/, '8'],
];
const fieldValue = (name) => typical.find(([pattern]) => pattern.test(name))?.[1] ?? '16';

const structs = new Map();
const readStructs = (text) => {
  for (const [, body, name] of text.matchAll(/typedef struct \{([^}]*)\} (\w+);/g)) {
    const fields = body
      .split(';')
      .map((line) => /^\s*(?:const\s+)?(\w+)\s+([^]*)$/.exec(line))
      .filter((found) => found !== null)
      .flatMap(([, type, names]) =>
        names.split(',').map((one) => ({ type, name: one.replace(/[*\s]|\[.*$/g, ''), pointer: one.includes('*') })),
      );
    structs.set(name, fields);
  }
};
const initialiser = (type) =>
  `{ ${structs
    .get(type)
    .map(
      (field) =>
        `.${field.name} = ${field.pointer ? '(const void *)constants' : structs.has(field.type) ? initialiser(field.type) : fieldValue(field.name)}`,
    )
    .join(', ')} }`;

/** A call as programs have it: constant parameters, tensors in the arena, weights in flash. */
const callOf = ({ name, params, rest }) => {
  const values = rest.map((one, i) =>
    !one.includes('*')
      ? '16'
      : /^\s*const (?!void|int8_t \*(x|a|b|input)$)/.test(one)
        ? '(const void *)constants'
        : `(void *)(arena + ${256 * i})`,
  );
  return (
    `extern const signed char constants[];\nextern signed char arena[];\nstatic const ${params} params = ${initialiser(params)};\n` +
    `int invoke(void) { ${name}(${['&params', ...values].join(', ')}); return 0; }\n`
  );
};

const compile = async (name, header, source, optimisation, ...flags) => {
  writeFileSync(join(folder, `${name}.c`), `#include "${header}"\n${source}`);
  await run(
    'gcc',
    ...core,
    optimisation,
    '-w',
    '-std=gnu99',
    ...sections,
    ...flags,
    '-fstack-usage',
    `-I${kernels}`,
    '-c',
    `${name}.c`,
  );
  return functionsOf(name);
};

const measure = async (header, entry, optimisation) => {
  const name = `${entry.name}${optimisation}`;
  const address = `extern const void *const entry;\nconst void *const entry = (const void *)&${entry.name};\n`;
  const functions = await compile(name, header, address, optimisation, ...apart);
  const single = await compile(`${name}-single`, header, callOf(entry), optimisation);
  return {
    stack: Math.max(depth(functions, entry.name), depth(single, 'invoke')),
    functions,
    single: [...single.values()].reduce((sum, { code }) => sum + code, 0),
  };
};

/** The functions that the header itself defines and that give no result, as kernels do. */
const entriesOf = async (header) => {
  const text = await run('gcc', '-E', ...core, `-I${kernels}`, join(kernels, header));
  readStructs(text.replace(/^#.*$/gm, ''));
  const own = text
    .split(/^# \d+ "/m)
    .filter((part) => part.startsWith(`${kernels}${header}"`))
    .join('\n');
  return [...own.matchAll(/static inline void (tml_\w+)\(\s*const (tml_\w+) \*\w+,([^)]*)\)/g)]
    .map(([, name, params, rest]) => ({ name, params, rest: rest.split(',') }))
    .filter(({ name }) => !name.endsWith('_stand_in') && name !== 'tml_broadcast_next');
};

const flash = async (names) => {
  writeFileSync(
    join(folder, 'main.c'),
    `${names.map((name) => `extern void ${name}(void);\n`).join('')}void (*volatile keep)(void);\n` +
      `int main(void) { ${names.map((name) => `keep = ${name};`).join(' ')} return 0; }\n`,
  );
  await run(
    'gcc',
    ...core,
    '-fno-builtin',
    ...sections,
    '-nostartfiles',
    '-Wl,-e,main',
    '-Wl,--gc-sections',
    'main.c',
    '-lm',
    '-o',
    'main.elf',
  );
  const [text, data] = (await run('size', 'main.elf')).split('\n')[1].trim().split(/\s+/).map(Number);
  return text + data;
};

const wanted = process.argv[2] ?? '';
const rows = new Map();
const library = new Set();
if (wanted !== '') {
  for (const [row, name] of readFileSync(table, 'utf8').matchAll(/^ {2}(tml_\w+): \{.*$/gm)) {
    rows.set(name, row);
    for (const [, list] of row.matchAll(/library: \[(.*)\]/g))
      for (const one of list.split(', ')) library.add(one.slice(1, -1));
  }
}
const headers = readdirSync(kernels).filter((name) => name.endsWith('.h') && name.includes(wanted));
for (const header of headers) {
  for (const entry of await entriesOf(header)) {
    const measured = await Promise.all(optimisations.map((optimisation) => measure(header, entry, optimisation)));
    const all = new Map(measured.flatMap(({ functions }) => [...functions]));
    const outside = new Set([...all.values()].flatMap(({ calls }) => [...calls]).filter((name) => !all.has(name)));
    for (const name of outside) library.add(name);
    const code = [...all.keys()]
      .sort()
      .map((name) => `${name}: [${measured.map(({ functions }) => functions.get(name)?.code ?? 0).join(', ')}]`);
    const needs = [...outside].sort().filter((name) => !everywhere.includes(name));
    rows.set(
      entry.name,
      `  ${entry.name}: { stack: [${measured.map(({ stack }) => stack).join(', ')}], single: [${measured.map(({ single }) => single).join(', ')}], code: { ${code.join(', ')} }${needs.length === 0 ? '' : `, library: [${needs.map((name) => `'${name}'`).join(', ')}]`} },`,
    );
  }
}
/** Less the pointer to it. */
const base = (await flash(everywhere)) + 12;
const libraryRows = [];
for (const name of [...library].sort()) {
  if (!everywhere.includes(name)) libraryRows.push(`  ${name}: ${(await flash([...everywhere, name])) - base},`);
}
rmSync(folder, { recursive: true });
writeFileSync(
  table,
  `/**
 * What the C kernels take on Cortex-M4F: written by tools/code-sizes.mjs.
 * A table, so that a build gives the same record on a machine that has no compiler.
 */
export interface KernelSize {
  /** Bytes of stack, of the function and of all that it calls. */
  readonly stack: readonly [small: number, fast: number];
  /** Bytes of code where it is called once: gcc then puts the layer's constants into it. */
  readonly single: readonly [small: number, fast: number];
  /** Bytes of code of the function and of those it calls that are not inlined: what calls and kernels may share. */
  readonly code: Readonly<Record<string, readonly [small: number, fast: number]>>;
  /** Functions of the C library that it needs. */
  readonly library?: readonly string[];
}

/** What the two columns were compiled with. */
export const measuredFlags: readonly string[] = [${optimisations.map((flag) => `'${flag}'`).join(', ')}];

// prettier-ignore
export const kernelSizes: Readonly<Record<string, KernelSize>> = {
${[...rows.values()].sort().join('\n')}
};

/** Bytes that functions of the C library add to a program. */
export const librarySizes: Readonly<Record<string, number>> = {
${libraryRows.join('\n')}
};
`,
);

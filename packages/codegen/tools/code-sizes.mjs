// Measures the C kernels: bytes of Thumb-2 code of each header's own functions, written to src/record/code-sizes.ts.
// Run it after a change of the C library: node packages/codegen/tools/code-sizes.mjs (needs gcc-arm-none-eabi).
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const kernels = fileURLToPath(new URL('../c/kernels/', import.meta.url));
const table = fileURLToPath(new URL('../src/record/code-sizes.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'tinyml-sizes-'));

/** Bytes of every function in `header` and what it includes, by the function's name. */
const functions = (header, flag) => {
  const object = join(folder, 'kernel.o');
  // Functions that stay apart are not inline: only those that something refers to have code.
  const apart = [...readFileSync(join(kernels, header), 'utf8').matchAll(/^TML_APART [^(]*?(\w+)\(/gm)];
  const references = apart.map(([, name], i) => `void *kept${i} = (void *)${name};\n`);
  writeFileSync(join(folder, 'kernel.c'), `#include "${header}"\n${references.join('')}`);
  execFileSync('arm-none-eabi-gcc', [
    ...['-mcpu=cortex-m4', '-mthumb', '-mfloat-abi=hard', '-mfpu=fpv4-sp-d16'],
    // Every function has code of its own, so that none is counted in another one.
    ...[
      flag,
      '-std=c99',
      '-fkeep-inline-functions',
      '-fno-inline',
      `-I${kernels}`,
      '-c',
      join(folder, 'kernel.c'),
      '-o',
      object,
    ],
  ]);
  const listing = execFileSync('arm-none-eabi-nm', ['-S', object], { encoding: 'utf8' });
  return new Map(
    [...listing.matchAll(/^\S+ (\S+) [tT] (\w+)(?:\.\w+)*$/gm)].map(([, size, name]) => [
      name,
      Number.parseInt(size, 16),
    ]),
  );
};

const headers = readdirSync(kernels)
  .filter((name) => name.endsWith('.h'))
  .sort();
const spelled = new Map(
  headers.map((header) => {
    const text = readFileSync(join(kernels, header), 'utf8').replace(/^[ \t]+.*$/gm, '');
    return [header, new Set([...text.matchAll(/\b(\w+)\(/g)].map(([, name]) => name))];
  }),
);
const anywhere = new Set([...spelled.values()].flatMap((names) => [...names]));
// Functions that a macro makes for several shapes: each family counts once, with its largest.
const family = (name) => name.replace(/_(relu|stride2|\d+)(?=_|$)/g, '');
const makes = (header) => /_##\w+\(/.test(readFileSync(join(kernels, header), 'utf8'));
const rows = headers.map((header) => {
  const bytes = ['-Os', '-O2'].map((flag) => {
    let sum = 0;
    const families = new Map();
    for (const [name, size] of functions(header, flag)) {
      if (name.endsWith('_stand_in')) continue; // in place of assembly, where there is none
      if (spelled.get(header).has(name)) sum += size;
      else if (!anywhere.has(name) && makes(header))
        families.set(family(name), Math.max(size, families.get(family(name)) ?? 0));
    }
    return [...families.values()].reduce((total, size) => total + size, sum);
  });
  return `  '${header}': [${bytes.join(', ')}],`;
});
rmSync(folder, { recursive: true });
writeFileSync(
  table,
  `/**
 * Bytes of code of each kernel header's own functions on Cortex-M4F, [-Os, -O2]: measured by tools/code-sizes.mjs.
 * A table, so that a build gives the same record on a machine that has no compiler.
 */
export const codeSizes: Readonly<Record<string, readonly [small: number, fast: number]>> = {
${rows.join('\n')}
};
`,
);

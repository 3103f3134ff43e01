// Measures what the kernels' kinds of work take and writes kernel-rates.ts beside them. Run it after a change of the portable
// kernels, over models of many shapes (needs the Arm tools):
//   node --conditions=@tinyml/source --import tsx tools/kernel-rates.ts [--rows FILE] [--passes YAML ...] MODEL.tflite ...
// Kernels that the models lack keep their rates. --rows: measurements are kept in FILE, or taken from it where it exists.
// --passes: what to build the models with, lossless by default: '[compress-weights: { values: 8 }]' for encoded weights.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { measureInQemu, seededInput } from '@tinyml/codegen';
import { isTinymlError, type Kernel } from '@tinyml/core';
import { build, memoryStore, parseManifest } from '@tinyml/core/internal';
import { createBackend } from '../packages/cli/src/backend.ts';
import { emittedProgram } from '../packages/cli/src/emitted-program.ts';
import { manifestEnvironment } from '../packages/cli/src/manifest-environment.ts';
import { makeToolkit } from '../packages/cli/src/toolkit.ts';
import { coreSpeed } from '../packages/codegen/src/core-speed.ts';
import type { Rate } from '../packages/operators/src/kernel/kernel-cost.ts';
import { folders, operators, ratesFile, recorded, tables, workOf, type Compiled } from './kernel-rates/probed-work.ts';
import { leastSquares } from './least-squares.ts';

/** One call: how often it did each kind of work, and what that took. */
interface Row {
  readonly core: string;
  readonly rates: string;
  readonly compiled: Compiled;
  readonly work: Readonly<Record<string, number>>;
  readonly instructions: number;
  readonly cycles: number;
}

/** Cores that the portable kernels are chosen on: int8 has faster ones where there are the DSP instructions. */
const cores = ['cortex-m4f', 'cortex-m3'] as const;

const measure = async (
  model: string,
  priority: 'latency' | 'size',
  core: (typeof cores)[number],
  passes: string,
): Promise<readonly Row[]> => {
  const out = mkdtempSync(join(tmpdir(), 'tinyml-rates-'));
  try {
    const text = `version: 1\nname: m\nmodel: ${model}\ntarget: { core: ${core} }\npriority: ${priority}\npasses: ${passes}\n`;
    const manifest = parseManifest(text, join(out, 'tinyml.yaml'), manifestEnvironment());
    const store = memoryStore();
    const signal = new AbortController().signal;
    const options = { store, tinymlVersion: '0.0.0', signal, onEvent: () => undefined, out };
    const result = await build(manifest, makeToolkit(), createBackend(store), options);
    const works = new Map<string, NonNullable<ReturnType<typeof workOf>>>();
    const kernels = result.toolkit.kernels.map((kernel): Kernel => {
      const cost: Kernel['cost'] = (request) => {
        const found = workOf(() => kernel.cost(request));
        const key = `${kernel.name} ${request.node.id}`;
        // The whole layer is asked for first, then perhaps a few of its rows.
        if (found !== undefined && !works.has(key)) works.set(key, found);
        // Rates that are new go beside the kernel's own C.
        const header = kernel.sources.at(-1)?.path;
        if (found !== undefined && header !== undefined && !folders.has(found.rates))
          folders.set(found.rates, relative(operators, dirname(header)));
        return kernel.cost(request);
      };
      return { ...kernel, cost };
    });
    const { files, program } = emittedProgram({ ...result, toolkit: { ...result.toolkit, kernels } });
    if (works.size === 0) return [];
    const { steps } = await measureInQemu(
      files,
      program,
      program.inputs.map(({ type }) => seededInput(type, 1)),
    );
    const compiled = priority === 'size' ? 'small' : 'fast';
    return program.schedule.flatMap((group, at): readonly Row[] => {
      const found = works.get(`${group.kernel ?? ''} ${group.nodes[0]?.id ?? ''}`);
      const step = steps[at];
      return found === undefined || step === undefined
        ? []
        : [{ core, ...found, compiled, instructions: step.instructions, cycles: step.cycles / coreSpeed(core).cycles }];
    });
  } catch (error) {
    if (!isTinymlError(error)) throw error;
    process.stderr.write(`  ${error.message.split('\n')[0] ?? ''}\n`);
    return [];
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
};

const kindsOf = (rows: readonly Row[]): readonly string[] =>
  [...new Set(rows.flatMap(({ work }) => Object.keys(work)))].filter((kind) =>
    rows.some(({ work }) => (work[kind] ?? 0) > 0),
  );

/** Those of the first core, unless some kind of work was only met on another one. */
const chosen = (rows: readonly Row[]): readonly Row[] => {
  const first = rows.filter(({ core }) => core === cores[0]);
  return kindsOf(first).length === kindsOf(rows).length ? first : rows;
};

/** Rates that explain the rows best, relative to what each took; kinds of work that never occur are left out. */
const fit = (rows: readonly Row[]): Readonly<Record<string, Rate>> => {
  const kinds = kindsOf(rows);
  const solve = (what: 'instructions' | 'cycles'): readonly number[] => {
    // Where the rows leave a choice, the usual rates decide.
    const usual = kinds.map((kind) => {
      const value = kind === 'call' ? 50 : 10;
      return { factors: kinds.map((other) => (other === kind ? 1 : 0)), value, weight: 1e-3 / value ** 2 };
    });
    let solution: readonly number[] = kinds.map(() => 0);
    // Errors count relative to the larger of estimate and measurement: a call that happens to fold away pulls less.
    for (let round = 0; round < 5; round += 1) {
      const measured = rows.map((row) => {
        const factors = kinds.map((kind) => row.work[kind] ?? 0);
        const estimate = factors.reduce((sum, factor, i) => sum + factor * (solution[i] ?? 0), 0);
        return { factors, value: row[what], weight: 1 / (Math.max(row[what], estimate) + 100) ** 2 };
      });
      solution = leastSquares([...measured, ...usual]);
    }
    return solution;
  };
  const [instructions, cycles] = [solve('instructions'), solve('cycles')];
  const rounded = (value: number): number => Number(value.toPrecision(3));
  return Object.fromEntries(kinds.map((kind, i) => [kind, [rounded(instructions[i] ?? 0), rounded(cycles[i] ?? 0)]]));
};

const { positionals: models, values } = parseArgs({
  allowPositionals: true,
  options: { rows: { type: 'string' }, passes: { type: 'string', multiple: true, default: ['lossless'] } },
});
let rows: Row[] = [];
if (values.rows !== undefined && existsSync(values.rows)) rows = JSON.parse(readFileSync(values.rows, 'utf8')) as Row[];
else {
  for (const model of models)
    for (const passes of values.passes)
      for (const priority of ['latency', 'size'] as const)
        for (const core of cores) {
          process.stderr.write(`▸ ${model}, ${passes}, priority ${priority}, ${core}\n`);
          rows.push(...(await measure(model, priority, core, passes)));
        }
  if (values.rows !== undefined) writeFileSync(values.rows, JSON.stringify(rows));
}

const fitted = { ...recorded };
for (const name of new Set(rows.map(({ rates }) => rates))) {
  const of = (compiled: Compiled) => {
    const own = rows.filter((row) => row.rates === name && row.compiled === compiled && row.instructions > 0);
    return own.length === 0 ? (recorded[name]?.[compiled] ?? {}) : fit(chosen(own));
  };
  const [fast, small] = [of('fast'), of('small')];
  fitted[name] = { fast: { ...small, ...fast }, small: { ...fast, ...small } };
}

const rateText = (rates: Readonly<Record<string, Rate>>): string =>
  `{ ${Object.entries(rates)
    .map(([kind, [instructions, cycles]]) => `${kind}: [${String(instructions)}, ${String(cycles)}]`)
    .join(', ')} }`;

const tableText = (folder: string): string => {
  const entries = Object.entries(fitted)
    .filter(([name]) => folders.get(name) === folder)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(
      ([name, { fast, small }]) => `  ${name}: {\n    fast: ${rateText(fast)},\n    small: ${rateText(small)},\n  },\n`,
    );
  const types = relative(folder, 'kernel/kernel-cost.ts').replaceAll('\\', '/');
  return `import type { RateTable } from '${types.startsWith('.') ? types : `./${types}`}';

/** Measured on an emulated Cortex-M4F by tools/kernel-rates.ts. */
// prettier-ignore
export const rates: RateTable = {
${entries.join('')}};
`;
};
for (const folder of new Set(Object.keys(fitted).map((name) => folders.get(name) ?? 'kernel'))) {
  if (!tables.has(folder)) process.stderr.write(`new: ${folder}/${ratesFile}, to be given to ratedCost\n`);
  writeFileSync(join(operators, folder, ratesFile), tableText(folder));
}
process.stderr.write(`${String(rows.length)} calls, ${String(Object.keys(fitted).length)} kernels\n`);

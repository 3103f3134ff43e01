import { mkdirSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What one step of a model took on a core, beside what the cost model says without the core's factors. */
export interface CostRow {
  readonly model: string;
  readonly priority: string;
  readonly layer: string;
  readonly kernel: string;
  /** The kernel's rates, and how often it does each kind of work; empty where its cost is no sum of rates. */
  readonly rates: string;
  readonly work: Readonly<Record<string, number>>;
  readonly macs: number;
  readonly estimatedInstructions: number;
  readonly instructions: number;
  readonly estimatedCycles: number;
  readonly cycles: number;
}

const columns = ['model', 'priority', 'layer', 'kernel', 'rates', 'work', 'macs', 'estimatedInstructions', 'instructions', 'estimatedCycles', 'cycles'] as const satisfies readonly (keyof CostRow)[]; // prettier-ignore

const folder = join(dirname(fileURLToPath(import.meta.url)), 'rows');
export const rowsFile = (core: string): string => join(folder, `${core}.csv`);

/** The rows of a core; the first line of its file names the compiler, the second the columns. */
export const readRows = (core: string): { readonly compiler: string; readonly rows: readonly CostRow[] } => {
  if (!existsSync(rowsFile(core))) return { compiler: '', rows: [] };
  const [first = '', , ...lines] = readFileSync(rowsFile(core), 'utf8').trimEnd().split('\n');
  const rows = lines.map((line): CostRow => {
    const [model = '', priority = '', layer = '', kernel = '', rates = '', kinds = '', ...counts] = line.split(',');
    const work = Object.fromEntries(
      kinds.split(' ').flatMap((kind) => {
        const [name = '', count = ''] = kind.split('=');
        return name === '' ? [] : [[name, Number(count)]];
      }),
    );
    const [macs = 0, estimatedInstructions = 0, instructions = 0, estimatedCycles = 0, cycles = 0] = counts.map(Number);
    return {
      model,
      priority,
      layer,
      kernel,
      rates,
      work,
      macs,
      estimatedInstructions,
      instructions,
      estimatedCycles,
      cycles,
    };
  });
  return { compiler: first.replace(/^# /, ''), rows };
};

const cellOf = (row: CostRow, column: (typeof columns)[number]): string =>
  column === 'work'
    ? Object.entries(row.work)
        .filter(([, count]) => count !== 0)
        .map(([kind, count]) => `${kind}=${String(Number(count.toFixed(3)))}`)
        .join(' ')
    : String(row[column]);

/** Rows in a fixed order, so that a new measurement changes only its own lines. */
export const writeRows = (core: string, compiler: string, rows: readonly CostRow[]): void => {
  const key = ({ model, priority }: CostRow): string => `${model} ${priority}`;
  // Stable: the steps of a model keep their order.
  const ordered = [...rows].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
  const lines = ordered.map((row) => columns.map((column) => cellOf(row, column)).join(','));
  mkdirSync(folder, { recursive: true });
  writeFileSync(rowsFile(core), `# ${compiler}\n${columns.join(',')}\n${lines.join('\n')}\n`);
};

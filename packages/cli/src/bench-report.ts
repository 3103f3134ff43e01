import {
  measureInQemu,
  needEmulation,
  recordParts,
  seededInput,
  type EmittedFile,
  type Executed,
  type Group,
  type Measurement,
  type Program,
} from '@tinyml/codegen';
import type { BuildResult, Store } from '@tinyml/core/internal';
import { rememberBench } from './model-report/remembered.ts';
import type { Terminal } from './terminal.ts';

/** A measured count beside its estimate. `deviation`: of the estimate, as a share of the measured; null where that is 0. */
export interface Compared {
  readonly measured: number;
  readonly estimated: number;
  readonly deviation: number | null;
}

/** One step of the schedule: a kernel and the layers that it runs. */
export interface BenchLayer {
  readonly nodes: readonly { readonly id: string; readonly op: string; readonly source: string | null }[];
  readonly kernel: string;
  readonly macs: number;
  readonly instructions: Compared;
  readonly cycles: Compared;
  /** null: no multiply-accumulates. */
  readonly instructionsPerMac: number | null;
}

/** `tinyml bench --json`. Cycles are estimated: by class of instruction from what ran, and by the kernels' cost model. */
export interface BenchReport {
  readonly schema: 'tinyml-bench/1';
  readonly name: string;
  readonly target: { readonly core: string; readonly board: string | null; readonly clockHz: number | null };
  readonly emulated: { readonly machine: string; readonly core: string };
  readonly flags: readonly string[];
  readonly layers: readonly BenchLayer[];
  readonly total: Omit<BenchLayer, 'nodes' | 'kernel'> & {
    /** Of the measured cycles at the board's clock; null without one. */
    readonly milliseconds: number | null;
  };
  /** Bytes, measured. `ram`: data, bss (the arena included) and stack. */
  readonly memory: {
    readonly flash: number;
    readonly ram: number;
    readonly arena: number;
    readonly data: number;
    readonly bss: number;
    readonly stack: number;
    /** What the build record says, from tables; null where a kernel is not in them. */
    readonly estimated: { readonly flash: number | null; readonly stack: number | null };
  };
}

const compared = (measured: number, estimated: number): Compared => ({
  measured,
  estimated: Math.round(estimated),
  deviation: measured === 0 ? null : Number(((estimated - measured) / measured).toFixed(4)),
});

const countsOf = (macs: number, measured: Executed, estimated: Executed) => ({
  macs,
  instructions: compared(measured.instructions, estimated.instructions),
  cycles: compared(measured.cycles, estimated.cycles),
  instructionsPerMac: macs === 0 ? null : Number((measured.instructions / macs).toFixed(3)),
});

const layerOf = (group: Group, measured: Executed): BenchLayer | undefined =>
  group.kernel === null
    ? undefined
    : {
        nodes: group.nodes.map(({ id, op, source }) => ({ id, op, source: source?.name ?? null })),
        kernel: group.kernel,
        ...countsOf(group.macs, measured, group.cost),
      };

/** Steps that take no code are left out. */
export const benchReport = (program: Program, measurement: Measurement): BenchReport => {
  const { emulation, flags, memory, steps, total } = measurement;
  const { name, schedule, target } = program;
  const sum = (of: (group: Group) => number): number => schedule.reduce((all, group) => all + of(group), 0);
  const { memory: record } = recordParts(program, { budget: { flash: null, ram: null } });
  const estimated = { instructions: sum(({ cost }) => cost.instructions), cycles: sum(({ cost }) => cost.cycles) };
  return {
    schema: 'tinyml-bench/1',
    name,
    target: { core: target.core, board: target.board, clockHz: target.clockHz },
    emulated: { machine: emulation.machine, core: emulation.core },
    flags,
    layers: schedule.flatMap((group, at) => layerOf(group, steps[at] ?? { instructions: 0, cycles: 0 }) ?? []),
    total: {
      ...countsOf(
        sum(({ macs }) => macs),
        total,
        estimated,
      ),
      milliseconds: target.clockHz === null ? null : Number(((total.cycles / target.clockHz) * 1000).toPrecision(4)),
    },
    memory: {
      flash: memory.flash,
      ram: memory.data + memory.bss + memory.stack,
      arena: program.memory.arena,
      data: memory.data,
      bss: memory.bss,
      stack: memory.stack,
      estimated: { flash: record.flash, stack: record.regions[0]?.stack ?? null },
    },
  };
};

/** Runs the emitted C in QEMU on a seeded input. What it counts is remembered for `tinyml report`. @throws TinymlError where the core has no emulator, or a tool is missing */
export const measureBuild = async (
  { target }: Pick<BuildResult, 'target'>,
  { files, program }: { readonly files: readonly EmittedFile[]; readonly program: Program },
  store: Store,
  terminal: Terminal,
  seed = 1,
): Promise<BenchReport> => {
  const { machine } = needEmulation(target);
  if (!terminal.quiet) terminal.err(`  compiling for ${target.core}, running on QEMU's ${machine}\n`);
  const inputs = program.inputs.map(({ type }) => seededInput(type, seed));
  const report = benchReport(program, await measureInQemu(files, program, inputs, { signal: terminal.signal }));
  rememberBench(store, files, report);
  return report;
};

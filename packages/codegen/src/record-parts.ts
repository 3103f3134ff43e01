import { arenaNames } from './emit/arena-names.ts';
import { libraryFolder } from './emit/emit.ts';
import { callsOf, stateBytes, type PlacedTensor, type Program } from './program/program.ts';
import { compilerFlags } from './program/compiler-flags.ts';
import { programEstimate } from './code-size/code-estimate.ts';

export interface RecordOptions {
  /** Budgets in bytes. */
  readonly budget: { readonly flash: number | null; readonly ram: number | null };
}

const tensorRecord = (tensor: PlacedTensor, symbol: string) => ({
  name: tensor.value,
  dtype: tensor.type.dtype,
  shape: tensor.type.shape,
  bytes: tensor.bytes,
  scale: tensor.type.quant?.scale[0] ?? null,
  zeroPoint: tensor.type.quant?.zeroPoint[0] ?? null,
  symbol,
});

/** Constant arrays begin at a word, where a core has words. */
const constantBytes = ({ constants, target }: Program): number =>
  constants.reduce((sum, { bytes }) => sum + (target.core === 'avr' ? bytes : Math.ceil(bytes / 4) * 4), 0);

/** Bytes of constants that start-up code copies to RAM. `weights`: all that are in flash. */
const copiedBytes = ({ constants, copied }: Program, weights: number): number =>
  copied === 'all' ? weights : constants.reduce((sum, { bytes, memory }) => sum + (memory === 'ram' ? bytes : 0), 0);

/** The memory that arenas lie in; `state` is a part of the arena's bytes. Where regions are named, which of them has the stack is not known. */
const regionsOf = (program: Program, stack: number | null, ram: number | null) =>
  arenaNames(program).map(({ region, bytes, limit }, arena) =>
    region === null
      ? { name: 'ram', arena: bytes, state: stateBytes(program, arena), stack, limit: ram }
      : { name: region, arena: bytes, state: stateBytes(program, arena), stack: null, limit },
  );

/**
 * The parts of `tinyml-build.json` that describe the emitted C: `inputs`, `outputs`, `c`, `memory`, `kernels`, and
 * the estimates of its metrics. Code and stack come from tables, so that the record is the same on any machine.
 */
export const recordParts = (program: Program, { budget }: RecordOptions) => {
  const { memory, name, schedule } = program;
  const source = `${libraryFolder(program)}/src`;
  const arena = arenaNames(program).reduce((total, { bytes }) => total + bytes, 0);
  const { bss, code, compiler, core, data, params, stack, unknown } = programEstimate(program);
  const weights = constantBytes(program) + params;
  const copied = copiedBytes(program, weights);
  const called = schedule.filter((group) => callsOf(group).length > 0);
  const sum = (of: (group: (typeof schedule)[number]) => number): number =>
    schedule.reduce((total, group) => total + of(group), 0);
  return {
    inputs: program.inputs.map((tensor, i) => tensorRecord(tensor, `${name}_input_${String(i)}()`)),
    outputs: program.outputs.map((tensor, i) => tensorRecord(tensor, `${name}_output_${String(i)}()`)),
    c: {
      header: `${source}/${name}.h`,
      sources: [`${source}/${name}.c`],
      includeDirs: [source],
      flags: compilerFlags(program),
      prefix: name,
    },
    memory: {
      weights,
      code: { bytes: code, source: 'table' as const, core, compiler, unknown },
      regions: regionsOf(program, stack, budget.ram),
      arena,
      lowerBound: memory.lowerBound,
      wholeTensors: memory.wholeTensors,
      flash: code === null ? null : weights + code + data,
      ram: stack === null ? null : arena + stack + copied + data + bss,
      budget,
    },
    kernels: called.map((group) => ({
      nodes: group.nodes.map((node) => node.id),
      kernel: group.kernel,
      why: group.why,
      macs: group.macs,
      estimatedInstructions: Math.round(group.cost.instructions),
    })),
    macs: sum((group) => group.macs),
    metrics: {
      estimatedInstructions: Math.round(sum((group) => group.cost.instructions)),
      estimatedCycles: Math.round(sum((group) => group.cost.cycles)),
    },
  };
};

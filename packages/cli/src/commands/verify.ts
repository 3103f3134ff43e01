import { emulationOf, runInQemu, runOnHost, seededInput, type RunResult } from '@tinyml/codegen';
import {
  isTinymlError,
  prepare,
  TinymlError,
  valueOf,
  type Diagnostic,
  type Tensor,
  type TensorData,
} from '@tinyml/core';
import { type BuildResult, type Toolkit } from '@tinyml/core/internal';
import { compareRun, isHybrid, type Comparison } from '../comparison.ts';
import { buildForCommand, emittedProgram } from '../emitted-program.ts';
import { verifyAgainst } from '../verify-against.ts';
import { countText } from '../render/number.ts';
import { printJson, reportFinding } from '../report.ts';
import type { Command, CommonOptions, Terminal } from '../terminal.ts';

interface VerifyFlags extends CommonOptions {
  readonly cases?: number;
  /** false: `--no-qemu`. */
  readonly qemu?: boolean;
  /** `float`. */
  readonly against?: string;
  readonly samples?: number;
}

interface Reference {
  readonly inputs: readonly TensorData[];
  readonly tensors: ReadonlyMap<string, Tensor>;
}

/** What the reference interpreter computes, every layer's result included, for seeded inputs; state goes on from each to the next. */
const references = ({ graph, constants }: BuildResult, toolkit: Toolkit, cases: number): readonly Reference[] => {
  const runner = prepare(graph, { operators: toolkit.operators, constants });
  return Array.from({ length: cases }, (_, index) => {
    const inputs = graph.inputs.map((id): Tensor => {
      const { type } = valueOf(graph, id);
      return { type, data: seededInput(type, index + 1) };
    });
    const tensors = new Map<string, Tensor>();
    runner.run(inputs, (id, tensor) => tensors.set(id, tensor));
    return { inputs: inputs.map(({ data }) => data), tensors };
  });
};

interface Place {
  readonly name: string;
  readonly run: () => Promise<{ readonly cases: readonly RunResult[]; readonly instructions: number | null }>;
}

interface Outcome {
  readonly where: string;
  readonly layers: number;
  readonly worstFloat: number;
  readonly instructions: number | null;
  /** Why it was not run; null where it was. */
  readonly skipped: string | null;
}

const skippedAt = (where: string, skipped: string): Outcome => ({
  where,
  layers: 0,
  worstFloat: 0,
  instructions: null,
  skipped,
});

const placesOf = (
  result: BuildResult,
  inputs: readonly (readonly TensorData[])[],
  signal: AbortSignal,
): readonly Place[] => {
  const { files, program } = emittedProgram(result);
  return [
    {
      name: 'host',
      run: async () => ({
        cases: await runOnHost(files, program, inputs, { sequence: true, signal }),
        instructions: null,
      }),
    },
    { name: `QEMU ${result.target.core}`, run: () => runInQemu(files, program, inputs, { signal }) },
  ];
};

const verifyAt = async (
  place: Place,
  result: BuildResult,
  expected: readonly Reference[],
  problems: Diagnostic[],
): Promise<Outcome> => {
  const { cases, instructions } = await place.run();
  const tolerance = isHybrid(result.graph) ? 1e-4 : 1e-5;
  const compared = expected.map(({ tensors }, index): Comparison | undefined => {
    const run = cases[index];
    return run === undefined ? undefined : compareRun(place.name, result.graph, tensors, run, tolerance);
  });
  const first = compared.find((comparison) => comparison?.difference !== undefined)?.difference;
  if (first !== undefined) problems.push(first);
  return {
    where: place.name,
    layers: compared[0]?.layers ?? 0,
    worstFloat: Math.max(0, ...compared.map((comparison) => comparison?.worstFloat ?? 0)),
    instructions,
    skipped: null,
  };
};

const print = (outcome: Outcome, cases: number, ok: boolean, { style, out }: Terminal): void => {
  const { where, layers, worstFloat, instructions, skipped } = outcome;
  if (skipped !== null) {
    out(`${style.yellow('–')} ${where}: not run (${skipped})\n`);
    return;
  }
  const floats = worstFloat === 0 ? 'every bit equal' : `within ${worstFloat.toExponential(1)} of the range`;
  const counted = instructions === null ? '' : ` · ${countText(instructions)} instructions an inference`;
  if (ok)
    out(
      `${style.green('✓')} ${style.bold(where)}: ${countText(layers)} layers, ${countText(cases)} inputs: ${floats}${style.dim(counted)}\n`,
    );
};

const command: Command<VerifyFlags> = async ([path = '.'], flags, terminal) => {
  if (flags.against !== undefined) return verifyAgainst(path, flags.against, flags, terminal);
  const result = await buildForCommand(path, flags, terminal);
  const cases = flags.cases ?? 4;
  const expected = references(result, result.toolkit, cases);
  const places = placesOf(
    result,
    expected.map(({ inputs }) => inputs),
    terminal.signal,
  );
  const outcomes: Outcome[] = [];
  const problems: Diagnostic[] = [];
  for (const [index, place] of places.entries()) {
    const before = problems.length;
    if (index > 0 && flags.qemu === false) outcomes.push(skippedAt(place.name, '--no-qemu'));
    else if (index > 0 && emulationOf(result.target) === undefined)
      outcomes.push(skippedAt(place.name, 'QEMU has no machine for this core'));
    else {
      try {
        outcomes.push(await verifyAt(place, result, expected, problems));
      } catch (error) {
        // QEMU is welcome where it is installed; the host's compiler is needed.
        if (index === 0 || !isTinymlError(error) || !/not found|ENOENT/.test(error.message)) throw error;
        const [{ hint = 'see `tinyml doctor`' } = {}] = error.diagnostics;
        outcomes.push(
          skippedAt(place.name, `the compiler for ${result.target.core} or its QEMU is not installed: ${hint}`),
        );
      }
    }
    const outcome = outcomes.at(-1);
    if (outcome !== undefined && !terminal.json && !terminal.quiet)
      print(outcome, cases, problems.length === before, terminal);
  }
  result.diagnostics
    .filter(({ severity }) => severity === 'error')
    .forEach((diagnostic) => reportFinding(diagnostic, terminal));
  if (problems.length > 0) throw new TinymlError(...problems);
  if (terminal.json)
    printJson({ schema: 'tinyml-verify/1', name: result.record.name, cases, runs: outcomes }, terminal);
  return 0;
};

export default command;

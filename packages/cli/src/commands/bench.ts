import { measureInQemu, needEmulation, seededInput } from '@tinyml/codegen';
import { benchReport } from '../bench-report.ts';
import { buildForCommand, emittedProgram } from '../emitted-program.ts';
import { benchTable } from '../render/bench-table.ts';
import { printJson, reportFinding } from '../report.ts';
import type { Command, CommonOptions } from '../terminal.ts';

interface BenchFlags extends CommonOptions {
  readonly seed?: number;
}

const command: Command<BenchFlags> = async ([path = '.'], flags, terminal) => {
  const result = await buildForCommand(path, flags, terminal);
  const { machine } = needEmulation(result.target);
  const seed = flags.seed ?? 1;
  const { files, program } = emittedProgram(result);
  if (!terminal.quiet) terminal.err(`  compiling for ${result.target.core}, running on QEMU's ${machine}\n`);
  const inputs = program.inputs.map(({ type }) => seededInput(type, seed));
  const measurement = await measureInQemu(files, program, inputs, { signal: terminal.signal });
  result.diagnostics
    .filter(({ severity }) => severity === 'error')
    .forEach((diagnostic) => reportFinding(diagnostic, terminal));
  const report = benchReport(program, measurement);
  if (terminal.json) printJson(report, terminal);
  else terminal.out(benchTable(report, terminal.style));
  return 0;
};

export default command;

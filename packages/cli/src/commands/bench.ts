import { measureBuild } from '../bench-report.ts';
import { openStore } from '../cache-store.ts';
import { buildForCommand, emittedProgram } from '../emitted-program.ts';
import { benchTable } from '../render/bench-table.ts';
import { printJson, reportFinding } from '../report.ts';
import type { Command, CommonOptions } from '../terminal.ts';

interface BenchFlags extends CommonOptions {
  readonly seed?: number;
}

const command: Command<BenchFlags> = async ([path = '.'], flags, terminal) => {
  const result = await buildForCommand(path, flags, terminal);
  const report = await measureBuild(result, emittedProgram(result), openStore(flags), terminal, flags.seed);
  result.diagnostics
    .filter(({ severity }) => severity === 'error')
    .forEach((diagnostic) => reportFinding(diagnostic, terminal));
  if (terminal.json) printJson(report, terminal);
  else terminal.out(benchTable(report, terminal.style));
  return 0;
};

export default command;

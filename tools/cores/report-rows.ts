import type { Core } from '@tinyml/core';
import { stepFactor } from '../../packages/codegen/src/core-factors.ts';
import type { Correction } from '../../packages/codegen/src/factor.ts';
import type { BenchReport } from '../../packages/cli/src/bench-report.ts';
import type { Priority } from '../cortex-m/measure-model.ts';
import type { NotedWork } from './noted-work.ts';
import type { CostRow } from './rows.ts';

/** What was corrected. */
const general = ([estimate, mac, call]: Correction, corrected: number, macs: number): number =>
  estimate === 0 ? corrected : Math.round((corrected - call - mac * macs) / estimate);

/** Rows of a measurement; the core's factors are taken out of the estimates again, so that they can be fitted anew. */
export const rowsOf = (
  core: Core,
  model: string,
  priority: Priority,
  { layers }: BenchReport,
  works: ReadonlyMap<string, NotedWork>,
): readonly CostRow[] =>
  layers.map(({ cycles, instructions, kernel, macs, nodes }): CostRow => {
    const factor = stepFactor(core, priority, kernel);
    const noted = works.get(`${kernel} ${nodes[0]?.id ?? ''}`);
    return {
      model,
      priority,
      layer: nodes.map(({ id }) => id).join('+'),
      kernel,
      rates: noted?.rates ?? '',
      work: noted?.work ?? {},
      macs,
      estimatedInstructions: general(factor.instructions, instructions.estimated, macs),
      instructions: instructions.measured,
      estimatedCycles: general(factor.cycles, cycles.estimated, macs),
      cycles: cycles.measured,
    };
  });

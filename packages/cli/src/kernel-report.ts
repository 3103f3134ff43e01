import { genericLayers, type Program } from '@tinyml/codegen';
import { type Kernel } from '@tinyml/core';
import { genericKernels } from './diagnostics/hardware.ts';
import { kernelList, shareText } from './render/kernel-list.ts';
import { reportFinding } from './report.ts';
import type { Terminal } from './terminal.ts';

/** Layers with less of the cycles are not worth a hint. */
const notable = 0.01;

/** Which kernel each layer got and why; a note about those on generic code where the core has better. */
export const reportKernels = (program: Program, kernels: readonly Kernel[], terminal: Terminal): void => {
  terminal.out(`\n${kernelList(program, terminal.style)}`);
  const slow = genericLayers(program, kernels).filter(({ share }) => share >= notable);
  if (slow.length === 0) return;
  const total = slow.reduce((sum, { share }) => sum + share, 0);
  const layers = slow.map(
    ({ group, share }) =>
      `${group.nodes.map(({ id }) => id).join(' + ')} (${shareText(share)}, ${group.kernel ?? ''}): ${group.why}`,
  );
  reportFinding(genericKernels(program.target.core, shareText(total), layers), terminal);
};

/** The same for `--json`. */
export const kernelsJson = (program: Program): readonly unknown[] =>
  program.schedule.flatMap(({ cost, kernel, macs, nodes, why }) =>
    kernel === null
      ? []
      : {
          nodes: nodes.map(({ id }) => id),
          kernel,
          why,
          macs,
          estimatedInstructions: Math.round(cost.instructions),
          estimatedCycles: Math.round(cost.cycles),
        },
  );

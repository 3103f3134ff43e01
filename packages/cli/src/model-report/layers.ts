import { callsOf, type Group, type Program } from '@tinyml/codegen';
import { type TensorType } from '@tinyml/core';
import { type BenchReport } from '../bench-report.ts';
import { stepName } from './memory-plan.ts';
import { type ReportLayer } from './report.ts';

const typeText = ({ dtype, shape }: TensorType): string => `${dtype} ${shape.join('×')}`;

/** Bytes of the constants that a step reads, each once. */
const constantBytes = (group: Group, { constants }: Program): number => {
  const indices = new Set([
    ...callsOf(group).flatMap((call) => Object.values(call.constants)),
    ...group.inputs.flatMap((tensor) => (tensor !== null && 'constant' in tensor.place ? tensor.place.constant : [])),
  ]);
  return [...indices].reduce((sum, index) => sum + (constants[index]?.bytes ?? 0), 0);
};

/** The steps that take code, with what a run in QEMU counted where there was one. */
export const reportLayers = (program: Program, bench: BenchReport | null): readonly ReportLayer[] => {
  const coded = program.schedule.flatMap((group) => (group.kernel === null ? [] : { group, kernel: group.kernel }));
  return coded.map(({ group, kernel }, at) => {
    const counted = bench?.layers[at];
    const [result] = group.outputs;
    return {
      name: stepName(group),
      ops: group.nodes.map(({ op }) => op),
      output: result === undefined ? '' : typeText(result.type),
      kernel,
      why: group.why,
      macs: group.macs,
      weights: constantBytes(group, program),
      activations: group.outputs.reduce((sum, { bytes }) => sum + bytes, 0),
      estimated: { instructions: Math.round(group.cost.instructions), cycles: Math.round(group.cost.cycles) },
      measured:
        counted === undefined ? null : { instructions: counted.instructions.measured, cycles: counted.cycles.measured },
    };
  });
};

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

/** What a layer's own result is off by, by the nodes that the quantised graph shares with the float one. */
export type LayerSqnr = ReadonlyMap<string, number>;

/** From the artifact `quantization-error.json` of `quantize`; empty where there is none. */
export const layerSqnr = (artifact: string | undefined): LayerSqnr => {
  const { layers } = JSON.parse(artifact ?? '{"layers":[]}') as {
    readonly layers: readonly { readonly node: string; readonly sqnr: number | null }[];
  };
  return new Map(layers.flatMap(({ node, sqnr }) => (sqnr === null ? [] : [[node, sqnr] as const])));
};

/** The steps that take code, with what a run in QEMU counted where there was one. */
export const reportLayers = (program: Program, bench: BenchReport | null, sqnr: LayerSqnr): readonly ReportLayer[] => {
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
      sqnr: group.nodes.map(({ id }) => sqnr.get(id)).findLast((one) => one !== undefined) ?? null,
      macs: group.macs,
      weights: constantBytes(group, program),
      activations: group.outputs.reduce((sum, { bytes }) => sum + bytes, 0),
      estimated: { instructions: Math.round(group.cost.instructions), cycles: Math.round(group.cost.cycles) },
      measured:
        counted === undefined ? null : { instructions: counted.instructions.measured, cycles: counted.cycles.measured },
    };
  });
};

import { fromBytes, toBytes, type TensorData } from '@tinyml/core';
import { tracedOf, type PlacedTensor, type Program } from '../program/program.ts';

/** What one inference gave. */
export interface RunResult {
  readonly outputs: readonly TensorData[];
  /** Every layer's results in the order of the schedule, by the value's id in the graph. */
  readonly trace: readonly { readonly node: string; readonly value: string; readonly data: TensorData }[];
}

/** Bytes of one case's inputs, one after the other. */
export const inputBytes = (program: Program, inputs: readonly TensorData[]): Uint8Array => {
  const parts = program.inputs.map((tensor, i) => {
    const bytes = toBytes(inputs[i] as TensorData);
    if (bytes.length !== tensor.bytes)
      throw new Error(`input ${tensor.value} has ${String(bytes.length)} bytes instead of ${String(tensor.bytes)}`);
    return bytes;
  });
  return Buffer.concat(parts);
};

/** Cuts what a run wrote, results in the order of the schedule and then the outputs, into tensors. */
export const readResults = (
  program: Program,
  bytes: Uint8Array,
  cases: number,
  traced: boolean,
): readonly RunResult[] => {
  let at = 0;
  const take = (tensor: PlacedTensor): TensorData => {
    const part = new Uint8Array(bytes.subarray(at, at + tensor.bytes)); // a copy: subarrays may not be aligned
    at += tensor.bytes;
    return fromBytes(tensor.type.dtype, part);
  };
  const isTraced = tracedOf(program.schedule);
  const steps = program.schedule.filter((_, at) => isTraced[at]);
  const results: RunResult[] = [];
  for (let i = 0; i < cases; i += 1) {
    const trace = (traced ? steps : []).flatMap((group) =>
      group.outputs.map((tensor) => ({ node: group.nodes[0]?.id ?? 'copy', value: tensor.value, data: take(tensor) })),
    );
    results.push({ trace, outputs: program.outputs.map(take) });
  }
  if (at !== bytes.length)
    throw new Error(`the program wrote ${String(bytes.length)} bytes where ${String(at)} were expected`);
  return results;
};

import { interpret, type InterpreterOptions } from '../interpreter/interpret.ts';
import { valueOf, type Graph } from '../ir/graph.ts';
import { toBytes, type Tensor } from '../ir/tensor.ts';
import { formatType, sameType } from '../ir/type.ts';
import type { Preserves } from '../pass/define-pass.ts';
import { seededTensor } from './seeded-tensor.ts';

/** Differences that reordering float operations explains: relative to the greatest magnitude of the output. */
const tolerance = 1e-5;

const outputProblem = (before: Tensor, after: Tensor, preserves: Preserves): string | undefined => {
  if (!sameType(before.type, after.type)) return `was ${formatType(before.type)} and is ${formatType(after.type)}`;
  if (preserves === 'bits' || before.type.dtype !== 'float32') {
    const same = Buffer.compare(toBytes(before.data), toBytes(after.data)) === 0;
    return same ? undefined : 'has other bits than before the pass';
  }
  const [was, is] = [before.data as Float32Array, after.data as Float32Array];
  const magnitude = was.reduce((most, value) => Math.max(most, Math.abs(value)), 1);
  const worst = was.reduce((most, value, i) => Math.max(most, Math.abs(value - (is[i] ?? NaN))), 0);
  return worst <= tolerance * magnitude ? undefined : `differs by up to ${String(worst)} from before the pass`;
};

/**
 * Runs both graphs on seeded inputs and holds the outputs to what the pass preserves. With 'none' it only has to run.
 * Gives the problems found.
 */
export const compareOutputs = (
  before: Graph,
  after: Graph,
  preserves: Preserves,
  options: InterpreterOptions,
  seeds: readonly number[] = [1, 2, 3],
): readonly string[] =>
  seeds.flatMap((seed) => {
    const inputs = (graph: Graph): readonly Tensor[] =>
      graph.inputs.map((id, i) => seededTensor(valueOf(graph, id).type, seed * 100 + i));
    const is = interpret(after, inputs(after), options);
    if (preserves === 'none') return [];
    return interpret(before, inputs(before), options).flatMap((tensor, i) => {
      const other = is[i];
      const problem = other === undefined ? 'is gone' : outputProblem(tensor, other, preserves);
      return problem === undefined ? [] : [`output ${String(i)} ${problem} (seed ${String(seed)})`];
    });
  });

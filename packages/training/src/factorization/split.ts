import { elementCount, type Node, type OperatorTable, type Shape, type TensorType } from '@tinyml/core';
import type { Cost } from '../cost.ts';

/** One of the two layers that take the place of a layer. */
export interface Part {
  readonly op: string;
  readonly attrs: Node['attrs'];
  readonly weightShape: Shape;
  /** Row-major. Worked out when asked for: the costs of all ranks are compared before one is taken. */
  weights(): Float64Array;
}

/** How a layer can be written as two, one after the other; bias and activation go to the second. */
export interface Split {
  /** With this rank the two compute what the one did. */
  readonly fullRank: number;
  /** Share of the weights' sum of squares that `rank` keeps, 0 … 1. */
  kept(rank: number): number;
  parts(rank: number): readonly [Part, Part];
}

const float = (shape: Shape): TensorType => ({ dtype: 'float32', shape });

/** Shape of what `part` computes from `input`, and its multiply-accumulates. */
export const measurePart = (
  part: Part,
  input: Shape,
  operators: OperatorTable,
): { readonly output: Shape; readonly macs: number } => {
  const operator = operators.get(part.op);
  if (operator === undefined) throw new Error(`no operator ${part.op}`);
  const inputs = [float(input), float(part.weightShape)];
  const outputs = operator.infer({ attrs: part.attrs, inputs: inputs.map((type) => ({ type })) });
  return { output: outputs[0]?.shape ?? [], macs: operator.macs({ attrs: part.attrs, inputs, outputs }) };
};

/** What the two layers cost on an input of shape `input`, with a bias of `biasCount` elements on the second. */
export const splitCost = (
  parts: readonly [Part, Part],
  input: Shape,
  biasCount: number,
  operators: OperatorTable,
): Cost => {
  const first = measurePart(parts[0], input, operators);
  const second = measurePart(parts[1], first.output, operators);
  const parameters = elementCount(parts[0].weightShape) + elementCount(parts[1].weightShape) + biasCount;
  return { macs: first.macs + second.macs, parameters };
};

/** Cheaper in one respect and dearer in none. */
export const saves = (cost: Cost, than: Cost): boolean =>
  cost.macs <= than.macs &&
  cost.parameters <= than.parameters &&
  (cost.macs < than.macs || cost.parameters < than.parameters);

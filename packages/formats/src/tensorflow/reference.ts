/** Where an operand comes from: `node`, `node:1`, and in functions `argument` or `node:output:1`. */
export interface Reference {
  readonly node: string;
  /** The name of a list of outputs; undefined: positions count all outputs. */
  readonly output?: string;
  readonly position: number;
}

export const isControl = (input: string): boolean => input.startsWith('^');

export const parseReference = (input: string): Reference => {
  const [node = '', first, second] = input.split(':');
  if (first === undefined) return { node, position: 0 };
  if (/^\d+$/.test(first)) return { node, position: Number(first) };
  return { node, output: first, position: Number(second ?? 0) };
};

/** Operators with several outputs that have names of their own; all others have one, or a list of them. */
const outputNames: Readonly<Record<string, readonly string[]>> = {
  FusedBatchNorm: ['y', 'batch_mean', 'batch_variance', 'reserve_space_1', 'reserve_space_2'],
  FusedBatchNormV2: ['y', 'batch_mean', 'batch_variance', 'reserve_space_1', 'reserve_space_2'],
  FusedBatchNormV3: ['y', 'batch_mean', 'batch_variance', 'reserve_space_1', 'reserve_space_2', 'reserve_space_3'],
  Merge: ['output', 'value_index'],
  Switch: ['output_false', 'output_true'],
  TensorListPopBack: ['output_handle', 'tensor'],
  TopKV2: ['values', 'indices'],
};

/** The position of an output among all of an operator's. */
export const outputPosition = (op: string, { output, position }: Reference): number =>
  Math.max(0, output === undefined ? 0 : (outputNames[op]?.indexOf(output) ?? 0)) + position;

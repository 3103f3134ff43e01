import { unsoundValue } from '../diagnostics/catalogue/graph.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Constants } from '../pass/define-pass.ts';
import { dtypes, integerRange, isFloat } from './dtype.ts';
import { valueOf, type Graph, type State, type Value } from './graph.ts';
import { byteLength, elementCount, formatType, type Quant, type TensorType } from './type.ts';

const dimensionProblems = ({ shape }: TensorType): readonly string[] => {
  if (!shape.every((dimension) => Number.isSafeInteger(dimension) && dimension > 0))
    return [`shape [${shape.join(', ')}] has a dimension that is not a positive integer`];
  return Number.isSafeInteger(elementCount(shape) * 8) ? [] : [`shape [${shape.join(', ')}] has too many elements`];
};

const zeroPointRange = (type: TensorType): readonly [number, number] | undefined =>
  type.dtype === 'int64' || type.dtype === 'uint64' || type.dtype === 'bool' || isFloat(type.dtype)
    ? undefined
    : integerRange(type.dtype as 'int8');

const quantProblems = (type: TensorType, quant: Quant): readonly string[] => {
  const problems: string[] = [];
  const { scale, zeroPoint, axis } = quant;
  if (isFloat(type.dtype) || type.dtype === 'bool') problems.push(`${type.dtype} cannot be quantised`);
  if (!scale.every((value) => Number.isFinite(value) && value > 0))
    problems.push('a scale is not a positive finite number');
  if (axis !== undefined && (!Number.isInteger(axis) || axis < 0 || axis >= type.shape.length))
    problems.push(`quantisation axis ${String(axis)} is not one of ${String(type.shape.length)} dimensions`);
  const count = axis === undefined ? 1 : (type.shape[axis] ?? scale.length);
  if (scale.length !== count) problems.push(`${String(scale.length)} scales where ${String(count)} are needed`);
  if (zeroPoint.length !== scale.length)
    problems.push(`${String(zeroPoint.length)} zero points beside ${String(scale.length)} scales`);
  const range = zeroPointRange(type);
  const fits = (value: number): boolean =>
    Number.isInteger(value) && (range === undefined || (value >= range[0] && value <= range[1]));
  if (!zeroPoint.every(fits)) problems.push(`a zero point is not an ${type.dtype}`);
  return problems;
};

const dataProblems = (
  { data, type }: Pick<Value, 'data' | 'type'>,
  constants: Constants | undefined,
): readonly string[] => {
  if (data === undefined || constants === undefined) return [];
  try {
    const found = constants.get(data).byteLength;
    const expected = byteLength(type);
    return found === expected ? [] : [`${String(found)} bytes of data where its type takes ${String(expected)}`];
  } catch {
    return [`its data ${data} is not in the store`];
  }
};

/** What is wrong with a value's type, quantisation or constant data. */
export const verifyValue = (value: Value, constants: Constants | undefined): readonly Diagnostic[] => {
  const { type } = value;
  const problems: string[] = [];
  if (!dtypes.includes(type.dtype)) problems.push(`unknown element type ${type.dtype}`);
  else {
    const dimensions = dimensionProblems(type);
    problems.push(...dimensions);
    if (dimensions.length === 0) problems.push(...dataProblems(value, constants));
    if (type.quant !== undefined) problems.push(...quantProblems(type, type.quant));
  }
  return problems.map((problem) => unsoundValue(value.id, problem));
};

/** What is wrong with a state buffer of a graph of sound values: its two ends differ, or its initial value does not fit. */
export const verifyState = (graph: Graph, state: State, constants: Constants | undefined): readonly Diagnostic[] => {
  const [type, next] = [valueOf(graph, state.input).type, valueOf(graph, state.output).type];
  const problems = [
    ...(formatType(type) === formatType(next)
      ? []
      : [`state ${state.name} is ${formatType(type)} and becomes ${formatType(next)}`]),
    ...dataProblems({ type, ...(state.initial === undefined ? {} : { data: state.initial }) }, constants),
  ];
  return problems.map((problem) => unsoundValue(state.input, problem));
};

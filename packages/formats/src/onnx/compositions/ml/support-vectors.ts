import type { ValueId } from '@tinyml/core';
import { TranslationError } from '../../../translation/translation-error.ts';
import type { OnnxCall, OnnxOperator, OnnxOperators } from '../../call.ts';
import { plain, plus, scalar, times } from '../words.ts';
import { best, classCount, labelAt, postTransformed, rowsOf } from './post-transform.ts';

const dense = (
  call: OnnxCall,
  x: ValueId,
  role: string,
  rows: number,
  weights: readonly number[],
  bias?: readonly number[],
): ValueId => {
  const columns = call.shapeOf(x).at(-1) ?? 1;
  if (weights.length !== rows * columns) throw new TranslationError(`${role}: ${String(weights.length)} numbers for ${String(rows)} × ${String(columns)}`); // prettier-ignore
  const offsets = bias === undefined ? null : call.floats(`${role}_bias`, [rows], bias);
  return call.emit('fully_connected', { activation: 'none', keepNumDims: true }, [
    x,
    call.floats(role, [rows, columns], weights),
    offsets,
  ]);
};

/** exp(−γ |x − v|²) from |x|² + |v|² − 2 x·v, with the vectors' mean as the origin: so the terms are small and cancel little. */
const radial = (call: OnnxCall, x: ValueId, vectors: readonly number[], count: number, gamma: number): ValueId => {
  const width = vectors.length / count;
  const mean = Array.from({ length: width }, (_, i) => vectors.reduce((sum, v, at) => (at % width === i ? sum + v / count : sum), 0)); // prettier-ignore
  const origin = mean.map(Math.fround);
  const moved = vectors.map((v, at) => v - (origin[at % width] ?? 0));
  const centred = call.emit('sub', plain, [x, call.floats('origin', [width], origin)]);
  const own = call.emit('sum', { keepDims: true }, [call.emit('square', {}, [centred]), call.ints('axis', [1], [1])]);
  const squares = Array.from({ length: count }, (_, k) => moved.slice(k * width, (k + 1) * width).reduce((sum, v) => sum + v * v, 0)); // prettier-ignore
  const products = dense(call, centred, 'vectors', count, moved.map((v) => -2 * v), squares); // prettier-ignore
  const distance = call.emit('add', plain, [products, own]);
  return call.emit('exp', {}, [times(call, distance, -gamma, 'gamma')]);
};

/** The kernel between each row of x and each support vector: [n, count]. */
const kernels = (call: OnnxCall, x: ValueId, vectors: readonly number[], count: number): ValueId => {
  const kind = call.attributes.text('kernel_type', 'LINEAR');
  const [gamma = 0, offset = 0, degree = 3] = call.attributes.floats('kernel_params') ?? [];
  if (kind === 'RBF') return radial(call, x, vectors, count, gamma);
  const products = dense(call, x, 'vectors', count, vectors);
  if (kind === 'LINEAR') return products;
  const inner = plus(call, times(call, products, gamma, 'gamma'), offset, 'coef0');
  if (kind === 'SIGMOID') return call.emit('tanh', {}, [inner]);
  if (kind !== 'POLY') throw new TranslationError(`kernel_type ${kind} is not supported`);
  if (degree === 1) return inner;
  return degree === 2
    ? call.emit('square', {}, [inner])
    : call.emit('pow', {}, [inner, scalar(call, 'degree', degree)]);
};

const regressor: OnnxOperator = (call) => {
  const { attributes } = call;
  const x = rowsOf(call, call.operand(0));
  const [coefficients, rho] = [attributes.floats('coefficients') ?? [], attributes.floats('rho') ?? [0]];
  const count = attributes.int('n_supports', 0);
  const vectors = attributes.floats('support_vectors') ?? [];
  if (count === 0) attributes.ignore('kernel_type', 'kernel_params');
  const from = count === 0 ? x : kernels(call, x, vectors, count);
  const whole = dense(call, from, 'coefficients', 1, coefficients, rho);
  if (!attributes.flag('one_class', false)) return postTransformed(call, whole);
  const isInside = call.emit('greater', {}, [whole, scalar(call, 'zero', 0)]);
  return call.emit('select_v2', {}, [isInside, scalar(call, 'inside', 1), scalar(call, 'outside', -1)]);
};

interface Pairs {
  readonly classes: number;
  /** The two classes of each decision. */
  readonly pairs: readonly (readonly [number, number])[];
  /** What each support vector counts in each decision: [pairs, vectors]. */
  readonly weights: readonly number[];
}

/** One decision for each two classes. A vector has coefficients for every class but its own, those of later ones moved up. */
const pairsOf = (perClass: readonly number[], coefficients: readonly number[]): Pairs => {
  const classes = perClass.length;
  const count = perClass.reduce((sum, own) => sum + own, 0);
  const owner = perClass.flatMap((own, k) => new Array<number>(own).fill(k));
  const pairs = perClass.flatMap((_, i) => perClass.slice(i + 1).map((__, k) => [i, i + 1 + k] as const));
  const weights = pairs.flatMap(([i, j]) =>
    owner.map(
      (own, at) => (own === i ? coefficients[(j - 1) * count + at] : own === j ? coefficients[i * count + at] : 0) ?? 0,
    ),
  );
  return { classes, pairs, weights };
};

/** How many decisions each class wins. */
const votes = (call: OnnxCall, decisions: ValueId, { classes, pairs }: Pairs): ValueId => {
  const wins = call.cast(call.emit('greater', {}, [decisions, scalar(call, 'zero', 0)]), 'float32');
  const each = Array.from({ length: classes }, (_, k) => pairs.map(([i, j]) => (k === i ? 1 : k === j ? -1 : 0)));
  const second = each.map((row) => row.filter((sign) => sign === -1).length);
  return dense(call, wins, 'votes', classes, each.flat(), second);
};

const classifier: OnnxOperator = (call) => {
  const { attributes } = call;
  const x = rowsOf(call, call.operand(0));
  const perClass = attributes.ints('vectors_per_class') ?? [];
  const [coefficients, rho] = [attributes.floats('coefficients') ?? [], attributes.floats('rho') ?? []];
  attributes.ignore('prob_b');
  const labels = classCount(call, 'classlabels_ints', 'classlabels_strings');
  const count = perClass.reduce((sum, own) => sum + own, 0);
  if (count === 0 || perClass.length !== labels || labels < 2) throw new TranslationError('one without support vectors for each class is not supported'); // prettier-ignore
  const pairs = pairsOf(perClass, coefficients);
  const from = kernels(call, x, attributes.floats('support_vectors') ?? [], count);
  const decisions = dense(call, from, 'decisions', pairs.pairs.length, pairs.weights, rho);
  const label = labelAt(call, best(call, votes(call, decisions, pairs)), 'classlabels_ints');
  // Libraries approximate them by an iteration that stops at an error of 0.005 / classes, and they depend on where it stops.
  if ((attributes.floats('prob_a') ?? []).length > 0) {
    if (!call.wants(1)) return [label, ''];
    throw new TranslationError('probabilities (prob_a) are not supported', 'train with probability=False, or leave them out of the outputs'); // prettier-ignore
  }
  if (labels > 2) return [label, postTransformed(call, decisions)];
  const opposite = call.emit('neg', {}, [decisions]);
  return [label, postTransformed(call, call.emit('concatenation', { axis: 1, activation: 'none' }, [opposite, decisions]))]; // prettier-ignore
};

export const supportVectors: OnnxOperators = {
  'ai.onnx.ml.SVMRegressor': regressor,
  'ai.onnx.ml.SVMClassifier': classifier,
};

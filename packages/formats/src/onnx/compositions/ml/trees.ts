import type { ValueId } from '@tinyml/core';
import { TranslationError } from '../../../translation/translation-error.ts';
import type { OnnxCall, OnnxOperator, OnnxOperators } from '../../call.ts';
import { plain, scalar } from '../words.ts';
import { best, classCount, labelAt, postTransformed, rowsOf } from './post-transform.ts';
import { readTrees, type TreeTables } from './tree-tables.ts';

const gathered = (call: OnnxCall, table: ValueId, places: ValueId): ValueId =>
  call.emit('gather', { axis: 0, batchDims: 0 }, [table, places]);

/** All trees go down one node at a time, side by side: [n, trees] places in the tables. */
const leaves = (call: OnnxCall, x: ValueId, tables: TreeTables): ValueId => {
  const [n = 1] = call.shapeOf(x);
  const count = tables.limits.length;
  const [features, yes, no] = [tables.features, tables.yes, tables.no].map((list, i) => call.ints(['features', 'yes', 'no'][i] ?? '', [count], list)); // prettier-ignore
  const limits = call.floats('limits', [count], tables.limits);
  const size = [n, tables.roots.length];
  let at = call.ints('roots', size, Array.from({ length: n }, () => tables.roots).flat());
  for (let step = 0; step < tables.depth; step++) {
    const columns = gathered(call, features ?? '', at);
    const values = call.emit('gather', { axis: 1, batchDims: 1 }, [x, columns]);
    const holds = call.emit(tables.includesLimit ? 'less_equal' : 'less', {}, [values, gathered(call, limits, at)]);
    at = call.emit('select_v2', {}, [holds, gathered(call, yes ?? '', at), gathered(call, no ?? '', at)]);
  }
  return at;
};

/** Sums of all trees, [n, targets]. */
const scores = (call: OnnxCall, tables: TreeTables, targets: number): ValueId => {
  const x = rowsOf(call, call.operand(0));
  const weights = call.floats('weights', [tables.limits.length, targets], tables.weights);
  const found = gathered(call, weights, leaves(call, x, tables));
  const aggregate = call.attributes.text('aggregate_function', 'SUM');
  const axis = call.ints('axis', [1], [1]);
  if (aggregate !== 'SUM' && aggregate !== 'AVERAGE') throw new TranslationError(`aggregate_function ${aggregate} is not supported`); // prettier-ignore
  const all = aggregate === 'SUM' ? call.emit('sum', { keepDims: false }, [found, axis]) : call.emit('mean', { keepDims: false }, [found, axis]); // prettier-ignore
  const base = call.attributes.floats('base_values') ?? [];
  return base.length === 0 ? all : call.emit('add', plain, [all, call.floats('base', [base.length], base)]);
};

const regressor: OnnxOperator = (call) => {
  const targets = call.attributes.int('n_targets', 1);
  return postTransformed(call, scores(call, readTrees(call.attributes, 'target', targets), targets));
};

/** One score for two classes is that of the second: a share of votes, or the logarithm of odds. */
const twoClasses = (call: OnnxCall, tables: TreeTables, id: number): readonly ValueId[] => {
  const positive = tables.weights.every((weight) => weight >= 0);
  const transform = call.attributes.text('post_transform', 'NONE');
  if (!((positive && transform === 'NONE') || (!positive && transform === 'LOGISTIC'))) throw new TranslationError(`one score for two classes with post_transform ${transform} is not supported`); // prettier-ignore
  const both = scores(call, tables, 2);
  const [n = 1] = call.shapeOf(both);
  const parts = [call.ints('begin', [2], [0, id]), call.ints('size', [2], [n, 1])];
  const score = call.emit('slice', {}, [both, ...parts]);
  const isSecond = call.emit('greater', {}, [score, scalar(call, 'limit', transform === 'NONE' ? 0.5 : 0)]);
  const share = transform === 'NONE' ? score : call.emit('logistic', {}, [score]);
  const rest = call.emit('sub', plain, [scalar(call, 'one', 1), share]);
  const label = labelAt(call, call.reshaped(call.cast(isSecond, 'int32'), [n]), 'classlabels_int64s');
  return [label, call.emit('concatenation', { axis: 1, activation: 'none' }, [rest, share])];
};

const classifier: OnnxOperator = (call) => {
  const classes = classCount(call, 'classlabels_int64s', 'classlabels_strings');
  const tables = readTrees(call.attributes, 'class', classes);
  const ids = new Set(call.attributes.ints('class_ids') ?? []);
  const [id = 0] = [...ids];
  if (classes === 2 && ids.size === 1) return twoClasses(call, tables, id);
  const all = scores(call, tables, classes);
  return [labelAt(call, best(call, all), 'classlabels_int64s'), postTransformed(call, all)];
};

export const trees: OnnxOperators = {
  'ai.onnx.ml.TreeEnsembleRegressor': regressor,
  'ai.onnx.ml.TreeEnsembleClassifier': classifier,
};

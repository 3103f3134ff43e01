import type { ValueId } from '@tinyml/core';
import { TranslationError } from '../../../translation/translation-error.ts';
import type { OnnxCall, OnnxOperator, OnnxOperators } from '../../call.ts';
import { indicesOf } from '../gathering.ts';
import { plain, product, scalar } from '../words.ts';
import { best, classCount, labelAt, postTransformed, rowsOf } from './post-transform.ts';

/** x · coefficients + intercepts: [n, outputs]. */
const linear = (call: OnnxCall, outputs: number): ValueId => {
  const x = rowsOf(call, call.operand(0));
  const features = call.shapeOf(x).at(-1) ?? 1;
  const coefficients = call.attributes.floats('coefficients') ?? [];
  if (coefficients.length !== outputs * features) throw new TranslationError(`${String(coefficients.length)} coefficients for ${String(outputs)} × ${String(features)}`); // prettier-ignore
  const intercepts = call.attributes.floats('intercepts') ?? [];
  const bias = intercepts.length === outputs ? call.floats('intercepts', [outputs], intercepts) : null;
  const weights = call.floats('coefficients', [outputs, features], coefficients);
  return call.emit('fully_connected', { activation: 'none', keepNumDims: true }, [x, weights, bias]);
};

const classifier: OnnxOperator = (call) => {
  call.attributes.ignore('multi_class');
  const classes = classCount(call, 'classlabels_ints', 'classlabels_strings');
  const scores = linear(call, classes);
  return [labelAt(call, best(call, scores), 'classlabels_ints'), postTransformed(call, scores)];
};

/** One number, or one for each feature. */
const perFeature = (call: OnnxCall, name: string, absent: number): ValueId => {
  const values = call.attributes.floats(name) ?? [];
  return values.length <= 1 ? scalar(call, name, values[0] ?? absent) : call.floats(name, [values.length], values);
};

/** Each row by its norm; a row of zeros stays one. */
const normalizer: OnnxOperator = (call) => {
  const x = call.cast(call.operand(0), 'float32');
  const norm = call.attributes.text('norm', 'MAX');
  const axis = call.ints('axis', [1], [call.rankOf(x) - 1]);
  const sum = (of: ValueId): ValueId => call.emit('sum', { keepDims: true }, [of, axis]);
  const size = (): ValueId => {
    if (norm === 'L2') return call.emit('sqrt', {}, [sum(call.emit('square', {}, [x]))]);
    const sizes = call.emit('abs', {}, [x]);
    if (norm === 'L1') return sum(sizes);
    if (norm === 'MAX') return call.emit('reduce_max', { keepDims: true }, [sizes, axis]);
    throw new TranslationError(`norm ${norm} is not supported`);
  };
  return call.emit('div', plain, [x, call.emit('maximum', {}, [size(), scalar(call, 'least', 1e-30)])]);
};

const imputer: OnnxOperator = (call) => {
  const x = call.operand(0);
  if (call.typeOf(x).dtype !== 'float32') throw new TranslationError(`elements of ${call.typeOf(x).dtype} are not supported`); // prettier-ignore
  const replaced = call.attributes.float('replaced_value_float', 0);
  call.attributes.ignore('replaced_value_int64');
  const isMissing = Number.isNaN(replaced) ? call.emit('not_equal', {}, [x, x]) : call.emit('equal', {}, [x, scalar(call, 'replaced', replaced)]); // prettier-ignore
  return call.emit('select_v2', {}, [isMissing, perFeature(call, 'imputed_value_floats', 0), x]);
};

/** Columns of the last axis, by their places. */
const features: OnnxOperator = (call) => {
  const x = call.operand(0);
  const rows = call.rankOf(x) === 1 ? call.reshaped(x, [1, ...call.shapeOf(x)]) : x;
  const [places, axis] = [call.operand(1), call.rankOf(rows) - 1];
  const flat = call.reshaped(places, [product(call.shapeOf(places))]);
  const index = indicesOf(call, flat, call.shapeOf(rows)[axis] ?? 1);
  return call.emit('gather', { axis, batchDims: 0 }, [rows, index]);
};

export const linearModels: OnnxOperators = {
  'ai.onnx.ml.LinearRegressor': (call) => postTransformed(call, linear(call, call.attributes.int('targets', 1))),
  'ai.onnx.ml.LinearClassifier': classifier,
  'ai.onnx.ml.Scaler': (call) => {
    const x = call.cast(call.operand(0), 'float32');
    const centred = call.emit('sub', plain, [x, perFeature(call, 'offset', 0)]);
    return call.emit('mul', plain, [centred, perFeature(call, 'scale', 1)]);
  },
  'ai.onnx.ml.Normalizer': normalizer,
  'ai.onnx.ml.Imputer': imputer,
  'ai.onnx.ml.ArrayFeatureExtractor': features,
  'ai.onnx.ml.Binarizer': (call) => {
    const limit = scalar(call, 'threshold', call.attributes.float('threshold', 0));
    return call.cast(call.emit('greater', {}, [call.operand(0), limit]), 'float32');
  },
  'ai.onnx.ml.FeatureVectorizer': (call) => {
    call.attributes.ignore('inputdimensions');
    const parts = call.operands.map((_, i) => rowsOf(call, call.operand(i)));
    return parts.length === 1 ? (parts[0] ?? '') : call.emit('concatenation', { axis: 1, activation: 'none' }, parts);
  },
  /** Probabilities stay numbers in the order of the labels. */
  'ai.onnx.ml.ZipMap': (call) => {
    call.attributes.ignore('classlabels_int64s', 'classlabels_strings');
    return call.emit('identity', {}, [call.operand(0)]);
  },
};

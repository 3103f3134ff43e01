import {
  defineOperator,
  none,
  OperatorError,
  perTensorProblem,
  perTensorQuant,
  required,
  type Tensor,
  type TensorType,
} from '@tinyml/core';
import { attributes, type DetectionAttributes } from './attributes.ts';
import { kernels } from './kernels.ts';
import { detections } from './reference.ts';
import { tflite } from './tflite.ts';

declare module '@tinyml/core' {
  interface Ops {
    readonly detection_postprocess: DetectionAttributes;
  }
}

/** The numbers that a tensor stands for, in single precision. */
const realsOf = (tensor: Tensor | null | undefined): Float32Array => {
  const { type, data } = required(tensor);
  if (type.dtype === 'float32') return data as Float32Array;
  const { scale, zeroPoint } = perTensorQuant(type);
  return Float32Array.from(data as Int8Array, (stored) => scale * (stored - zeroPoint));
};

/** @throws OperatorError where boxes, scores and anchors do not belong together */
const checkShapes = ([boxes, scores, anchors]: readonly TensorType[], { numClasses }: DetectionAttributes): void => {
  const [batch, count, coordinates] = boxes?.shape ?? [];
  const [scoreBatch, rows, columns = 0] = scores?.shape ?? [];
  const [anchorRows, sides] = anchors?.shape ?? [];
  if (boxes?.shape.length !== 3 || batch !== 1 || (coordinates ?? 0) < 4)
    throw new OperatorError('boxes must be [1, boxes, 4 or more]');
  if (scores?.shape.length !== 3 || scoreBatch !== 1 || rows !== count)
    throw new OperatorError('scores must be [1, boxes, classes]');
  if (anchors?.shape.length !== 2 || anchorRows !== count || sides !== 4)
    throw new OperatorError('anchors must be [boxes, 4]');
  if (columns !== numClasses && columns !== numClasses + 1)
    throw new OperatorError(
      `${String(columns)} scores of each box are not ${String(numClasses)} classes and a background`,
    );
};

/**
 * Detections from a network's boxes and scores: boxes decoded by their anchors, those that overlap a better one left out.
 * Operands: boxes [1, n, 4 or more] as centre y, x, height, width; scores [1, n, classes, perhaps one more first for the background];
 * anchors [n, 4] as the boxes. Results, all float32, for k = maxDetections · maxClassesPerDetection: boxes [1, k, 4] as corners y, x, y, x;
 * classes [1, k]; scores [1, k]; the number of detections [1]. Beyond them there are zeros. Where a box has no area LiteRT stops; here it
 * overlaps nothing. Source: TensorFlow Lite's custom operator TFLite_Detection_PostProcess.
 */
export const detectionPostprocess = defineOperator({
  name: 'detection_postprocess',
  version: 1,
  summary: 'detections from the boxes and scores of a network: those that overlap a better one left out',
  slots: {
    keras: none('Keras has no such layer'),
    gradient: none('it chooses, which training cannot move by small steps'),
    kernels,
    tflite,
    micro: 'AddDetectionPostprocess',
  },
  attributes,
  arity: { inputs: [3, 3], outputs: [4, 4] },
  infer({ attrs, inputs }) {
    checkShapes(
      inputs.map((input) => required(input).type),
      attrs,
    );
    const count = attrs.maxDetections * attrs.maxClassesPerDetection;
    return [[1, count, 4], [1, count], [1, count], [1]].map((shape) => ({ dtype: 'float32' as const, shape }));
  },
  check({ inputs, outputs }) {
    if (outputs.some(({ dtype }) => dtype !== 'float32')) return 'the results must be float32';
    const [dtype, ...others] = inputs.map((input) => input?.dtype);
    if (others.some((other) => other !== dtype)) return 'boxes, scores and anchors must have one type';
    if (dtype === 'float32') return undefined;
    if (dtype !== 'int8' && dtype !== 'uint8') return `${dtype ?? 'nothing'} is not supported`;
    return inputs
      .map((input, i) => perTensorProblem(`operand ${String(i)}`, required(input)))
      .find((problem) => problem !== undefined);
  },
  run: ({ attrs, inputs: [boxes, scores, anchors] }) =>
    detections({ encodings: realsOf(boxes), scores: realsOf(scores), anchors: realsOf(anchors) }, attrs),
  macs: () => 0,
});

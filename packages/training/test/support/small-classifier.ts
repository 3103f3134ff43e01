import {
  constantValue,
  memoryConstants,
  seededRandom,
  type Graph,
  type OperatorTable,
  type PassContext,
  type Samples,
  type TensorType,
  type Value,
} from '@tinyml/core';
import { builtinOperators } from '@tinyml/operators';
import { testContext } from '@tinyml/core/testing';
import { train } from '../../src/passes/train.ts';
import type { TrainingOptions } from '../../src/training-options.ts';

export const operators: OperatorTable = new Map(builtinOperators.map((operator) => [operator.name, operator]));

export const constants = memoryConstants();

const float = (...shape: number[]): TensorType => ({ dtype: 'float32', shape });

const random = seededRandom(7);

const weights = (id: string, shape: readonly number[]): Value => {
  const data = Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => random() - 0.5);
  return constantValue(constants, id, float(...shape), data);
};

/** Points of the plane to three classes: 2 → 16, ReLU → 3, softmax. */
export const smallClassifier = (): Graph => {
  const values: Value[] = [
    { id: 'x', type: float(1, 2) },
    weights('w1', [16, 2]),
    weights('b1', [16]),
    { id: 'hidden', type: float(1, 16) },
    weights('w2', [3, 16]),
    weights('b2', [3]),
    { id: 'logits', type: float(1, 3) },
    { id: 'y', type: float(1, 3) },
  ];
  const dense = { keepNumDims: false, weightsFormat: 'default' };
  return {
    name: 'points',
    inputs: ['x'],
    outputs: ['y'],
    values: new Map(values.map((value) => [value.id, value])),
    nodes: [
      {
        id: 'dense',
        op: 'fully_connected',
        attrs: { ...dense, activation: 'relu' },
        inputs: ['x', 'w1', 'b1'],
        outputs: ['hidden'],
      },
      {
        id: 'dense_1',
        op: 'fully_connected',
        attrs: { ...dense, activation: 'none' },
        inputs: ['hidden', 'w2', 'b2'],
        outputs: ['logits'],
      },
      { id: 'softmax', op: 'softmax', attrs: { beta: 1 }, inputs: ['logits'], outputs: ['y'] },
    ] as Graph['nodes'],
  };
};

/** `count` points of [−1, 1)², labelled by the third of the circle that they lie in. */
export const points = (count: number): Samples => {
  const next = seededRandom(3);
  const data = Array.from({ length: count }, () => Float32Array.of(next() * 2 - 1, next() * 2 - 1));
  const third = ([x = 0, y = 0]: Float32Array): number =>
    Math.min(2, Math.floor(((Math.atan2(y, x) + Math.PI) / (2 * Math.PI)) * 3));
  return {
    count,
    inputs: (index) => [{ type: float(1, 2), data: data[index] ?? new Float32Array(2) }],
    labels: data.map(third),
  };
};

/** What a training pass gets, with `options` over the defaults of `train`. */
export const trainingContext = (
  graph: Graph,
  options: Partial<TrainingOptions>,
  samples: Samples = points(300),
): PassContext<TrainingOptions> =>
  testContext(train as never, graph, options, { operators, constants, samples }) as never;

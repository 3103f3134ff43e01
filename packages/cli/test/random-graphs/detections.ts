import { elementCount } from '@tinyml/core';
import type { Draft } from './draft.ts';
import { typeOf, type Make, type Makers } from './maker.ts';

/** As many numbers as `shape` has, with three digits. */
const reals = (draft: Draft, shape: readonly number[], least: number, greatest: number): string =>
  draft.constant(
    { dtype: 'float32', shape },
    Float32Array.from(
      { length: elementCount(shape) },
      () => Math.round(1000 * (least + draft.random.next() * (greatest - least))) / 1000,
    ),
  );

/** The value as boxes of four numbers each, which are small enough that LiteRT accepts them. */
const boxesOf = (draft: Draft, source: string, leading: readonly number[]): readonly [string, number] | undefined => {
  const { type, data } = draft.tensor(source);
  const count = elementCount(type.shape) / 4;
  if (type.dtype !== 'float32' || !Number.isInteger(count) || (data as Float32Array).some((x) => Math.abs(x) > 9))
    return undefined;
  const shape = [...leading, count, 4];
  const boxes = draft.node('reshape', { newShape: shape }, [source, draft.ints(shape)], 'same');
  return boxes === undefined ? undefined : [boxes[0] as string, count];
};

/** Class by class: beyond the detections of the other way LiteRT leaves what its memory has. */
const detectionPostprocess: Make = (draft, source) => {
  const { random } = draft;
  const found = boxesOf(draft, source, [1]);
  if (found === undefined) return undefined;
  const [boxes, count] = found;
  const numClasses = random.int(1, 3);
  const attrs = {
    maxDetections: random.int(1, 8),
    maxClassesPerDetection: 1,
    detectionsPerClass: random.int(1, 8),
    useRegularNms: true,
    nmsScoreThreshold: random.pick([0, 0.3, 0.9]),
    nmsIouThreshold: random.pick([0.2, 0.5, 0.9]),
    numClasses,
    yScale: 10,
    xScale: 10,
    hScale: 5,
    wScale: 5,
  };
  const scores = reals(draft, [1, count, numClasses + random.int(0, 1)], 0, 1);
  return draft.node('detection_postprocess', attrs, [boxes, scores, reals(draft, [count, 4], 0.1, 0.9)]);
};

const suppression =
  (op: string, soft: boolean): Make =>
  (draft, source) => {
    const { random } = draft;
    if (typeOf(draft, source).shape.length === 0) return undefined;
    const found = boxesOf(draft, source, []);
    if (found === undefined) return undefined;
    const [boxes, count] = found;
    const real = (...choices: readonly number[]): string =>
      draft.constant({ dtype: 'float32', shape: [] }, Float32Array.of(random.pick(choices)));
    return draft.node(op, {}, [
      boxes,
      reals(draft, [count], 0, 1),
      draft.ints([random.int(1, 10)], []),
      real(0.1, 0.4, 0.8),
      real(0, 0.3, 0.7),
      ...(soft ? [real(0, 0.2, 1)] : []),
    ]);
  };

/** Choosing boxes; the scores are constants, so that rounding does not decide. */
export const detections: Makers = {
  detection_postprocess: detectionPostprocess,
  non_max_suppression_v4: suppression('non_max_suppression_v4', false),
  non_max_suppression_v5: suppression('non_max_suppression_v5', true),
};

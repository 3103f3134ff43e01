import type { TensorData } from '@tinyml/core';

/** The steps of a recurrent operator's input. */
export interface Sequence {
  readonly batch: number;
  readonly steps: number;
  /** Where a sample's step begins, in vectors. */
  at(sample: number, step: number): number;
}

/** Of [batch, n], [batch, time, n] or, time major, [time, batch, n]. */
export const sequenceOf = (shape: readonly number[], timeMajor: boolean): Sequence => {
  if (shape.length === 2) return { batch: shape[0] as number, steps: 1, at: (sample) => sample };
  const [first = 1, second = 1] = shape;
  return timeMajor
    ? { batch: second, steps: first, at: (sample, step) => step * second + sample }
    : { batch: first, steps: second, at: (sample, step) => sample * second + step };
};

type Vectors = Float32Array | Int8Array | Int16Array;

/** Vector `index` of those of `size` elements. */
const vectorAt = <Data extends Vectors>(data: Data, index: number, size: number): Data =>
  data.subarray(index * size, (index + 1) * size) as Data;

/** All steps of all samples: `shown` gives the result that belongs to a state. Gives all results, and the states after the last. */
export const runIntegerSteps = <State extends Int8Array | Int16Array>(
  { batch, steps, at }: Sequence,
  x: Int8Array,
  state: State,
  step: (input: Int8Array, state: State) => State,
  shown: (state: State) => Int8Array,
): readonly TensorData[] => {
  const [inputs, units] = [x.length / batch / steps, state.length / batch];
  const result = new Int8Array(batch * steps * units);
  const last = state.slice() as State;
  for (let sample = 0; sample < batch; sample++) {
    let now = vectorAt(last, sample, units);
    for (let t = 0; t < steps; t++) {
      now = step(vectorAt(x, at(sample, t), inputs), now);
      result.set(shown(now), at(sample, t) * units);
    }
    last.set(now, sample * units);
  }
  return [result, last];
};

/**
 * All steps of all samples of a network whose whole state is what it gives: `step` makes the next one of an input and the
 * former one. Gives the results of all steps, and the states after the last.
 */
export const runSteps = (
  { batch, steps, at }: Sequence,
  x: Float32Array,
  state: Float32Array,
  step: (input: Float64Array, state: Float64Array) => Float64Array,
): readonly TensorData[] => {
  const [inputs, units] = [x.length / batch / steps, state.length / batch];
  const result = new Float32Array(batch * steps * units);
  const last = Float32Array.from(state);
  for (let sample = 0; sample < batch; sample++) {
    let h = Float64Array.from(state.subarray(sample * units, (sample + 1) * units));
    for (let t = 0; t < steps; t++) {
      const place = at(sample, t);
      h = Float64Array.from(step(Float64Array.from(x.subarray(place * inputs, (place + 1) * inputs)), h), Math.fround);
      result.set(h, place * units);
    }
    last.set(h, sample * units);
  }
  return [result, last];
};

import { expect, test } from '@jest/globals';
import { describeBackends } from './support/backends.ts';

describeBackends('TensorFlow.js in the tests', (tf) => {
  test('takes and gives typed arrays of one kind', () => {
    const { tensor } = tf();
    const result = tensor(new Float32Array([1, 2, 3]))
      .square()
      .dataSync();
    expect(result).toBeInstanceOf(Float32Array);
    expect(result).toEqual(new Float32Array([1, 4, 9]));
  });

  test('differentiates', () => {
    const { grad, tensor, tidy } = tf();
    const slope = tidy(() => grad((x) => x.square().sum())(tensor([1, -2, 3])).arraySync());
    expect(slope).toEqual([2, -4, 6]);
  });
});

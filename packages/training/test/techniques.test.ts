import { expect, test } from '@jest/globals';
import type { Parameter } from '../src/executor/network.ts';
import type { MakeTechnique, TechniqueSetting } from '../src/technique.ts';
import { combineTechniques } from '../src/techniques/combine.ts';
import { keepZeros } from '../src/techniques/keep-zeros.ts';
import { describeBackends, type Tf } from './support/backends.ts';

const setting = (tf: Tf, parameters: readonly Parameter[]): TechniqueSetting =>
  ({
    tf,
    network: { parameters } as never,
    variables: new Map(parameters.map(({ id, data, shape }) => [id, tf.variable(tf.tensor(data, [...shape]))])),
    steps: 10,
    stepsPerEpoch: 5,
    random: () => 0.5,
  }) as const;

const parameter = (id: string, shape: readonly number[], values: readonly number[]): Parameter => ({
  id,
  shape,
  data: Float32Array.from(values),
  trainable: true,
});

describeBackends('techniques', (tf) => {
  test('zeros of pruned weights stay, those of dense weights and of biases are free', () => {
    const parameters = [
      parameter('pruned', [2, 3], [0, 1, 0, -2, 3, 0]),
      parameter('dense', [2, 3], [0, 1, 2, -2, 3, 5]),
      parameter('bias', [3], [0, 0, 0]),
    ];
    const made = setting(tf(), parameters);
    const technique = keepZeros(made);
    const optimizer = tf().train.adam(0.1);
    for (let step = 0; step < 5; step++)
      optimizer.minimize(() => {
        const losses = [...made.variables].map(([id, value]) =>
          (technique.weight?.(id, value, true) ?? value).sub(7).square().sum(),
        );
        return tf().addN(losses).asScalar();
      });
    const after = new Map([...made.variables].map(([id, value]) => [id, Array.from(value.dataSync())]));
    expect(after.get('pruned')?.map((value) => value === 0)).toEqual([true, false, true, false, false, true]);
    expect(after.get('pruned')?.[1]).toBeGreaterThan(1.3);
    expect(after.get('dense')).not.toContain(0);
    expect(after.get('bias')).not.toContain(0);
  });

  test('are applied one after another', () => {
    const steps: string[] = [];
    const part =
      (name: string, factor: number, leastSteps?: number): MakeTechnique =>
      ({ tf: given }) => ({
        variables: [given.variable(given.scalar(factor), false)],
        weight: (_, value) => value.mul(factor).add(1),
        activation: (_, value) => value.add(factor),
        afterStep: (step) => steps.push(`${name} ${String(step)}`),
        ...(leastSteps === undefined ? {} : { leastSteps }),
        finish: (_, value) => value.sub(factor),
      });
    const technique = combineTechniques(part('a', 2), () => ({}), part('b', 10, 4))(setting(tf(), []));
    const one = tf().scalar(1);
    expect(technique.weight?.('w', one, true).dataSync()[0]).toBe(31);
    expect(technique.activation?.('x', one, true).dataSync()[0]).toBe(13);
    expect(technique.finish?.('w', one).dataSync()[0]).toBe(-11);
    expect(technique.variables?.map((variable) => variable.dataSync()[0])).toEqual([2, 10]);
    expect(technique.leastSteps).toBe(4);
    technique.afterStep?.(3);
    expect(steps).toEqual(['a 3', 'b 3']);
  });
});

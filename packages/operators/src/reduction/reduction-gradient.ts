import { required, resolveAxes, type OpName } from '@tinyml/core';
import type { Gradient, Tensor, Tf } from '@tinyml/training';

/** Over constant axes; over the first one only within a sample. */
export const reductionGradient = <Name extends OpName>(
  reduce: (tf: Tf, x: Tensor, axes: number[]) => Tensor,
): Gradient<Name> => ({
  prepare({ tf, tools: { apart, together }, inputs, outputs }) {
    const { shape } = required(inputs[0]);
    const result = required(outputs[0]);
    const axes = resolveAxes(required(inputs[1]).numbers(), shape.length);
    const plain = axes[0] !== 0;
    return ([operand], { batch }) => {
      const x = required(operand);
      if (axes.length === 0) return [x];
      const reduced = plain
        ? reduce(tf, x, [...axes])
        : reduce(
            tf,
            apart(x, shape, batch),
            axes.map((axis) => axis + 1),
          );
      return [together(reduced, result, batch)];
    };
  },
});

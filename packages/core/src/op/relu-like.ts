import type { Activation } from '../ir/ops.ts';
import type { Operator } from './define-operator.ts';
import { noAttributes } from './no-attributes.ts';
import {
  activationRange,
  multiplyByQuantizedMultiplier,
  quantizedActivationRange,
  quantizeMultiplier,
} from './fixed-point.ts';
import { tabulate } from './int8-table.ts';
import type { PerTensorQuant } from './per-tensor.ts';
import { unaryOperator } from './unary.ts';

type ReluName = Exclude<Activation, 'none'>;

const factor = (input: PerTensorQuant, output: PerTensorQuant): number => Math.fround(input.scale / output.scale);

/** An activation that limits its operand to a range; int8 is rescaled where the scales differ. */
export const reluLike = <Name extends ReluName>(name: Name, summary: string): Operator<Name> =>
  unaryOperator<Name>({
    name,
    version: 1,
    summary,
    attributes: noAttributes,
    traits: { activation: name, monotone: true },
    float32() {
      const [low, high] = activationRange(name);
      return (x) => Math.min(high, Math.max(low, x));
    },
    int8(_, input, output) {
      const { multiplier, shift } = quantizeMultiplier(factor(input, output));
      const [low, high] = quantizedActivationRange(name, output.scale, output.zeroPoint, 'int8');
      return tabulate((stored) => {
        const rescaled = multiplyByQuantizedMultiplier(stored - input.zeroPoint, multiplier, shift);
        return Math.min(high, Math.max(low, rescaled + output.zeroPoint));
      });
    },
    int8Problem: (_, input, output) =>
      factor(input, output) < 2 ** 22 ? undefined : "the result's scale is too small against the operand's",
  });

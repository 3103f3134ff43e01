import type { Activation, OpName } from '../ir/ops.ts';
import type { Operator } from './define-operator.ts';
import { noAttributes } from './no-attributes.ts';
import { activationRange, multiplyByQuantizedMultiplier, quantizeMultiplier, quantizeValue } from './fixed-point.ts';
import { integerRange } from '../ir/dtype.ts';
import type { PerTensorQuant } from './per-tensor.ts';
import type { StoredDType } from './stored-function.ts';
import type { Traits } from './traits.ts';
import { unaryOperator } from './unary.ts';

const factor = (input: PerTensorQuant, output: PerTensorQuant): number => Math.fround(input.scale / output.scale);

interface Limits<Name extends OpName> {
  readonly name: Name;
  readonly summary: string;
  /** Least and greatest result; infinite where there is none. */
  readonly range: readonly [low: number, high: number];
  readonly types: readonly StoredDType[];
  readonly traits?: Traits;
}

/** An operator that limits its operand to a range; stored integers are rescaled where the scales differ. */
export const limiter = <Name extends OpName>({ name, summary, range, types, traits }: Limits<Name>): Operator<Name> =>
  unaryOperator<Name>({
    name,
    version: 1,
    summary,
    attributes: noAttributes,
    traits: { monotone: true, ...traits },
    float32: () => (x) => Math.min(range[1], Math.max(range[0], x)),
    quantizedTypes: types,
    quantized(_, input, output) {
      const { multiplier, shift } = quantizeMultiplier(factor(input, output));
      const [least, greatest] = integerRange(output.dtype);
      const stored = (limit: number): number => quantizeValue(limit, output.scale, output.zeroPoint, output.dtype);
      const low = range[0] === -Infinity ? least : stored(range[0]);
      const high = range[1] === Infinity ? greatest : stored(range[1]);
      return (value) => {
        const rescaled = multiplyByQuantizedMultiplier(value - input.zeroPoint, multiplier, shift);
        return Math.min(high, Math.max(low, rescaled + output.zeroPoint));
      };
    },
    quantizedProblem: (_, input, output) =>
      factor(input, output) < 2 ** (input.dtype === 'int16' ? 14 : 22)
        ? undefined
        : "the result's scale is too small against the operand's",
  });

/** An activation that a layer may apply to its own result. */
export const reluLike = <Name extends Exclude<Activation, 'none'>>(
  name: Name,
  summary: string,
  types: readonly StoredDType[],
): Operator<Name> => limiter({ name, summary, range: activationRange(name), types, traits: { activation: name } });

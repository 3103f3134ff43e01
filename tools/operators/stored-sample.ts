import { allocate, quantizeValue, slotOf, type DType, type Node, type Operator, type TensorType } from '@tinyml/core';
import { activationParameters, quantizeSlot } from '@tinyml/passes';
import type { Sample } from './sample.ts';

const range = [-1, 1] as const;

/** A float application in the int8 form that the operator's slot `quantize` gives it, which may have operands of several types. */
export const storedSample = (operator: Operator, { attrs, inputs, outputs }: Sample): readonly Sample[] => {
  const stored = slotOf(quantizeSlot, operator)?.stored?.({
    node: { id: 'n', op: operator.name, attrs, inputs: [], outputs: [] } as Node,
    dtype: 'int8',
    inputs: inputs.map(
      (input) =>
        input && {
          type: input.type,
          range,
          ...(input.constant instanceof Float32Array && { constant: input.constant }),
        },
    ),
    outputs: outputs.map((type) => ({ type, range })),
    inner: () => range,
    affine: activationParameters,
  });
  if (stored === undefined || 'none' in stored || inputs[0]?.type.dtype !== 'float32') return [];
  const typeAs = ({ shape }: TensorType, form: (typeof stored.outputs)[number]): TensorType => ({
    dtype: form.dtype,
    shape,
    quant: { scale: [form.scale], zeroPoint: [form.zeroPoint] },
  });
  return [
    {
      attrs: stored.attrs,
      inputs: inputs.map((input, i) => {
        const form = stored.inputs[i];
        if (input === null || form == null) return null;
        const type = typeAs(input.type, form);
        if (input.constant === undefined) return { type };
        const constant = allocate(type.dtype as DType, input.constant.length) as Int32Array;
        Array.from(input.constant as Float32Array).forEach((value, k) => {
          constant[k] = quantizeValue(value, form.scale, form.zeroPoint, form.dtype);
        });
        return { type, constant };
      }),
      outputs: outputs.map((type, i) => {
        const form = stored.outputs[i];
        return form === undefined ? type : typeAs(type, form);
      }),
      recorded: false,
    },
  ];
};

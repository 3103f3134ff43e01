import type { DType, TensorType } from '@tinyml/core';
import type { Draft } from './draft.ts';

/** Adds one node to the draft, of the operator that it is for, on a value that is there: undefined where it does not take it. */
export type Make = (draft: Draft, source: string) => readonly string[] | undefined;

/** Ways to add an operator, by its name. */
export type Makers = Readonly<Record<string, Make>>;

export const typeOf = (draft: Draft, id: string): TensorType => draft.tensor(id).type;

export const activations = ['none', 'relu', 'relu6', 'relu_n1_to_1'] as const;

/** An axis, often counted from the end. */
export const axisOf = (draft: Draft, { shape }: TensorType): number => {
  const axis = draft.random.int(0, Math.max(0, shape.length - 1));
  return draft.random.chance(0.3) ? axis - shape.length : axis;
};

/** Another value of the same type in all but, perhaps, its shape. */
export const partner = (draft: Draft, source: string, suits: (type: TensorType) => boolean): string | undefined => {
  const { dtype } = typeOf(draft, source);
  const others = draft.computed().filter((id) => {
    const type = typeOf(draft, id);
    return (
      type.dtype === dtype && (type.quant === undefined) === (typeOf(draft, source).quant === undefined) && suits(type)
    );
  });
  return others.length === 0 ? undefined : draft.random.pick(others);
};

export const isStored = ({ dtype, quant }: TensorType): boolean =>
  quant !== undefined && (['int8', 'uint8', 'int16'] as readonly DType[]).includes(dtype);

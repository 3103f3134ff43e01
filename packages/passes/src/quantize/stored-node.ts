import type { DType, Node, None, Tensor, TensorType } from '@tinyml/core';
import { rules } from '@tinyml/core/internal';
import type { Affine, Range } from './affine.ts';

const dtypes = ['int8', 'int16', 'int32'] as const;
type StoredDtype = (typeof dtypes)[number];

export const isStoredDtype = (dtype: DType): dtype is StoredDtype => dtypes.some((one) => one === dtype);

/** How one tensor of a node is stored. */
export interface StoredTensor extends Affine {
  readonly dtype: StoredDtype;
}

/** A float tensor of the node that is to be stored. */
export interface FloatOperand {
  readonly type: TensorType;
  /** Of a constant the least and greatest element, else what calibration saw; undefined: nothing is known. */
  readonly range: Range | undefined;
  readonly constant?: Float32Array;
}

export interface StoredRequest {
  /** The float node. */
  readonly node: Node;
  /** Type of the activations. */
  readonly dtype: 'int8' | 'int16';
  readonly inputs: readonly (FloatOperand | null)[];
  readonly outputs: readonly FloatOperand[];
  /** The values of this name that `inner` showed. */
  inner(name: string): Range | undefined;
  /** Scale and zero point of activations of this range. */
  affine(range: Range): Affine;
}

/** The node in integers: attributes, and how each of its tensors is stored. */
export interface StoredNode {
  readonly attrs: Readonly<Record<string, unknown>>;
  readonly inputs: readonly (StoredTensor | null)[];
  readonly outputs: readonly StoredTensor[];
}

/** The integer form of operators that need more than a role for each operand: those with state, whose steps hold values of their own. */
export interface StoredForm {
  /** Operands and results that are one tensor at different times, and so have one range. */
  readonly tied?: { readonly operands: readonly number[]; readonly results: readonly number[] };
  /** Runs the float node on its operands and shows values that are no tensors of the graph but need a scale. */
  readonly inner?: (
    node: Node,
    inputs: readonly (Tensor | null)[],
    see: (name: string, values: ArrayLike<number>) => void,
  ) => void;
  /** The node in integers, or why there is none. */
  readonly stored?: (request: StoredRequest) => StoredNode | None;
}

const tensor = rules.fields({
  dtype: rules.oneOf(dtypes),
  scale: rules.finite,
  zeroPoint: rules.finite,
});

/** What is looked at of a StoredForm, and of what its functions give. */
export const storedFormRules = {
  fields: {
    tied: rules.optional(
      rules.fields({ operands: rules.listOf(rules.wholeNumber, 100), results: rules.listOf(rules.wholeNumber, 100) }),
    ),
    inner: rules.optional(rules.fn),
    stored: rules.optional(rules.fn),
  },
  answers: {
    stored: rules.anyOf(
      'a node or a reason',
      rules.fields({ none: rules.text }),
      rules.fields({
        attrs: rules.mappingOf(rules.json),
        inputs: rules.listOf(rules.anyOf('a tensor or null', rules.oneOf([null]), tensor), 100),
        outputs: rules.listOf(tensor, 100),
      }),
    ),
  },
};

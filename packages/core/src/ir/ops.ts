/** Activation that a layer applies to its own result. */
export type Activation = 'none' | 'relu' | 'relu_n1_to_1' | 'relu6';

/**
 * Zero padding of a spatial operator. `same` and `valid` as TensorFlow defines them; a list is explicit:
 * [top, bottom, left, right] in elements (TensorFlow Lite has no such form: its writer emits a PAD in front).
 */
export type Padding = 'same' | 'valid' | readonly [top: number, bottom: number, left: number, right: number];

/** [height, width] */
export type Pair = readonly [height: number, width: number];

/** Attributes of an operator that nothing here knows. */
export type Attributes = object;

/**
 * Every operator's attributes: empty here, each operator adds its own beside its definition, built-in ones as those of
 * other packages: `declare module '@tinyml/core' { interface Ops { readonly my_op: OptionsOf<typeof attributes> } }`.
 * A comment there lists the inputs; `?` marks one that may be null or absent. Names and semantics are TensorFlow Lite's.
 * Operands that TensorFlow Lite passes as (usually constant) tensors stay tensors.
 */
export interface Ops {
  readonly [name: string]: Attributes;
}

export type OpName = string;

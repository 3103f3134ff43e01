import type { Tensor, ValueId } from '@tinyml/core';

/** What names in a pattern stand for. */
export interface Bindings {
  /** Computed tensors, or constants. */
  readonly values: ReadonlyMap<string, ValueId>;
  readonly numbers: ReadonlyMap<string, number>;
}

/** The operator's own node in the place of a match. */
export interface PatternResult {
  /** Default: none. */
  readonly attrs?: Readonly<Record<string, unknown>>;
  /** Names of the pattern, or constants made of theirs. */
  readonly operands: readonly (string | { readonly constant: Tensor })[];
}

/** Ways of writing out with several layers what one operator computes. */
export interface PatternRule {
  /**
   * See `parseExpression`. Beside operators by their names: `clamp(x, low, high)`, whatever operators or activations clamp;
   * `row_max`, `row_sum`, `row_mean`: along the last axis, which stays with size 1.
   */
  readonly patterns: readonly string[];
  /** Names that stand for one number, the same for all elements. Default: none. */
  readonly numbers?: readonly string[];
  /** Names that stand for constants. Default: none. */
  readonly constants?: readonly string[];
  /** undefined: not with these numbers and constants. Default: the operator without attributes, of x. */
  result?(numbers: (name: string) => number, constants: (name: string) => Tensor): PatternResult | undefined;
}

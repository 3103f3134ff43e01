import { isOperatorError, TinymlError, type Diagnostic, type SourceNode, type ValueId } from '@tinyml/core';
import { TranslationError } from './translation-error.ts';

/** One operator of a file that names its tensors. */
export interface Step {
  readonly source: SourceNode;
  /** undefined for an optional operand that is absent. */
  readonly inputs: readonly (string | undefined)[];
  /** undefined for a result that nothing reads. */
  readonly outputs: readonly (string | undefined)[];
}

/**
 * Translates operators in their order, and gives the values of all tensors that could be computed. What a failed
 * operator would have given is not there, and what reads it is passed over without a message of its own.
 * @throws TinymlError with what `describe` makes of each operator that cannot be translated, all at once
 */
export const translateSteps = <Each extends Step>(
  steps: readonly Each[],
  known: ReadonlyMap<string, ValueId>,
  work: {
    build(step: Each, inputs: readonly (ValueId | null)[]): readonly ValueId[];
    describe(source: SourceNode, reason: string, hint?: string): Diagnostic;
    /** For an operand that no operator, input or constant gives. */
    missing(step: Each, tensor: string): TinymlError;
  },
): ReadonlyMap<string, ValueId> => {
  const values = new Map(known);
  const failed = new Set<string>();
  const problems: Diagnostic[] = [];
  for (const step of steps) {
    const fail = (): void => {
      for (const output of step.outputs) if (output !== undefined) failed.add(output);
    };
    if (step.inputs.some((name) => name !== undefined && failed.has(name))) {
      fail();
      continue;
    }
    const inputs = step.inputs.map((name) => {
      if (name === undefined) return null;
      const value = values.get(name);
      if (value === undefined) throw work.missing(step, name);
      return value;
    });
    try {
      const results = work.build(step, inputs);
      step.outputs.forEach((name, i) => {
        const value = results[i];
        if (name !== undefined && value !== undefined) values.set(name, value);
      });
    } catch (error) {
      if (!(error instanceof TranslationError) && !isOperatorError(error)) throw error;
      problems.push(
        work.describe(step.source, error.message, error instanceof TranslationError ? error.hint : undefined),
      );
      fail();
    }
  }
  if (problems.length > 0) throw new TinymlError(...problems);
  return values;
};

import type { Operator } from '../op/define-operator.ts';

/** Every built-in operator, by name. */
export const builtinOperators: readonly Operator[] = [
];

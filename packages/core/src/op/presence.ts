/** False for an optional operand that is absent. */
export const isPresent = <T>(operand: T): operand is NonNullable<T> => operand !== null && operand !== undefined;

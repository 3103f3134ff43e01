import { builtinOperators } from '@tinyml/operators';

/** The built-in operators by name, as importers take them. */
export const operators = new Map(builtinOperators.map((operator) => [operator.name as string, operator]));

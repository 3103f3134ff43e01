/**
 * Operators that have not answered yet, by the name of the slot. The list only shrinks: a name that an operator's answer has
 * made needless may be taken out.
 */
export const openAnswers: Readonly<Record<string, readonly string[]>> = {};

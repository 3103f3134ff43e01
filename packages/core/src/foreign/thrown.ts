import { inspect } from 'node:util';

/** What was thrown, in one line: it may be anything, also something that throws when it is looked at. */
export const thrownText = (thrown: unknown): string => {
  try {
    if (thrown instanceof Error) return (thrown.message || thrown.name).split('\n').slice(0, 3).join(' ').slice(0, 500);
    return `it threw ${inspect(thrown, { depth: 0, breakLength: Infinity, customInspect: false }).slice(0, 200)}`;
  } catch {
    return 'it threw something that cannot be read';
  }
};

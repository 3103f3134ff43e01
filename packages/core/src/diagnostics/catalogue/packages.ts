import type { Diagnostic } from '../diagnostic.ts';
import type { Explanations } from '../explanation.ts';

const mistake = (code: `TML31${string}` | `TML32${string}`, message: string, hint: string): Diagnostic => ({
  code,
  severity: 'error',
  message,
  hint,
});

const tellAuthor = 'this is a mistake in that code, not in your manifest; tell its author';

/** TML310 */
export const packageFailed = (owner: string, doing: string, what: string): Diagnostic =>
  mistake('TML310', `${owner} failed when it ${doing}: ${what}`, `${tellAuthor}. --verbose prints where it failed`);

const diversions = {
  'never-settles': ['TML311', 'waits for a promise that nothing will settle'],
  exits: ['TML312', 'tried to end the process'],
} as const;

/** TML311, TML312 */
export const diverted = (owner: string, doing: string, how: keyof typeof diversions): Diagnostic =>
  mistake(diversions[how][0], `${owner} ${diversions[how][1]} when it ${doing}`, tellAuthor);

/** TML313 */
export const badDefinition = (owner: string, problem: string): Diagnostic =>
  mistake('TML313', `${owner} is not well defined: ${problem}`, `${tellAuthor}; docs/write-a-pass.md has the form`);

/** TML314 */
export const badResult = (owner: string, problem: string): Diagnostic =>
  mistake('TML314', `${owner}: ${problem}`, `${tellAuthor}; a pass returns a graph, or { graph, metrics, … }`);

/** TML315 */
export const changedItsInput = (owner: string, what: string): Diagnostic =>
  mistake('TML315', `${owner} changed ${what} that it was given`, `${tellAuthor}; it is to return a new one`);

/** TML316 */
export const badAnswer = (owner: string, problem: string): Diagnostic =>
  mistake('TML316', `${owner}: ${problem}`, tellAuthor);

/** TML317 */
export const kernelSourceMissing = (owner: string, path: string): Diagnostic =>
  mistake('TML317', `${owner}: its source ${path} is not there`, `${tellAuthor}; is it among package.json's files?`);

export const packageExplanations: Explanations = {
  TML310: `Code of a package, of a pass in a file, of a loader or of a module threw something that is no message for you: a
mistake in that code. Nothing is cached or written. --verbose prints its stack.`,
  TML311: `A promise of that code was still open when nothing was left that could settle it: no timer, no file, no process.
A missing call of resolve, or an event that never comes.`,
  TML312: 'A pass, loader or module must not call process.exit: it returns its result, or throws.',
  TML313: `What a package exports is not a pass made with definePass, an operator made with defineOperator or a kernel made with
defineKernel, or two parts have one name. The message names the field.`,
  TML314: `What a pass returned or reported has another form than tinyml can take: a graph as plain data, metrics that are finite
numbers, texts, true, false or null, artifacts with plain names, diagnostics with a code, a severity and a message.`,
  TML315: `Graphs, constants and options are shared and immutable: a pass returns new ones. The result of a stage that changed them
could not be told from its input any more.`,
  TML316: 'An operator or a kernel gave something else than its interface says, such as a cost that is no number.',
  TML317: 'Kernels name the C headers that they are made of by absolute path, and such a file does not exist.',
};

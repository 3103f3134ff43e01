import type { Diagnostic } from '../diagnostic.ts';
import type { Explanations } from '../explanation.ts';

const error = (code: string, message: string, hint: string): Diagnostic => ({ code, severity: 'error', message, hint });

/** TML161 */
export const modelListedTwice = (name: string, first: string): Diagnostic =>
  error(
    'TML161',
    `another model of this firmware is called ${name}: ${first}`,
    'give each model its own `name`; the name of the workspace has to be another one, too',
  );

/** TML162 */
export const unknownModelName = (name: string, hint: string): Diagnostic =>
  error('TML162', `no model of this firmware is called \`${name}\``, hint);

/** TML163 */
export const modelInTwoGroups = (name: string): Diagnostic =>
  error(
    'TML163',
    `\`${name}\` stands in \`exclusive\` more than once`,
    'a model has one arena: put all that never run at once with it into one group',
  );

/** TML164 */
export const unfitForWorkspace = (name: string, problem: string, hint: string): Diagnostic =>
  error('TML164', `${name} cannot be a part of this firmware: ${problem}`, hint);

/** TML501, of all models together. `parts`: what takes how much, the largest first. */
export const firmwareOverBudget = (
  what: 'flash' | 'RAM',
  needed: string,
  limit: string,
  missing: string,
  parts: string,
): Diagnostic =>
  error(
    'TML501',
    `over budget: the models together need ${needed} of ${what}, the budget is ${limit}: ${missing} too many`,
    what === 'RAM'
      ? `${parts}. Models that never run at once can share an arena: \`exclusive\``
      : `${parts}. \`priority: size\` in the manifest of each lets them share kernels`,
  );

export const workspaceExplanations: Explanations = {
  TML161: `The models of a firmware share one output folder and one program: each has its own lib/<name> and its own prefix of
C symbols.`,
  TML162:
    '`exclusive` lists models by their names, as their manifests give them (`name`, else the stem of the model file).',
  TML163: 'Groups of `exclusive` cannot overlap: the models of a group take turns in one arena.',
  TML164: `The models of a workspace are compiled as plain C for one target. What a manifest asks for cannot be had together with
the others.`,
};

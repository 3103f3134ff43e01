import type { Diagnostic } from '../diagnostic.ts';
import type { Explanations } from '../explanation.ts';

const error = (code: Diagnostic['code'], message: string, hint: string): Diagnostic => ({
  code,
  severity: 'error',
  message,
  hint,
});

const broken =
  'the file, or the importer or pass that made this graph, is at fault; `tinyml inspect` shows the model as it was read';

/** TML301: an operator that tinyml does not have. */
export const unsupportedOperator = (node: string, operator: string, reason: string): Diagnostic =>
  error(
    'TML301',
    `${operator} (${node}): ${reason}`,
    'run `tinyml inspect` to see every layer; an npm package can add an operator (docs/write-a-pass.md)',
  );

/** TML302: values and nodes do not form a graph. */
export const malformedGraph = (problem: string): Diagnostic => error('TML302', problem, broken);

/** TML303: a tensor's type, quantisation or data is not sound. */
export const unsoundValue = (value: string, problem: string): Diagnostic =>
  error('TML303', `tensor ${value}: ${problem}`, broken);

/** TML304: a node's attributes or operands do not fit its operator. */
export const unsoundNode = (node: string, operator: string, problem: string): Diagnostic =>
  error('TML304', `${operator} (${node}): ${problem}`, broken);

/** TML305: the graph was sound before this pass and is not after it. */
export const passBrokeGraph = (pass: string, problems: readonly Diagnostic[]): Diagnostic =>
  error(
    'TML305',
    `pass ${pass} broke the graph: ${problems.map(({ message }) => message).join('; ')}`,
    `report this to the author of ${pass}; leave the pass out of \`passes\` to go on without it`,
  );

/** TML306: a pass changed what the model takes or gives. */
export const passChangedInterface = (pass: string, problem: string): Diagnostic =>
  error(
    'TML306',
    `pass ${pass} changed the model's interface: ${problem}`,
    `a pass keeps the number, order and shapes of inputs and outputs, and their types unless it preserves 'none'`,
  );

/** TML307: a graph in text form that cannot be read. */
export const graphText = (
  problem: string,
  place: { readonly file?: string; readonly line?: number; readonly column?: number } = {},
): Diagnostic => ({
  ...error('TML307', `graph text: ${problem}`, 'write it as `--print-after` prints graphs'),
  ...place,
});

export const graphExplanations: Explanations = {
  TML301: `The model uses an operator, or an attribute or type of one, that tinyml cannot run. Every such layer is
listed at once, before anything is built. Replace the layer in the source model, or add the operator with a package.`,
  TML302: `Every tensor of a graph is an input, a constant, or the result of exactly one layer, and a layer reads only what
was computed before it. This graph breaks that rule.`,
  TML303: `A tensor's description contradicts itself: a dimension that is not a positive integer, a constant with too
few or too many bytes, a scale that is not a positive finite number, or a zero point outside the element type.`,
  TML304: `A layer has an attribute that its operator does not know or allow, the wrong number of operands, operands
that do not fit together, or a result of another shape than its operands give.`,
  TML305: `Every graph that a pass returns is checked. This one was sound when the pass got it and is not any more: the
pass has a bug. Nothing was written and nothing was cached.`,
  TML306: `Firmware is written against the model's inputs and outputs, so no pass may add, drop, reorder or reshape
them. Only a pass that declares that it preserves nothing (quantisation) may change their element type.`,
  TML307: `Graphs have a text form in YAML: name, inputs, outputs, constants and nodes. See docs/write-a-pass.md.`,
};

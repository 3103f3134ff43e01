import { codePattern } from '../diagnostics/explanation.ts';
import {
  anyOf,
  finite,
  fields,
  kindOf,
  listOf,
  mappingOf,
  oneOf,
  optional,
  text,
  textLike,
  truth,
  wholeNumber,
  type Rule,
} from './rule.ts';

/** One finding, as passes report them. */
export const diagnosticRule: Rule = fields({
  code: textLike(codePattern, 'a code such as ACME001'),
  severity: oneOf(['error', 'warning', 'note']),
  message: text,
  hint: optional(text),
  file: optional(text),
  line: optional(wholeNumber),
  column: optional(wholeNumber),
  frame: optional(text),
  exitStatus: optional(oneOf([1, 3, 4, 5, 6])),
});

const nothing: Rule = oneOf([null]);

const artifactName = /^[A-Za-z0-9_][A-Za-z0-9_. -]{0,99}$/;
const artifactBytes = 2 ** 28;

const artifact: Rule = (value, at) => {
  if (typeof value !== 'string' && !(value instanceof Uint8Array))
    return `${at} is ${kindOf(value)}, not text or bytes`;
  return value.length > artifactBytes ? `${at} has ${String(value.length)} bytes` : undefined;
};

const artifacts: Rule = (value, at) => {
  const problem = mappingOf(artifact, 100)(value, at);
  if (problem !== undefined) return problem;
  const wrong = Object.keys(value as object).find((name) => !artifactName.test(name));
  return wrong === undefined ? undefined : `${JSON.stringify(wrong.slice(0, 60))} is no plain name of an artifact`;
};

/** What stands beside the graph in the result of a pass. */
export const resultRule: Rule = fields({
  metrics: optional(mappingOf(anyOf('a finite number, text, true, false or null', finite, text, truth, nothing))),
  artifacts: optional(artifacts),
  diagnostics: optional(listOf(diagnosticRule, 1000)),
  summary: optional(text),
});

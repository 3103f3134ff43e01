import { isAbsolute } from 'node:path';
import { dataSplits } from '../pass/define-pass.ts';
import { objectSchema } from './schema-rule.ts';
import {
  anything,
  fields,
  fn,
  kindOf,
  listOf,
  mappingOf,
  oneOf,
  optional,
  text,
  textLike,
  wholeNumber,
  type Rule,
} from './rule.ts';

const facts = listOf(textLike(/^\S{1,100}$/, 'the name of a fact'), 100);

const why = text;

/** Its part in plans that tinyml makes. */
const autoRule: Rule = fields({
  phase: optional(oneOf(['reveal', 'fold', 'sweep'])),
  after: optional(facts),
  keepsQuantizedBits: optional(oneOf([true])),
  first: optional(fields({ where: facts, why })),
  forms: optional(fn),
  afterForm: optional(fields({ given: facts, runs: oneOf(['always', 'over-budget']), why })),
});

/** What `definePass` gives. */
export const passRule: Rule = fields({
  name: textLike(/^[a-z0-9][a-z0-9-]{0,63}$/, 'a name of small letters, digits and hyphens'),
  version: wholeNumber,
  kind: oneOf(['graph', 'operations', 'pre-training', 'post-training', 'workload', 'kernel']),
  summary: text,
  options: objectSchema,
  requires: facts,
  establishes: facts,
  invalidates: facts,
  needs: listOf(oneOf(dataSplits)),
  needsWith: optional(fn),
  shorten: optional(fn),
  environment: optional(fn),
  search: mappingOf(listOf(anything, 1000)),
  worthTrying: optional(fn),
  preserves: oneOf(['bits', 'rounding', 'none']),
  preservesWith: optional(fn),
  changesCalls: optional(oneOf([true])),
  givesBaseline: optional(oneOf([true])),
  auto: optional(autoRule),
  detects: optional(fn),
  makes: optional(fn),
  loses: optional(fn),
  uses: optional(fn),
  advice: optional(fn),
  defaultsFor: optional(fn),
  run: fn,
});

const range: Rule = (value, at) => {
  const problem = listOf(wholeNumber)(value, at);
  if (problem !== undefined) return problem;
  const [least, most, ...others] = value as readonly number[];
  return least !== undefined && most !== undefined && others.length === 0 && least <= most
    ? undefined
    : `${at} is not a least and a greatest number`;
};

/** What `defineOperator` gives. */
export const operatorRule: Rule = fields({
  name: textLike(/^[a-z][a-z0-9_]{0,63}$/, 'a name of small letters, digits and underscores'),
  version: wholeNumber,
  summary: text,
  attributes: objectSchema,
  arity: fields({ inputs: range, outputs: range }),
  infer: fn,
  check: fn,
  run: fn,
  macs: fn,
});

const absolutePath: Rule = (value, at) =>
  typeof value === 'string' && isAbsolute(value) ? undefined : `${at} is ${kindOf(value)}, not an absolute path`;

/** Bytes of code and stack. */
export const sizeRule: Rule = fields({ code: wholeNumber, stack: wholeNumber });

/** What `defineKernel` gives. */
export const kernelRule: Rule = fields({
  name: textLike(/^[A-Za-z_]\w{0,127}$/, 'a C identifier'),
  version: wholeNumber,
  op: text,
  followedBy: optional(listOf(text, 8)),
  isa: oneOf(['generic', 'dsp', 'fpu', 'mve']),
  sources: listOf(fields({ name: textLike(/^\w[\w.-]{0,127}$/, 'a plain file name'), path: absolutePath }), 1000),
  supports: fn,
  lower: fn,
  cost: fn,
  flash: optional(fn),
  size: optional(mappingOf(sizeRule)),
});

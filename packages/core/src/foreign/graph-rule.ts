import { dtypes } from '../ir/dtype.ts';
import {
  anyOf,
  fields,
  finite,
  json,
  kindOf,
  listOf,
  oneOf,
  optional,
  text,
  textLike,
  wholeNumber,
  type Rule,
} from './rule.ts';

const quant: Rule = fields({
  scale: listOf(finite),
  zeroPoint: listOf(finite),
  axis: optional(wholeNumber),
});

export const tensorType: Rule = fields({
  dtype: oneOf(dtypes),
  shape: listOf(wholeNumber, 64),
  quant: optional(quant),
});

const digest: Rule = textLike(/^sha256-[0-9a-f]{64}$/, 'the digest of a constant');

const value: Rule = fields({
  id: text,
  type: tensorType,
  data: optional(digest),
  encoding: optional(text),
  intent: optional(json),
});

const node: Rule = fields({
  id: text,
  op: text,
  attrs: json,
  inputs: listOf(anyOf('the name of a value, or null', text, oneOf([null])), 10_000),
  outputs: listOf(text, 10_000),
  graphs: optional((nested, at) => listOf(graphRule, 16)(nested, at)),
  source: optional(fields({ name: text, op: text })),
});

const values: Rule = (map, at) => {
  if (!(map instanceof Map)) return `${at} is ${kindOf(map)}, not a Map`;
  for (const [id, entry] of map) {
    const problem = text(id, 'a key of values') ?? value(entry, `value ${String(id)}`);
    if (problem !== undefined) return problem;
  }
  return undefined;
};

/** The form of a graph; what it means, the verifier looks at. */
export const graphRule: Rule = fields({
  name: text,
  inputs: listOf(text),
  outputs: listOf(text),
  values,
  nodes: listOf(node),
  state: optional(listOf(fields({ name: text, input: text, output: text, initial: optional(digest) }))),
  labels: optional(listOf(text)),
});

import type { GraphView, OperatorTable } from '@tinyml/core';
import { negated, type Expression } from './expression.ts';
import type { Bindings, PatternRule } from './pattern-rule.ts';
import { clamps, isReduction, nodeOf, numberOf, readings, reducedRows, type Part, type Target } from './reading.ts';

interface Search {
  readonly view: GraphView;
  readonly operators: OperatorTable;
  readonly rule: PatternRule;
}

/** Constants of a file are rounded to float32, and often written with few digits. */
const isNear = (a: number, b: number): boolean => a === b || Math.abs(a - b) <= 1e-6 * Math.abs(b);

const bindNumber = (bindings: Bindings, name: string, value: number): Bindings | undefined => {
  const known = bindings.numbers.get(name);
  if (known !== undefined) return isNear(value, known) ? bindings : undefined;
  return { ...bindings, numbers: new Map([...bindings.numbers, [name, value]]) };
};

const bindValue = (
  { view, rule }: Search,
  bindings: Bindings,
  name: string,
  { id, bare }: Target,
): Bindings | undefined => {
  const known = bindings.values.get(name);
  if (known !== undefined) return known === id && bare !== true ? bindings : undefined;
  const isConstant = view.constant(id) !== undefined;
  if (bare === true || isConstant !== (rule.constants?.includes(name) === true)) return undefined;
  return { ...bindings, values: new Map([...bindings.values, [name, id]]) };
};

const isNumber = ({ rule }: Search, expression: Expression): expression is Expression & { kind: 'name' } =>
  expression.kind === 'name' && rule.numbers?.includes(expression.name) === true;

/** Each wanted part to a part of its own, in any order. */
const matchParts = (
  search: Search,
  kind: 'sum' | 'product',
  [wanted, ...others]: readonly Expression[],
  parts: readonly Part[],
  bindings: Bindings,
): Bindings | undefined => {
  if (wanted === undefined) return parts.length === 0 ? bindings : undefined;
  for (const [i, part] of parts.entries()) {
    const rest = parts.toSpliced(i, 1);
    const own = asPart(kind, wanted, part.opposite);
    const found = own && match(search, own, { id: part.id }, bindings);
    const whole = found && matchParts(search, kind, others, rest, found);
    if (whole !== undefined) return whole;
  }
  return undefined;
};

/** What a part has to be so that it stands for `wanted` in a sum or a product. */
const asPart = (kind: 'sum' | 'product', wanted: Expression, opposite: boolean): Expression | undefined => {
  if (kind === 'sum') return opposite ? negated(wanted) : wanted;
  if (wanted.kind === 'inverse') return opposite ? wanted.operand : wanted;
  return opposite ? undefined : wanted;
};

const matchCombined = (
  search: Search,
  wanted: Expression & { kind: 'sum' | 'product' },
  target: Target,
  bindings: Bindings,
): Bindings | undefined => {
  const { kind, parts: all, constant } = wanted;
  const number = all.find((part) => isNumber(search, part));
  const parts = all.filter((part) => part !== number);
  for (const reading of readings(search.view, target, kind)) {
    if (reading.parts.length !== parts.length) continue;
    const rest = kind === 'sum' ? reading.constant - constant : reading.constant / constant;
    if (number === undefined && !isNear(reading.constant, constant)) continue;
    const bound = number?.kind === 'name' ? bindNumber(bindings, number.name, rest) : bindings;
    const found = bound && matchParts(search, kind, parts, reading.parts, bound);
    if (found !== undefined) return found;
  }
  return undefined;
};

const matchCall = (
  search: Search,
  { name, operands }: Expression & { kind: 'call' },
  target: Target,
  bindings: Bindings,
): Bindings | undefined => {
  const { view, operators } = search;
  const [first, ...limits] = operands;
  if (first === undefined) return undefined;
  if (name === 'clamp') {
    const [low, high] = limits.map((limit) => (limit.kind === 'number' ? limit.value : Infinity));
    const fits = clamps(view, target).filter((clamp) => clamp.low === low && clamp.high === high);
    for (const { inner } of fits) {
      const found = match(search, first, inner, bindings);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  if (isReduction(name)) {
    const input = reducedRows(view, target, name, operators);
    return input === undefined ? undefined : match(search, first, { id: input }, bindings);
  }
  const node = nodeOf(view, target);
  if (node?.op !== name || node.inputs.length !== operands.length) return undefined;
  const orders = name === 'maximum' || name === 'minimum' ? [operands, operands.toReversed()] : [operands];
  for (const order of orders) {
    let found: Bindings | undefined = bindings;
    for (const [i, operand] of order.entries()) {
      const id = node.inputs[i];
      found = found && id != null ? match(search, operand, { id }, found) : undefined;
    }
    if (found !== undefined) return found;
  }
  return undefined;
};

/** What the names stand for where the value is this expression; undefined where it is not. */
export const match = (search: Search, wanted: Expression, target: Target, bindings: Bindings): Bindings | undefined => {
  const { view } = search;
  if (wanted.kind === 'number' || isNumber(search, wanted)) {
    const value = numberOf(view, target.id);
    if (value === undefined) return undefined;
    if (wanted.kind === 'number') return isNear(value, wanted.value) ? bindings : undefined;
    return bindNumber(bindings, wanted.name, value);
  }
  if (wanted.kind === 'name') return bindValue(search, bindings, wanted.name, target);
  if (wanted.kind === 'call') return matchCall(search, wanted, target, bindings);
  if (wanted.kind === 'inverse')
    return matchCombined(search, { kind: 'product', parts: [wanted], constant: 1 }, target, bindings);
  return matchCombined(search, wanted, target, bindings);
};

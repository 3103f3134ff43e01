import { badAnswer } from '../diagnostics/catalogue/packages.ts';
import { TinymlError } from '../diagnostics/diagnostic.ts';
import type { Kernel } from '../kernel/define-kernel.ts';
import { sizeRule } from './definition-rules.ts';
import { callForeign } from './foreign-code.ts';
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

const identifier = textLike(/^[A-Za-z_]\w{0,127}$/, 'a C identifier');
const pair = listOf(wholeNumber, 2);

const argument: Rule = anyOf(
  'an argument such as { input: 0 }',
  fields({ params: oneOf([true]) }),
  fields({ input: wholeNumber }),
  fields({ output: wholeNumber }),
  fields({ constant: text }),
  fields({ scratch: oneOf([true]) }),
  fields({ c: text }),
);

const numbers: Rule = (value, at) => {
  if (!Array.isArray(value) && !(ArrayBuffer.isView(value) && 'length' in value))
    return `${at} is ${kindOf(value)}, not an array of numbers`;
  return Array.prototype.every.call(value, Number.isFinite) ? undefined : `${at} has something that is no number`;
};

const constant: Rule = fields({
  name: identifier,
  ctype: oneOf(['int8_t', 'uint8_t', 'int16_t', 'uint16_t', 'int32_t', 'float']),
  values: numbers,
  align: optional(wholeNumber),
});

const callRule: Rule = fields({
  function: identifier,
  params: optional(fields({ type: identifier, fields: json })),
  arguments: listOf(argument, 1000),
  constants: listOf(constant, 1000),
  scratch: wholeNumber,
  scratchOver: optional(wholeNumber),
  size: optional(sizeRule),
  inPlace: optional(listOf(pair, 1000)),
  overlaps: optional(listOf(fields({ input: wholeNumber, output: wholeNumber, distance: finite }), 1000)),
});

const amount: Rule = (value, at) =>
  typeof value === 'number' && Number.isFinite(value) && value >= 0
    ? undefined
    : `${at} is ${kindOf(value)}, not a number of at least 0`;

const answers = {
  supports: anyOf('true, or the reason why not', oneOf([true]), text),
  lower: callRule,
  cost: fields({ instructions: amount, cycles: amount }),
  flash: amount,
} as const;

/** A package's kernel, whose answers are looked at before anything relies on them. @throws TinymlError TML316 */
export const guardKernel = (packageName: string, kernel: Kernel): Kernel => {
  const owner = `kernel ${kernel.name} of ${packageName}`;
  const asked =
    <Name extends keyof typeof answers>(name: Name, ask: (request: never) => unknown) =>
    (request: unknown): never => {
      const answer = callForeign({ owner, doing: `was asked for ${name}` }, () => ask(request as never));
      const problem = callForeign({ owner, doing: `was asked for ${name}` }, () => answers[name](answer, `${name}()`));
      if (problem !== undefined) throw new TinymlError(badAnswer(owner, problem));
      return answer as never;
    };
  // What was measured is tinyml's: a package declares `size`.
  const { supports, lower, cost, flash, measured: _, ...declared } = kernel;
  return Object.freeze({
    ...declared,
    supports: asked('supports', supports.bind(kernel)),
    lower: asked('lower', lower.bind(kernel)),
    cost: asked('cost', cost.bind(kernel)),
    ...(flash === undefined ? {} : { flash: asked('flash', flash.bind(kernel)) }),
  });
};

import { badAnswer } from '../diagnostics/catalogue/packages.ts';
import { TinymlError } from '../diagnostics/diagnostic.ts';
import { dataSplits, type Pass } from '../pass/define-pass.ts';
import { callForeign } from './foreign-code.ts';
import { diagnosticRule } from './result-rule.ts';
import { anything, fields, listOf, mappingOf, oneOf, optional, text } from './rule.ts';

const facts = listOf(text, 100);

const answers = {
  advice: listOf(diagnosticRule, 100),
  defaultsFor: mappingOf(anything),
  detects: facts,
  environment: mappingOf(text),
  loses: facts,
  makes: listOf(fields({ fact: text, what: text, lost: optional(text), unused: optional(diagnosticRule) }), 100),
  preservesWith: oneOf(['bits', 'rounding', 'none']),
  needsWith: listOf(oneOf(dataSplits)),
  shorten: optional(mappingOf(anything)),
  uses: facts,
  worthTrying: oneOf([true, false]),
} as const;

const names = Object.keys(answers) as readonly (keyof typeof answers)[];

type Ask = (...parameters: readonly unknown[]) => unknown;

/** A package's pass, whose short answers are looked at; its `run` is the build's to watch. @throws TinymlError TML316 */
export const guardPass = (packageName: string, pass: Pass): Pass => {
  const owner = `pass ${pass.name} of ${packageName}`;
  const checked =
    (name: keyof typeof answers, ask: Ask) =>
    (...parameters: readonly unknown[]): never =>
      callForeign({ owner, doing: `was asked for ${name}` }, () => {
        const answer = Reflect.apply(ask, pass, parameters) as unknown;
        const problem = answers[name](answer, `${name}()`);
        if (problem !== undefined) throw new TinymlError(badAnswer(owner, problem));
        return structuredClone(answer) as never;
      });
  const questions = pass as unknown as Readonly<Record<string, Ask | undefined>>;
  const guarded = names.flatMap((name) => {
    const ask = questions[name];
    return ask === undefined ? [] : [[name, checked(name, ask)] as const];
  });
  return { ...pass, ...Object.fromEntries(guarded) };
};

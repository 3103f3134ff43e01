import { badAnswer } from '../diagnostics/catalogue/packages.ts';
import { TinymlError } from '../diagnostics/diagnostic.ts';
import type { Pass } from '../pass/define-pass.ts';
import { callForeign } from './foreign-code.ts';
import { listOf, mappingOf, oneOf, text } from './rule.ts';

const answers = {
  environment: mappingOf(text),
  needsWith: listOf(oneOf(['calibration', 'train', 'test'])),
} as const;

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
  const { environment, needsWith, ...others } = pass as unknown as Readonly<Record<string, Ask | undefined>>;
  const guarded: unknown = {
    ...others,
    ...(environment === undefined ? {} : { environment: checked('environment', environment) }),
    ...(needsWith === undefined ? {} : { needsWith: checked('needsWith', needsWith) }),
  };
  return guarded as Pass;
};

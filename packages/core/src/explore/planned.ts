import type { Pass } from '../pass/define-pass.ts';
import { checkOptions } from '../plan/options.ts';
import type { PlannedPass } from '../plan/planned-pass.ts';
import { named, type Unnamed } from '../plan/stage-names.ts';
import type { Candidate } from './candidate.ts';
import type { SearchSpace } from './space.ts';

const follows = (follower: Pass, { establishes }: Pass): boolean => {
  const given = follower.auto?.afterForm?.given ?? [];
  return given.length > 0 && given.every((fact) => establishes.includes(fact));
};

/** All passes of a candidate, those in common and those that follow by themselves among them. */
export const plannedPasses = (
  { common, followers }: Pick<SearchSpace, 'common' | 'followers'>,
  { steps }: Candidate,
): readonly PlannedPass[] => {
  const own = steps.flatMap(({ pass, options }): readonly Unnamed[] => [
    { pass, options, why: 'the search tries it' },
    ...followers
      .filter((follower) => follower !== pass && follows(follower, pass))
      .flatMap((follower): readonly Unnamed[] => {
        const checked = checkOptions(follower, {});
        return 'options' in checked
          ? [{ pass: follower, options: checked.options, why: follower.auto?.afterForm?.why ?? '' }]
          : [];
      }),
  ]);
  return named([...common.map(({ pass, options, why }) => ({ pass, options, why })), ...own]);
};

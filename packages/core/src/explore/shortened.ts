import type { Pass } from '../pass/define-pass.ts';
import { checkOptions } from '../plan/options.ts';
import type { PlannedPass } from '../plan/planned-pass.ts';

/** Whether a pass has a shorter form: one that trains, usually. */
export const takesLong = (pass: Pass): boolean => pass.shorten !== undefined;

/**
 * Passes in `share` of their time, but for the first `common` ones, which all candidates have alike. undefined: none of them is shorter for it.
 * A pass of a package whose answer its own schema refuses stays as it is.
 */
export const shortened = (
  passes: readonly PlannedPass[],
  common: number,
  share: number,
): readonly PlannedPass[] | undefined => {
  let any = false;
  const all = passes.map((planned, at): PlannedPass => {
    const options = at < common ? undefined : planned.pass.shorten?.(planned.options as never, share);
    const checked = options === undefined ? undefined : checkOptions(planned.pass, options);
    if (checked === undefined || !('options' in checked)) return planned;
    any = true;
    return { ...planned, options: checked.options };
  });
  return any ? all : undefined;
};

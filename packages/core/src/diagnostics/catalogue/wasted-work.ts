import type { Work } from '../../pass/define-pass.ts';
import type { Diagnostic } from '../diagnostic.ts';
import type { Explanations } from '../explanation.ts';

/** TML355: a pass undoes what an earlier one has done. */
export const workThrownAway = (
  pass: string,
  maker: string,
  { what, lost }: Pick<Work, 'what' | 'lost'>,
): Diagnostic => ({
  code: 'TML355',
  severity: 'warning',
  message: `${pass} throws away what ${maker} makes: ${what}`,
  hint: lost ?? `list \`${pass}\` before \`${maker}\`, or leave ${maker} out`,
});

export const wastedWorkExplanations: Explanations = {
  TML355: `Passes run in the order of the list, and some undo what came before them: plain training moves weights off their zeros
and shared values, a split layer has other weights, dynamic range and float16 have no use for the ranges of activations that
training with the rounding of int8 has learnt. The time for it was spent in vain.`,
};

import { type Diagnostic } from '@tinyml/core';
import { learntNothing, lossTooGreat } from '../diagnostics/learning.ts';
import type { Course } from './epochs.ts';
import type { Guess } from './objective.ts';

/** Share of the way from a guess to all answers right that counts as nothing learnt: a few lucky samples. */
const luck = 0.02;

/** So many times the loss of a guess, or of the first epoch, is no bad luck. */
const tooGreat = 10;

/** A mean of squares or of logarithms that no sensible scale of the data gives. */
const absurd = 1e6;

/** What is wrong with the network that training came to: it answers no better than by chance, or its loss is out of all proportion. */
export const learningProblems = (
  pass: string,
  { kept, history }: Course,
  guess: Guess | undefined,
): readonly Diagnostic[] => {
  if (kept === undefined) return [];
  const loss = kept.validationLoss ?? kept.loss;
  const usual = Math.max(guess?.loss ?? 0, history[0]?.loss ?? 0);
  const limit = usual > 0 ? Math.min(absurd, tooGreat * usual) : absurd;
  if (!(loss <= limit)) return [lossTooGreat(pass, loss, guess?.loss ?? null)];
  const accuracy = kept.validationAccuracy ?? kept.accuracy;
  const chance = guess?.accuracy ?? null;
  if (accuracy === null || chance === null || accuracy > chance + luck * (1 - chance)) return [];
  return [learntNothing(pass, accuracy, chance)];
};

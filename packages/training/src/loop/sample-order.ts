import { seededRandom, TinymlError } from '@tinyml/core';
import { nothingLeftToTrainOn } from '../diagnostics/learning.ts';

/** The numbers 0 … count − 1 in an order that `seed` decides: Fisher and Yates's shuffle. */
export const shuffled = (count: number, seed: number): Int32Array => {
  const order = Int32Array.from({ length: count }, (_, i) => i);
  const random = seededRandom(seed);
  for (let last = count - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    const kept = order[last] ?? 0;
    order[last] = order[other] ?? 0;
    order[other] = kept;
  }
  return order;
};

/** A seed for part `part` of what `seed` decides: parts do not repeat each other's numbers. */
export const partSeed = (seed: number, part: number): number =>
  (Math.imul(seed, 0x9e3779b1) ^ Math.imul(part + 1, 0x85ebca6b)) >>> 0;

/**
 * Which of `count` samples to train on and which to hold out: at random, the same for the same seed.
 * @throws TinymlError TML607 where none is left to train on
 */
export const holdOut = (
  count: number,
  share: number,
  seed: number,
): { readonly train: Int32Array; readonly validation: Int32Array } => {
  const held = share === 0 ? 0 : Math.max(1, Math.round(count * share));
  if (held >= count) throw new TinymlError(nothingLeftToTrainOn(count, held));
  const order = shuffled(count, partSeed(seed, -1));
  return { train: order.slice(held).sort(), validation: order.slice(0, held).sort() };
};

/** `most` of `samples` at most: a choice that `seed` decides, sorted. */
export const someOf = (samples: Int32Array, most: number, seed: number): Int32Array =>
  samples.length <= most
    ? samples
    : shuffled(samples.length, partSeed(seed, -3))
        .slice(0, most)
        .map((index) => samples[index] ?? 0)
        .sort();

/** `most` of `samples` at most, evenly spread. */
export const everySoOften = (samples: Int32Array, most: number): Int32Array =>
  samples.filter((_, i) => i % Math.ceil(samples.length / most) === 0);

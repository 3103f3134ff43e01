import type { MakeTechnique } from '../technique.ts';

/** Several techniques as one: weights and activations pass through them in this order. */
export const combineTechniques =
  (...makes: readonly MakeTechnique[]): MakeTechnique =>
  (setting) => {
    const parts = makes.map((make) => make(setting));
    return {
      variables: parts.flatMap(({ variables = [] }) => variables),
      weight: (id, value, training) => parts.reduce((seen, part) => part.weight?.(id, seen, training) ?? seen, value),
      activation: (id, value, training) =>
        parts.reduce((seen, part) => part.activation?.(id, seen, training) ?? seen, value),
      afterStep: (step) => {
        for (const part of parts) part.afterStep?.(step);
      },
      leastSteps: Math.max(0, ...parts.map(({ leastSteps = 0 }) => leastSteps)),
      finish: (id, value) => parts.reduce((seen, part) => part.finish?.(id, seen) ?? seen, value),
    };
  };

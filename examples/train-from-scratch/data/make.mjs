// Writes train.csv and test.csv: windows of 32 samples from an accelerometer on a motor, as a simple model of it has them.
//   0 sound       a turn of the shaft every 8 to 12 samples, small, and noise
//   1 unbalanced  the same turn, three times as strong
//   2 bearing     short bursts, that fade within a few samples, at a rate of their own
// Run: node data/make.mjs. The same numbers every time.
import { writeFileSync } from 'node:fs';

const samples = 32;

/** Uniform in [0, 1): the linear congruential generator of Numerical Recipes. */
const generator = (seed) => {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
};

const makeWindow = (state, random) => {
  const noise = () => (random() + random() + random() - 1.5) * 20;
  const [period, phase] = [8 + 4 * random(), 2 * Math.PI * random()];
  const amplitude = (state === 1 ? 45 : 12) * (0.7 + 0.6 * random());
  const [burst, start] = [5 + 3 * random(), 6 * random()];
  const knock = (at) => (at < 0 ? 0 : 70 * Math.exp(-(at % burst) / 1.2) * Math.cos(2.4 * (at % burst)));
  return Array.from({ length: samples }, (_, at) => {
    const shaft = amplitude * Math.sin((2 * Math.PI * at) / period + phase);
    return Math.max(-127, Math.min(127, Math.round(shaft + noise() + (state === 2 ? knock(at - start) : 0))));
  });
};

const table = (rows, seed) => {
  const random = generator(seed);
  const names = [...Array.from({ length: samples }, (_, at) => `a${String(at)}`), 'state'];
  const lines = Array.from({ length: rows }, (_, row) => [...makeWindow(row % 3, random), row % 3].join(','));
  return `${[names.join(','), ...lines].join('\n')}\n`;
};

writeFileSync(new URL('train.csv', import.meta.url), table(600, 1));
writeFileSync(new URL('test.csv', import.meta.url), table(300, 2));

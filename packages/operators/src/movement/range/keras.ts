import type { KerasEntry, LayerKind } from '@tinyml/formats';

/** Numbers at equal distances: they are known where their ends are. tf.range(limit) or (start, limit, delta). */
const range: LayerKind = {
  build: (call) => {
    const { given } = call;
    const [first, second, third] = [given.argument(0, 'start'), given.argument(1, 'limit', 'stop'), given.argument(2, 'delta', 'step')]; // prettier-ignore
    const one = (value: typeof first, fallback: number): number =>
      value === null ? fallback : (given.integers(value, 'an end of the range')[0] ?? fallback);
    const [start, limit] = second === null ? [0, one(first, 0)] : [one(first, 0), one(second, 0)];
    const step = one(third, 1);
    const count = step === 0 ? 0 : Math.ceil((limit - start) / step);
    if (count < 1 || count > 65536) throw call.options.problem('its range holds nothing, or too much');
    return call.known(Array.from({ length: count }, (_, i) => start + i * step));
  },
};

export const keras: KerasEntry = { operations: { arange: range, range } };

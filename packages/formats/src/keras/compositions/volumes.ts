import type { LayerCall, LayerKind } from '../layer.ts';
import type { KerasEntry } from '../slot.ts';

type Edges = readonly (readonly [number, number])[];

/** Amounts preceding and following three axes: one number, three, or three pairs. */
const edgesOf = ({ config, problem }: LayerCall['options'], key: string): Edges => {
  const value: unknown = config[key];
  const list: readonly unknown[] = Array.isArray(value) ? value : [value, value, value];
  const pairs = list.map((item): readonly unknown[] => (Array.isArray(item) ? item : [item, item]));
  const isEdge = (pair: readonly unknown[]): pair is readonly [number, number] =>
    pair.length === 2 && pair.every((count) => typeof count === 'number' && Number.isInteger(count) && count >= 0);
  if (pairs.length !== 3 || !pairs.every(isEdge)) throw problem(`${key} is not made of non-negative integers`);
  return pairs;
};

/** Volumes [n, depth, height, width, channels] are moved only: no window moves along three axes. */
const volume = (key: string, work: (call: LayerCall, edges: Edges) => string): LayerKind => ({
  check: (options) => edgesOf(options, key),
  build: (call) => {
    if (call.typeOf(call.input()).shape.length !== 5)
      throw call.options.problem('its input does not have 5 dimensions');
    const result = work(call, edgesOf(call.options, key));
    return result === call.input() ? call.emit('identity', {}, [result]) : result;
  },
});

export const volumes: KerasEntry = {
  layers: {
    Cropping3D: volume('cropping', (call, edges) =>
      edges.reduce((x, [before, after], i) => {
        const size = call.typeOf(x).shape[i + 1] ?? 1;
        if (size <= before + after) throw call.options.problem('it crops its input away');
        return call.formula.part(x, i + 1, before, size - before - after);
      }, call.input()),
    ),
    ZeroPadding3D: volume('padding', (call, edges) => call.formula.pad(call.input(), [[0, 0], ...edges, [0, 0]])),
  },
};

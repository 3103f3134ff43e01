import { computedPositions, defineExpansion } from './define-expansion.ts';
import { reversed, sliceOf } from './strided-slices.ts';

const plain = { activation: 'none' };
const mirrorFields = { mode: [0, 'int8'] } as const;

/** MIRROR_PAD, axis by axis: what lies inside the border, or with it, backwards. */
export const mirrorPad = defineExpansion({
  code: 100,
  options: [77, mirrorFields],
  inputs: [2, 2],
  expand(request, { mode }) {
    const [x = '', paddings] = request.inputs;
    const amounts = request.numbers(paddings);
    if (amounts === undefined) return computedPositions;
    const [y = ''] = request.outputs;
    const { shape } = request.typeOf(x);
    const skip = mode === 0 ? 1 : 0;
    if (amounts.length !== 2 * shape.length) return `paddings [${amounts.join(', ')}] do not fit`;
    if (amounts.some((amount, i) => amount < 0 || amount > (shape[i >> 1] ?? 0) - skip))
      return `paddings [${amounts.join(', ')}] are more than there is to mirror`;
    const padded = shape.flatMap((_, axis) => (amounts[2 * axis] === 0 && amounts[2 * axis + 1] === 0 ? [] : [axis]));
    if (padded.length === 0) request.node('reshape', { newShape: shape }, [x], y);
    padded.reduce((from, axis, i) => {
      const { shape: now, ...type } = request.typeOf(from);
      const size = now[axis] ?? 0;
      const side = (begin: number, count: number): readonly string[] => {
        if (count === 0) return [];
        const part = { ...type, shape: now.toSpliced(axis, 1, count) };
        const first = now.map((_, at) => (at === axis ? begin : 0));
        const end = now.map((whole, at) => (at === axis ? begin + count : whole));
        return [reversed(request, sliceOf(request, from, first, end, part), [axis], part)];
      };
      const [before = 0, after = 0] = [amounts[2 * axis], amounts[2 * axis + 1]];
      const parts = [...side(skip, before), from, ...side(size - skip - after, after)];
      const whole = { ...type, shape: now.toSpliced(axis, 1, size + before + after) };
      return request.node('concatenation', { axis, ...plain }, parts, i + 1 === padded.length ? y : whole);
    }, x);
    return undefined;
  },
});

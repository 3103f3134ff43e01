import type { OpName } from '@tinyml/core';
import type { LayerKind } from '@tinyml/formats';

/** Where the extreme element stands along an axis, or among all of them; TensorFlow's operations give 64-bit integers. */
export const placeOperation = (op: OpName): LayerKind => ({
  build: (call) => {
    const { given } = call;
    const x = given.operand();
    const { shape } = call.typeOf(x);
    const axis = given.argument(1, 'axis');
    const named = given.argument(2, 'output_type', 'keepdims');
    const outputType = call.keras === 2 && named !== 'int32' ? 'int64' : 'int32';
    const all = axis === null && call.keras === 3;
    const [place = 0] = all ? [0] : given.axes(axis ?? 0, shape.length);
    const from = all ? call.view(x, [shape.reduce((count, size) => count * size, 1)], 'flat') : x;
    const result = call.emit(op, { outputType }, [from, call.ints('axis', [], [place])], op);
    if (!given.isTrue(given.argument(2, 'keepdims'))) return result;
    return call.view(result, all ? shape.map(() => 1) : shape.with(place, 1), 'kept');
  },
});

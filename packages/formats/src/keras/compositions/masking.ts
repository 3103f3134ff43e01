import type { LayerKind } from '../layer.ts';
import type { KerasEntry } from '../slot.ts';

/** Steps all of whose features have one value are padding: they become 0, and layers that heed masks skip them. */
const masking: LayerKind = {
  check: (options) => options.number('mask_value', 0),
  build: (call) => {
    const { cast, mul, of } = call.formula;
    const x = call.input();
    const { shape } = call.typeOf(x);
    if (shape.length < 2) throw call.options.problem('its input has no axis of steps');
    const differs = of('not_equal', x, call.options.number('mask_value', 0));
    const axes = call.ints('axes', [1], [shape.length - 1]);
    const mask = call.emit('reduce_any', { keepDims: false }, [differs, axes], 'mask');
    const column = call.view(cast(mask, 'float32'), [...shape.slice(0, -1), 1], 'column');
    const result = mul(x, column);
    call.setMask(result, mask);
    return result;
  },
};

export const maskingLayer: KerasEntry = { layers: { Masking: masking } };

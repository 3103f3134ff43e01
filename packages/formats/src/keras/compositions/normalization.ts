import type { ValueId } from '@tinyml/core';
import type { LayerKind } from '../layer.ts';
import type { KerasEntry } from '../slot.ts';

/** x · scale + offset. */
const rescaling: LayerKind = {
  pointwise: true,
  anyRank: true,
  check: (options) => [options.numbers('scale', 1), options.numbers('offset', 0)],
  build: (call) => {
    const constant = (key: string, fallback: number): ValueId => {
      const values = call.options.numbers(key, fallback);
      return call.floats(key, values.length === 1 ? [] : [values.length], values);
    };
    const scaled = call.emit('mul', { activation: 'none' }, [call.input(), constant('scale', 1)]);
    return call.emit('add', { activation: 'none' }, [scaled, constant('offset', 0)], 'offset');
  },
};

/** (x − mean) / max(√variance, 1e-7), as keras.layers.Normalization has it; `invert`: the way back. */
const normalizationLayer: LayerKind = {
  pointwise: true,
  variables: ({ config }) => ({
    trainable: [],
    fixed: config['mean'] === undefined || config['mean'] === null ? ['mean', 'variance', 'count'] : [],
  }),
  build: (call) => {
    const { options } = call;
    const { axis = -1 } = options.config;
    const x = call.input();
    const axes = axis === null ? [] : [axis].flat().map((one) => call.axis(x, one));
    const kept = call.typeOf(x).shape.map((size, place) => (axes.includes(place) ? size : 1));
    const first = kept.findIndex((size) => size !== 1);
    const shape = first < 0 ? [] : kept.slice(first);
    const count = shape.reduce((product, size) => product * size, 1);
    const values = (role: string): readonly number[] => {
      const stored = call.optionalWeight(role);
      const list = stored === undefined ? options.config[role] : Array.from(stored.values);
      if (list === undefined || list === null) throw options.problem(`the file holds no ${role} for it`);
      const flat = stored === undefined ? options.numbers(role, 0) : Array.from(stored.values);
      if (flat.length !== count && flat.length !== 1) throw options.problem(`its ${role} does not fit its input`);
      return flat;
    };
    const place = (role: string, list: readonly number[]): ValueId =>
      call.floats(role, list.length === 1 ? [] : shape, list);
    const spreads = values('variance').map((variance) => Math.max(Math.sqrt(variance), 1e-7));
    const mean = place('mean', values('mean'));
    if (options.config['invert'] === true) {
      const scaled = call.emit('mul', { activation: 'none' }, [x, place('factor', spreads)]);
      return call.emit('add', { activation: 'none' }, [scaled, mean], 'offset');
    }
    const centred = call.emit('sub', { activation: 'none' }, [x, mean]);
    return call.emit('mul', { activation: 'none' }, [centred, place('factor', spreads.map((one) => 1 / one))], 'scale'); // prettier-ignore
  },
};

export const normalization: KerasEntry = {
  layers: { Normalization: normalizationLayer, Rescaling: rescaling },
};

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

/** (x − mean) / max(√variance, 1e-7), as keras.layers.Normalization has it. */
const normalizationLayer: LayerKind = {
  pointwise: true,
  variables: ({ config }) => ({
    trainable: [],
    fixed: config['mean'] === undefined || config['mean'] === null ? ['mean', 'variance', 'count'] : [],
  }),
  check: ({ config, problem }) => {
    if (config['invert'] === true) throw problem('invert is not supported');
  },
  build: (call) => {
    const { options } = call;
    const values = (role: string): readonly number[] => {
      const stored = call.optionalWeight(role);
      if (stored !== undefined) return Array.from(stored.values);
      if (options.config[role] === undefined || options.config[role] === null)
        throw options.problem(`the file holds no ${role} for it`);
      return options.numbers(role, 0);
    };
    const place = (role: string, list: readonly number[]): ValueId =>
      call.floats(role, list.length === 1 ? [] : [list.length], list);
    const x = call.input();
    if (values('mean').length > 1 && call.axis(x, options.config['axis'] ?? -1) !== call.typeOf(x).shape.length - 1)
      throw options.problem('only the last axis is supported');
    const factors = values('variance').map((variance) => 1 / Math.max(Math.sqrt(variance), 1e-7));
    const centred = call.emit('sub', { activation: 'none' }, [x, place('mean', values('mean'))]);
    return call.emit('mul', { activation: 'none' }, [centred, place('factor', factors)], 'scale');
  },
};

export const normalization: KerasEntry = {
  layers: { Normalization: normalizationLayer, Rescaling: rescaling },
};

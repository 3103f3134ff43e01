import type { Call } from './arguments.ts';
import { LayerError } from './config.ts';
import { passMask } from './masks.ts';
import type { Layer } from './network.ts';
import { cellPrefix } from './parts.ts';
import { translateLayer } from './translate-layer.ts';
import type { Results, Translation } from './translation.ts';
import type { WeightStore } from './weights.ts';

/** The variables whose roles begin with `prefix`, under the names that the part itself has for them. */
export const partStore =
  (store: WeightStore, prefix: string): WeightStore =>
  (path, site) => {
    const all = [...store(path, site)].filter(([role]) => role.startsWith(prefix));
    return new Map(all.map(([role, weight]) => [role.slice(prefix.length), weight]));
  };

/** A recurrent layer that is given its cells: that many layers, each of which reads what the one before gives at every step. */
export const recurrentCells = (
  translation: Translation,
  layer: Layer & { readonly cells: readonly Layer[] },
  prefix: readonly string[],
  inputs: Results,
  call: Call | undefined,
): Results => {
  const { config, cells } = layer;
  const states: Results[] = [];
  let on = inputs;
  for (const [i, cell] of cells.entries()) {
    const isLast = i === cells.length - 1;
    const own: Layer = {
      ...cell,
      name: layer.name,
      calls: layer.calls,
      config: {
        ...cell.config,
        go_backwards: i === 0 && config['go_backwards'] === true,
        return_sequences: !isLast || config['return_sequences'] === true,
        return_state: config['return_state'],
        stateful: config['stateful'],
        zero_output_for_mask: isLast && config['zero_output_for_mask'] === true,
      },
    };
    const setting = { ...translation, store: partStore(translation.store, cellPrefix(i)), shared: new Map() };
    if (cells.length > 1 && inputs.length > 1)
      throw new LayerError('states that are passed to several cells are not supported');
    const [result, ...after] = translateLayer(setting, own, prefix, on, i === 0 ? call : undefined);
    translation.count = setting.count;
    passMask(translation, layer, on, [result]);
    states.push(after);
    on = [result];
  }
  return [...on, ...states.flat()];
};

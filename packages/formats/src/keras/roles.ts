import type { Layer } from './network.ts';
import { cellPrefix, directed } from './parts.ts';

/** What the role begins with, by the folders that precede it in a variable's name. */
const prefixIn = (folders: readonly string[], layer: Layer): string => {
  if (layer.className === 'Bidirectional') {
    // Of the two layers only the first is always renamed.
    const direction = folders.slice(-3).some((part) => part.startsWith('forward_')) ? 'forward' : 'backward';
    const own = directed(layer, direction);
    return `${direction}_${own === undefined ? '' : prefixIn(folders, own)}`;
  }
  if (layer.cells !== undefined) {
    const index = layer.cells.findIndex(({ name }) => folders.includes(name));
    return cellPrefix(Math.max(index, 0));
  }
  return layer.kind?.parts?.find(({ name }) => folders.includes(name))?.prefix ?? '';
};

/**
 * The role in a variable's name: `conv2d/kernel:0` → `kernel`; in that of a part of a layer, `bidirectional/forward_lstm/lstm_cell/kernel:0` →
 * `forward_kernel`, `attention/query/bias:0` → `query_bias`.
 */
export const roleOf = (name: string, layer: Layer | undefined): string => {
  const parts = name.replace(/:\d+$/, '').split('/');
  const role = parts.at(-1) ?? name;
  return layer === undefined ? role : `${prefixIn(parts.slice(0, -1), layer)}${role}`;
};

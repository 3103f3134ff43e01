import { TinymlError, type Diagnostic } from '@tinyml/core';
import { unsupportedLayers } from '../diagnostics/graph.ts';
import { dynamicShape, inconsistentModel, unsupportedModelFeature } from '../diagnostics/model.ts';
import type { Refusal } from './refusals.ts';

/** A layer as messages name it. */
export interface LayerName {
  readonly name: string;
  readonly operator: string;
}

/** Everything that is wrong with one file, so that it can be told at once. */
export interface Problems {
  /** The file contradicts itself: TML206. */
  inconsistent(where: string, what: string): void;
  /** TML207 */
  dynamic(tensor: string, shape: readonly number[]): void;
  /** TML390 */
  unsupported(where: string, what: string): void;
  /** TML301, one for all layers that have the reason in common. */
  layer(layer: LayerName, refusal: Refusal): void;
  add(diagnostic: Diagnostic): void;
  /** True while nothing contradicts itself: what has been read can be computed with. */
  sound(): boolean;
  /** @throws TinymlError when anything was reported. */
  check(): void;
}

/** A damaged file can have one problem a byte; nobody reads more than this. */
const most = 1000;

export const collectProblems = (path: string): Problems => {
  const found: Diagnostic[] = [];
  const refused = new Map<string, { readonly refusal: Refusal; readonly layers: LayerName[] }>();
  const add = (diagnostic: Diagnostic): void => {
    if (found.length < most) found.push(diagnostic);
  };
  return {
    inconsistent: (where, what) => {
      add(inconsistentModel(path, where, what));
    },
    dynamic: (tensor, shape) => {
      add(dynamicShape(path, tensor, shape));
    },
    unsupported: (where, what) => {
      add(unsupportedModelFeature(path, where, what));
    },
    layer: (layer, refusal) => {
      const key = JSON.stringify([refusal.reason, refusal.ofAll === true ? '' : layer.operator]);
      const group = refused.get(key) ?? { refusal, layers: [] };
      if (group.layers.length < most) group.layers.push(layer);
      refused.set(key, group);
    },
    add,
    sound: () => found.length === 0,
    check: () => {
      const layers = [...refused.values()].map(({ refusal: { reason, hint }, layers: names }) => ({
        ...unsupportedLayers(names, reason, hint),
        file: path,
      }));
      if (found.length + layers.length > 0) throw new TinymlError(...layers, ...found);
    },
  };
};

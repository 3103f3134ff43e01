import type { Node } from '@tinyml/core';
import { layerName, matchesAny, matchesLayer } from '../layer-names.ts';

/** What a pruning pass's options say about single layers. */
export interface LayerOptions {
  readonly exclude: readonly string[];
  readonly layers: readonly { readonly name: string; readonly ratio: number }[];
}

/** Schema of `LayerOptions.layers`; `description` says what the ratios are. */
export const layersOption = (description: string) =>
  ({
    type: 'array',
    items: {
      type: 'object',
      additionalProperties: false,
      required: ['name', 'ratio'],
      properties: {
        name: layerName,
        ratio: { type: 'number', minimum: 0, exclusiveMaximum: 1, description: '0: the layer stays as it is' },
      },
    },
    default: [],
    description,
  }) as const;

/** The ratio asked for `node` by name: 0 where it is excluded, undefined where the general one holds. */
export const ownRatio = (node: Node, { exclude, layers }: LayerOptions): number | undefined =>
  matchesAny(exclude, node) ? 0 : layers.findLast(({ name }) => matchesLayer(name, node))?.ratio;

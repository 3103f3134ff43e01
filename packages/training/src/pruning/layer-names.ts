import { TinymlError, unknownLayer, type Node } from '@tinyml/core';

const namesOf = ({ id, source }: Node): readonly string[] => (source === undefined ? [id] : [id, source.name]);

/** True where `pattern` is the node's name or its name in the source model; `*` stands for any characters. */
export const matchesLayer = (pattern: string, node: Node): boolean => {
  const escaped = pattern.split('*').map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  const expression = new RegExp(`^${escaped.join('.*')}$`);
  return namesOf(node).some((name) => expression.test(name));
};

/** @throws TinymlError (TML660) for the patterns that no node's name matches: one error for each. */
export const requireLayers = (pass: string, patterns: readonly string[], nodes: readonly Node[]): void => {
  const unknown = patterns.filter((pattern) => !nodes.some((node) => matchesLayer(pattern, node)));
  if (unknown.length === 0) return;
  const names = nodes.map(({ id }) => id);
  throw new TinymlError(...unknown.map((pattern) => unknownLayer(pass, pattern, 'weighted', names)));
};

/** What a pass's options say about single layers. */
export interface LayerOptions {
  readonly exclude: readonly string[];
  readonly layers: readonly { readonly name: string; readonly ratio: number }[];
}

/** Schema of `LayerOptions.exclude`. */
export const excludeOption = {
  type: 'array',
  items: { type: 'string' },
  default: [],
  description: 'layers that stay as they are, by name; `*` stands for any characters',
} as const;

/** Schema of `LayerOptions.layers`; `description` says what the ratios are. */
export const layersOption = (description: string) =>
  ({
    type: 'array',
    items: {
      type: 'object',
      additionalProperties: false,
      required: ['name', 'ratio'],
      properties: {
        name: { type: 'string', description: 'a layer, or a pattern with `*`; the last that matches holds' },
        ratio: { type: 'number', minimum: 0, exclusiveMaximum: 1, description: '0: the layer stays as it is' },
      },
    },
    default: [],
    description,
  }) as const;

/** The ratio asked for `node` by name: 0 where it is excluded, undefined where the general one holds. */
export const ownRatio = (node: Node, { exclude, layers }: LayerOptions): number | undefined =>
  exclude.some((pattern) => matchesLayer(pattern, node))
    ? 0
    : layers.findLast(({ name }) => matchesLayer(name, node))?.ratio;

import { TinymlError, type Node } from '@tinyml/core';
import { unknownLayer } from './diagnostics/factorization.ts';

const namesOf = ({ id, source }: Node): readonly string[] => (source === undefined ? [id] : [id, source.name]);

/** True where `pattern` is the node's name or its name in the source model; `*` stands for any characters. */
export const matchesLayer = (pattern: string, node: Node): boolean => {
  const escaped = pattern.split('*').map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  const expression = new RegExp(`^${escaped.join('.*')}$`);
  return namesOf(node).some((name) => expression.test(name));
};

/** True where one of the patterns is the node's name. */
export const matchesAny = (patterns: readonly string[], node: Node): boolean =>
  patterns.some((pattern) => matchesLayer(pattern, node));

/** True where one of the patterns means this node and no other: who names a layer wants to hear why it cannot be. */
export const isNamed = (patterns: readonly string[], node: Node): boolean =>
  matchesAny(
    patterns.filter((pattern) => !pattern.includes('*')),
    node,
  );

/**
 * `kind`: what the nodes are, for the message.
 * @throws TinymlError (TML660) for the patterns that no node's name matches: one error for each
 */
export const requireLayers = (
  pass: string,
  kind: string,
  patterns: readonly string[],
  nodes: readonly Node[],
): void => {
  const unknown = patterns.filter((pattern) => !nodes.some((node) => matchesLayer(pattern, node)));
  if (unknown.length === 0) return;
  const names = nodes.map(({ id }) => id);
  throw new TinymlError(...unknown.map((pattern) => unknownLayer(pass, pattern, kind, names)));
};

/** Schema of a list of layers. */
export const layersSchema = { type: 'array', items: { type: 'string' }, default: [] } as const;

/** Schema of the option `exclude`. */
export const excludeOption = {
  ...layersSchema,
  description: 'layers that stay as they are, by name; `*` stands for any characters',
} as const;

/** Schema of `name` where a list says something about each of its layers. */
export const layerName = {
  type: 'string',
  description: 'a layer, or a pattern with `*`; the last that matches holds',
} as const;

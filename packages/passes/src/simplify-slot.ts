import { defineSlot, none, type GraphView, type Node, type Replacement } from '@tinyml/core';
import { rules } from '@tinyml/core/internal';

/**
 * Puts something simpler with the same bits in the place of a node, whatever the types; undefined: the node stays. Each
 * application must remove a node or make one simpler, so that they come to an end.
 */
export type SimplifyRule = (node: Node, view: GraphView) => Replacement | undefined;

declare module '@tinyml/core' {
  interface OperatorSlots {
    readonly simplify: SimplifyRule;
  }
}

const node = rules.fields({
  id: rules.text,
  op: rules.text,
  attrs: rules.mappingOf(rules.anything),
  inputs: rules.listOf(rules.anything),
  outputs: rules.listOf(rules.text),
});

export const simplifySlot = defineSlot<SimplifyRule>({
  name: 'simplify',
  summary: 'a simpler form for some attributes or neighbours',
  rules: { entry: rules.fn, answers: { '': rules.optional(rules.fields({ nodes: rules.listOf(node) })) } },
  fallback: () => none('it has no simpler form but what its traits say'),
});

import { defineSlot, none, type GraphView, type Node, type Replacement } from '@tinyml/core';

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

export const simplifySlot = defineSlot<SimplifyRule>({
  name: 'simplify',
  summary: 'a simpler form for some attributes or neighbours',
  fallback: () => none('it has no simpler form but what its traits say'),
});

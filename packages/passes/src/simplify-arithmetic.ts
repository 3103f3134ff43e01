import { definePass, type Node } from '@tinyml/core';
import { draftOf, type Draft } from './draft.ts';
import { exactRules, roundingRules, type Rule } from './arithmetic/rules.ts';
import { isQuantized } from './quantized.ts';

const simplifyNode = (draft: Draft, rules: readonly Rule[], id: string): boolean => {
  const node: Node | undefined = draft.node(id);
  return node !== undefined && rules.some((rule) => rule(draft, node));
};

/** Repeats all rules until none applies. Each rule removes a node or makes one simpler, so that this ends. */
export const simplifyArithmetic = definePass({
  name: 'simplify-arithmetic',
  version: 1,
  kind: 'graph',
  summary: 'remove and merge arithmetic with constants, transposes and repeated activations',
  preserves: 'rounding',
  run(graph, { constants }) {
    const draft = draftOf(graph, constants);
    const rules = isQuantized(graph) ? exactRules : [...exactRules, ...roundingRules];
    let changed = true;
    while (changed) {
      changed = false;
      for (const { id } of draft.nodes()) changed = simplifyNode(draft, rules, id) || changed;
    }
    return draft.finish();
  },
});

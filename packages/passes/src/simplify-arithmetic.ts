import { definePass, defineRule, rewrite } from '@tinyml/core';
import { exactRules, roundingRules } from './arithmetic/rules.ts';
import { isQuantized } from './quantized.ts';

/** Repeats all rules until none applies. Each rule removes a node or makes one simpler, so that this ends. */
export const simplifyArithmetic = definePass({
  name: 'simplify-arithmetic',
  version: 2,
  kind: 'graph',
  summary: 'remove and merge arithmetic with constants, transposes and repeated activations',
  establishes: ['arithmetic-simplified'],
  preserves: 'rounding',
  auto: { after: ['batch-norm-folded'] },
  run(graph, { constants, operators }) {
    const rules = isQuantized(graph) ? exactRules : [...exactRules, ...roundingRules];
    return rewrite(
      graph,
      constants,
      rules.map((rule) => defineRule({ apply: (node, view) => rule(view, node, operators) })),
    );
  },
});

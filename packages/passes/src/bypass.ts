import type { GraphView, Replacement, ValueId } from '@tinyml/core';

/** All that read `output`, the only result of the matched node, read `input`; undefined where an output would lose its name. */
export const bypass = (view: GraphView, output: ValueId, input: ValueId): Replacement | undefined =>
  view.canReplace(output, input) ? { nodes: [], replace: new Map([[output, input]]) } : undefined;

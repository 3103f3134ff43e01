import type { Node, OperatorTable, Tensor } from '@tinyml/core';
import type { Range } from './affine.ts';
import { collector, type CalibrationOptions, type Collector, type Method } from './collector.ts';
import { ruleOf } from './quantize-slot.ts';

/** The range of the values that a node's operator shows by a name; undefined: there are none. */
export type InnerRanges = (node: string, name: string) => Range | undefined;

/** Values within nodes, which are no tensors of the graph. */
export interface InnerCollectors {
  enter(node: Node, operands: readonly (Tensor | null)[], sample: number): void;
  rangesBy(method: Method): InnerRanges;
}

/** Asks the operator of each node that is entered, where it has the property `inner` in its slot `quantize`. */
export const innerCollectors = (operators: OperatorTable, options: CalibrationOptions): InnerCollectors => {
  const collectors = new Map<string, Map<string, Collector>>();
  return {
    enter(node, operands, sample) {
      const inner = ruleOf(operators, node.op)?.inner;
      if (inner === undefined) return;
      const own = collectors.get(node.id) ?? new Map<string, Collector>();
      collectors.set(node.id, own);
      inner(node, operands, (name, values) => {
        const seen = own.get(name) ?? collector(`${name} of ${node.id}`, options);
        own.set(name, seen);
        seen.add(values, sample);
      });
    },
    rangesBy: (method) => (node, name) => collectors.get(node)?.get(name)?.range(method),
  };
};

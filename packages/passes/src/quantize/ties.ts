import type { Graph, OperatorTable, ValueId } from '@tinyml/core';
import { union, type Range } from './affine.ts';
import { ruleOf } from './quantize-slot.ts';
import { fixedRange, operandsOf } from './roles.ts';
import type { StoredType } from './stored-type.ts';

interface Group {
  range: Range;
  /** The range is the operator's, not the data's: nothing may widen it. */
  fixed: boolean;
  members: ValueId[];
}

/** How much wider a tensor's range may become for sharing a scale before a rescaling operand is the better choice. */
const worthRescaling = 4;

const width = ([min, max]: Range): number => Math.max(max, 0) - Math.min(min, 0);

/**
 * One range for all tensors that a kernel needs at the same scale. Where an operand of several (concatenation, minimum,
 * maximum) would lose more than two bits by it, or has a fixed range, it keeps its own range and is rescaled in front of the operator.
 * The two ends of a state buffer are one tensor at different times, and so are the states of an operator that it has steps for.
 */
export const tieRanges = (
  { nodes, state = [] }: Graph,
  operators: OperatorTable,
  ranges: ReadonlyMap<ValueId, Range>,
  stored: StoredType,
): ReadonlyMap<ValueId, Range> => {
  const groups = new Map<ValueId, Group>();
  for (const [id, range] of ranges) groups.set(id, { range, fixed: false, members: [id] });
  for (const node of nodes) {
    const rule = ruleOf(operators, node.op);
    const range = rule && fixedRange(rule, stored);
    if (range === undefined) continue;
    for (const id of node.outputs) groups.set(id, { range, fixed: true, members: [id] });
  }
  const join = (to: Group, from: Group, range: Range): void => {
    if (to === from) return;
    if (!to.fixed) to.range = range;
    to.members.push(...from.members);
    for (const id of from.members) groups.set(id, to);
  };
  const joinAll = (ids: readonly (ValueId | null | undefined)[]): void => {
    const [first, ...others] = ids.flatMap((id) => groups.get(id ?? '') ?? []);
    for (const other of others) if (first !== undefined) join(first, other, union(first.range, other.range));
  };
  for (const { input, output } of state) joinAll([output, input]);
  for (const node of nodes) {
    const rule = ruleOf(operators, node.op);
    if (rule?.tied !== undefined)
      joinAll([...rule.tied.results.map((i) => node.outputs[i]), ...rule.tied.operands.map((i) => node.inputs[i])]);
    if (rule?.sameScale !== true) continue;
    const inputs = operandsOf(node, rule, 'activation').flatMap(
      (position) => groups.get(node.inputs[position] ?? '') ?? [],
    );
    const outputs = node.outputs.flatMap((id) => groups.get(id) ?? []);
    const [first, ...rest] = outputs;
    if (first === undefined) continue;
    for (const output of rest) join(first, output, union(first.range, output.range));
    // A single data operand and its result hold the same values: the operand's range is right for both.
    if (inputs.length === 1 && inputs[0] !== undefined) {
      join(inputs[0], first, inputs[0].range);
      continue;
    }
    for (const input of new Set(inputs)) {
      const result = groups.get(node.outputs[0] ?? '');
      if (result === undefined || input.fixed || result.fixed) continue;
      if (width(union(input.range, result.range)) <= worthRescaling * width(input.range))
        join(result, input, union(result.range, input.range));
    }
  }
  return new Map([...groups].map(([id, group]) => [id, group.range]));
};

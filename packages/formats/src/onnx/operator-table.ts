import { slotOf, type OperatorTable } from '@tinyml/core';
import type { OnnxOperator, OnnxOperators } from './call.ts';
import { onnxSlot } from './slot.ts';
import { operators } from './operators/list.ts';

/** Finds how an operator of a file is translated: those of ONNX, and those that packages bring. */
export const operatorsOf = (table: OperatorTable): ((domain: string, name: string) => OnnxOperator | undefined) => {
  const others: OnnxOperators = Object.assign({}, ...[...table.values()].map((operator) => slotOf(onnxSlot, operator) ?? {})); // prettier-ignore
  return (domain, name) => {
    const full = domain === '' ? name : `${domain}.${name}`;
    if (Object.hasOwn(others, full)) return others[full];
    return Object.hasOwn(operators, full) ? operators[full] : undefined;
  };
};

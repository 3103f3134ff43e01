import { defineSlot, none, slotOf, type KernelRequest } from '@tinyml/core';
import { rules } from '@tinyml/core/internal';

/** Nodes of other operators that compute the same bits of the same operands; none where the request has no such form. */
export type EquivalentForms = (request: KernelRequest) => readonly KernelRequest[];

declare module '@tinyml/core' {
  interface OperatorSlots {
    readonly equivalents: EquivalentForms;
  }
}

/** The form of a request for a kernel. */
export const requestRule = rules.fields({
  node: rules.fields({ op: rules.text, attrs: rules.mappingOf(rules.anything) }),
  inputs: rules.listOf(rules.anything, 10_000),
  outputs: rules.listOf(rules.fields({ dtype: rules.text, shape: rules.listOf(rules.wholeNumber, 100) }), 10_000),
});

/** Kernel selection: other operators whose kernels can run a node. */
export const equivalentsSlot = defineSlot<EquivalentForms>({
  name: 'equivalents',
  summary: 'other operators that compute the same bits, whose kernels are tried as well',
  rules: { entry: rules.fn, answers: { '': rules.listOf(requestRule, 100) } },
  fallback: () => none('no other operator computes the same bits'),
});

/** The request as it is, and in its other forms: each may have the better kernel. */
export const formsOf = (request: KernelRequest): readonly KernelRequest[] => [
  request,
  ...(slotOf(equivalentsSlot, request.operators.get(request.node.op))?.(request) ?? []),
];

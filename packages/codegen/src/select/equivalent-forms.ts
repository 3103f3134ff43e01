import { defineSlot, none, slotOf, type KernelRequest } from '@tinyml/core';

/** Nodes of other operators that compute the same bits of the same operands; none where the request has no such form. */
export type EquivalentForms = (request: KernelRequest) => readonly KernelRequest[];

declare module '@tinyml/core' {
  interface OperatorSlots {
    readonly equivalents: EquivalentForms;
  }
}

/** Kernel selection: other operators whose kernels can run a node. */
export const equivalentsSlot = defineSlot<EquivalentForms>({
  name: 'equivalents',
  summary: 'other operators that compute the same bits, whose kernels are tried as well',
  fallback: () => none('no other operator computes the same bits'),
});

/** The request as it is, and in its other forms: each may have the better kernel. */
export const formsOf = (request: KernelRequest): readonly KernelRequest[] => [
  request,
  ...(slotOf(equivalentsSlot, request.operators.get(request.node.op))?.(request) ?? []),
];

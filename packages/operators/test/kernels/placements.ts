import { byteLength, byteWidth, callInputs, callOutputs, type KernelCall } from '@tinyml/core';
import type { KernelCase } from './harness.ts';

/** A result that begins `distance` bytes before an operand, in one piece of memory; perhaps scratch on that operand. */
export interface Placement {
  readonly input: number;
  readonly output?: number;
  readonly distance: number;
  /** Whether the scratch memory begins at the operand's first byte. */
  readonly scratch?: boolean;
}

/** What lies in a placement's memory, from its first byte on. */
export interface Placed {
  readonly bytes: number;
  readonly input: number;
  readonly output: number | undefined;
  readonly scratch: number | undefined;
}

export const placed = ({ request }: KernelCase, call: KernelCall, placement: Placement): Placed => {
  const sizeOf = (index: number | undefined): number => {
    const type = index === undefined ? undefined : callOutputs(request)[index];
    return type === undefined ? 0 : byteLength(type);
  };
  const { distance, input, output, scratch = false } = placement;
  const operand = callInputs(request)[input];
  const at = Math.max(0, distance);
  const result = at - distance;
  const bytes = [
    at + (operand == null ? 0 : byteLength(operand.type)),
    result + sizeOf(output),
    scratch ? at + call.scratch : 0,
  ];
  return {
    bytes: Math.max(...bytes),
    input: at,
    output: output === undefined ? undefined : result,
    scratch: scratch ? at : undefined,
  };
};

/**
 * The placements that a call's claims allow and that are to be tried, one at a time: results as close to the operand as
 * claimed, those in between, the same first byte; scratch on its operand, alone and with a result behind it.
 */
export const placementsOf = ({ inputs, request }: KernelCase, call: KernelCall): readonly Placement[] => {
  const isTensor = (input: number): boolean => (inputs[input] ?? null) !== null;
  const inPlace = (call.inPlace ?? []).map(([input, output]): Placement => ({ input, output, distance: 0 }));
  const closest = (call.overlaps ?? []).map(({ input, output, distance }): Placement => {
    const types = [callInputs(request)[input]?.type, callOutputs(request)[output]];
    const width = Math.max(...types.map((type) => (type === undefined ? 1 : byteWidth(type.dtype))));
    return { input, output, distance: Math.ceil(distance / width) * width };
  });
  const farther = closest.flatMap((placement): Placement[] =>
    placement.distance < 0
      ? [
          { ...placement, distance: 0 },
          { ...placement, distance: Math.ceil(placement.distance / 8) * 4 },
        ]
      : [],
  );
  const { scratchOver: over } = call;
  const scratch: Placement[] = over === undefined ? [] : [{ input: over, distance: 0, scratch: true }];
  const behind = -Math.ceil(call.scratch / 4) * 4;
  const both = closest
    .filter(({ input, distance }) => input === over && distance <= behind)
    .map((placement): Placement => ({ ...placement, distance: behind, scratch: true }));
  return [...inPlace, ...closest, ...farther, ...scratch, ...both].filter(({ input }) => isTensor(input));
};

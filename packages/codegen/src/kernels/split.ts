import {
  byteWidth,
  defineKernel,
  elementCount,
  resolveAxis,
  type KernelCall,
  type KernelOverlap,
  type KernelRequest,
} from '@tinyml/core';
import { moveCost } from './element-cost.ts';
import { operandArgument, operatorProblem, requiredOperand, type OperandArgument } from './operand.ts';
import { kernelSources } from './sources.ts';

/** More results go through an array. */
const most = 8;

/** The call that hands each result its part of operand `input`'s rows. */
const parting = (
  input: OperandArgument,
  operand: number,
  parts: number,
  fields: { readonly outer: number; readonly bytes: number },
): KernelCall => {
  const outputs = Array.from({ length: parts }, (_, output) => ({ output }));
  const few = parts <= most;
  const count = { c: String(parts) };
  return {
    function: few ? `tml_split_${String(parts)}` : 'tml_split',
    params: { type: 'tml_split_params', fields },
    arguments: few
      ? [{ params: true }, input.argument, ...outputs]
      : [{ params: true }, count, input.argument, { pointers: outputs }],
    constants: input.constants,
    scratch: 0,
    overlaps: overlapsOf(operand, parts, fields.bytes),
  };
};

/**
 * Parts of `bytes` of operand `input`'s rows, moved one by one in order: when a part is written, the operand is read as
 * far as its end, which is nearest to what has been written of its result in the first row.
 */
const overlapsOf = (input: number, parts: number, bytes: number): readonly KernelOverlap[] =>
  Array.from({ length: parts }, (_, output) => ({ input, output, distance: -output * bytes }));

/** Rows of bytes to each result. */
export const split = defineKernel<'split'>({
  name: 'tml_split',
  version: 1,
  op: 'split',
  isa: 'generic',
  sources: kernelSources('tml_split.h'),
  supports: (request) =>
    operatorProblem(request) ?? (request.inputs[0]?.constant === undefined ? 'the axis must be a constant' : true),
  lower(request) {
    const plain = request as KernelRequest;
    const { shape, dtype } = requiredOperand(plain, 1).type;
    const axis = resolveAxis(Number(request.inputs[0]?.constant?.[0] ?? 0), shape.length);
    const input = operandArgument(plain, 1, 'input');
    const part = request.outputs[0]?.shape ?? [];
    const bytes = elementCount(part.slice(axis)) * byteWidth(dtype);
    return parting(input, 1, request.outputs.length, { outer: elementCount(part.slice(0, axis)), bytes });
  },
  cost(request) {
    const { shape } = requiredOperand(request as KernelRequest, 1).type;
    const axis = resolveAxis(Number(request.inputs[0]?.constant?.[0] ?? 0), shape.length);
    const rows = elementCount(shape.slice(0, axis));
    return moveCost('tml_split', request as KernelRequest, rows * request.outputs.length);
  },
});

/** `split` into parts of 1 along the axis, which then goes: the same bytes. */
export const unpack = defineKernel<'unpack'>({
  name: 'tml_unpack',
  version: 1,
  op: 'unpack',
  isa: 'generic',
  sources: kernelSources('tml_split.h'),
  supports: (request) => operatorProblem(request) ?? true,
  lower(request) {
    const plain = request as KernelRequest;
    const { shape, dtype } = requiredOperand(plain, 0).type;
    const axis = resolveAxis(request.node.attrs.axis, shape.length);
    const input = operandArgument(plain, 0, 'input');
    const bytes = elementCount(shape.slice(axis + 1)) * byteWidth(dtype);
    return parting(input, 0, request.outputs.length, { outer: elementCount(shape.slice(0, axis)), bytes });
  },
  cost(request) {
    const { shape } = requiredOperand(request as KernelRequest, 0).type;
    const rows = elementCount(shape.slice(0, resolveAxis(request.node.attrs.axis, shape.length)));
    return moveCost('tml_split', request as KernelRequest, rows * request.outputs.length);
  },
});

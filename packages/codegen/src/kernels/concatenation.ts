import {
  byteWidth,
  defineKernel,
  elementCount,
  resolveAxis,
  type Kernel,
  type KernelRequest,
  type Ops,
} from '@tinyml/core';
import { moveCost } from './element-cost.ts';
import { operandArgument, operatorProblem, requiredOperand } from './operand.ts';
import { kernelSources } from './sources.ts';

const most = 8;

/** Bytes of each operand in one row, and the number of rows. `pack` joins like `concatenation` of dimensions of 1. */
const joining = <Name extends 'concatenation' | 'pack'>(op: Name): Kernel<Name> =>
  defineKernel<Name>({
    name: `tml_${op}`,
    version: 1,
    op,
    isa: 'generic',
    sources: kernelSources('tml_concatenation.h'),
    supports: (request) =>
      request.inputs.length > most
        ? `joins at most ${String(most)} operands, not ${String(request.inputs.length)}`
        : (operatorProblem(request) ?? true),
    lower(request) {
      const plain = request as KernelRequest;
      const operands = request.inputs.map((_, index) => operandArgument(plain, index, `input${String(index)}`));
      const types = request.inputs.map((_, index) => requiredOperand(plain, index).type);
      const { axis: wanted } = request.node.attrs as Ops['pack'];
      const axis = resolveAxis(wanted, request.outputs[0]?.shape.length ?? 0);
      const bytes = types.map(({ dtype, shape }) => elementCount(shape.slice(axis)) * byteWidth(dtype));
      const outer = elementCount(types[0]?.shape.slice(0, axis) ?? []);
      const row = bytes.reduce((sum, part) => sum + part, 0);
      return {
        function: `tml_concatenation_${String(operands.length)}`,
        params: {
          type: 'tml_concatenation_params',
          fields: { outer, bytes },
        },
        arguments: [{ params: true }, ...operands.map(({ argument }) => argument), { output: 0 }],
        constants: operands.flatMap(({ constants }) => constants),
        scratch: 0,
        // A part of the last row is moved after all that lies before it was written.
        overlaps: bytes.map((part, input) => ({
          input,
          output: 0,
          distance: (outer - 1) * (row - part) + bytes.slice(0, input).reduce((sum, other) => sum + other, 0),
        })),
      };
    },
    cost(request) {
      const { axis } = request.node.attrs as Ops['pack'];
      const shape = request.outputs[0]?.shape ?? [];
      const rows = elementCount(shape.slice(0, resolveAxis(axis, shape.length)));
      return moveCost('tml_concatenation', request as KernelRequest, rows * request.inputs.length);
    },
  });

/** Rows of bytes from up to eight operands, one after another. */
export const concatenation = joining('concatenation');
export const pack = joining('pack');

import { type DType, type Kernel, type KernelRequest, type OpName } from '@tinyml/core';
import { requiredOperand } from './operand.ts';
import { unaryKernel } from './unary-kernel.ts';
import { sizes } from './kernel-sizes.ts';
import { rates } from './kernel-rates.ts';

/**
 * The result of an operator for every byte, as bytes, in the order of the operand's bits read as 0 … 255: the reference
 * operator itself fills the table, so the kernel is exact by construction.
 */
const tableOf = <Name extends OpName>(request: KernelRequest<Name>): Int8Array => {
  const { node, operators, outputs } = request;
  const { type } = requiredOperand(request, 0);
  const operator = operators.get(node.op);
  const output = outputs[0];
  if (operator === undefined || output === undefined) throw new Error(`${node.id} has no operator or no result`);
  const bytes = Uint8Array.from({ length: 256 }, (_, i) => i);
  const data = type.dtype === 'uint8' ? bytes : new Int8Array(bytes.buffer);
  const [result] = operator.run({
    attrs: node.attrs,
    inputs: [{ type: { ...type, shape: [256] }, data }],
    outputs: [{ ...output, shape: [256] }],
  });
  if (result === undefined) throw new Error(`${node.op} gave no result`);
  return new Int8Array(result.buffer, result.byteOffset, 256);
};

/** A kernel that looks every byte up in a table of 256: any element-wise operator from 8 bits to 8 bits. */
export const lookupKernel = <Name extends OpName>(
  op: Name,
  name: string,
  from: DType = 'int8',
  to: DType = 'int8',
): Kernel<Name> =>
  unaryKernel<Name>({
    op,
    name,
    function: 'tml_lookup_s8',
    measured: sizes,
    rates,
    from,
    to,
    params: (request) => ({
      fields: { table: { c: '@table' } },
      constants: [{ name: 'table', ctype: 'int8_t', values: tableOf(request) }],
    }),
  });

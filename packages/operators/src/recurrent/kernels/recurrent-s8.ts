import {
  defineKernel,
  type CValue,
  type Kernel,
  type KernelRequest,
  type OpName,
  type Tensor,
  type TensorType,
} from '@tinyml/core';
import { ratedCost } from '../../kernel/kernel-cost.ts';
import { kernelSources } from '../../kernel/kernel-sources.ts';
import { rowsSuffix, type RowsIsa } from '../../kernel/weighted/row-words.ts';
import { productProblem, type Product } from '../integer-product.ts';
import { constantList, productFields, sequenceOverlaps } from './constants.ts';
import { rates } from './kernel-rates.ts';
import {
  recurrenceArguments,
  recurrenceOperands,
  recurrenceProblem,
  recurrenceSizes,
  type Recurrence,
} from './recurrence-call.ts';

/** A recurrence's constants in integers, as its parameters have them. */
export interface IntegerParts {
  readonly input: Product;
  readonly recurrent: Product;
  /** Further products, by their names in the C. */
  readonly products?: Readonly<Record<string, Product>>;
  readonly fields: Readonly<Record<string, CValue>>;
}

export interface IntegerRecurrence<Name extends OpName> extends Recurrence<Name> {
  /** Bytes of scratch memory for each unit. */
  readonly scratch: number;
  parts(request: KernelRequest<Name>, operands: readonly (Tensor | null)[], result: TensorType): IntegerParts;
}

/** int8 activations and weights. */
export const integerRecurrenceKernel = <Name extends OpName>(
  recurrence: IntegerRecurrence<Name>,
  isa: RowsIsa = 'generic',
): Kernel<Name> => {
  const name = `${recurrence.function}_s8${rowsSuffix(isa)}`;
  const partsOf = (request: KernelRequest<Name>): IntegerParts =>
    recurrence.parts(request, recurrenceOperands(request as KernelRequest), request.outputs[0] as TensorType);
  return defineKernel<Name>({
    name: `tml_${recurrence.op}_s8${rowsSuffix(isa)}`,
    version: 1,
    op: recurrence.op,
    isa,
    measured: recurrence.measured,
    sources: kernelSources(`${name}.h`),
    supports(request) {
      const problem = recurrenceProblem(request as KernelRequest, 'int8', 'int8', recurrence.state);
      if (problem !== undefined) return problem;
      const { input, products = {}, recurrent } = partsOf(request);
      return productProblem([input, recurrent, ...Object.values(products)]) ?? true;
    },
    lower(request) {
      const sizes = recurrenceSizes(request as KernelRequest, recurrence.gates);
      const { fields, input, products = {}, recurrent } = partsOf(request);
      const list = constantList();
      return {
        function: name,
        params: {
          type: `${name}_params`,
          fields: {
            sizes: sizes.fields,
            ...Object.fromEntries(
              Object.entries({ input, recurrent, ...products }).map(([role, product]) => [
                role,
                productFields(list, role, product, isa),
              ]),
            ),
            ...fields,
          },
        },
        arguments: recurrenceArguments(request as KernelRequest, recurrence.state),
        constants: list.constants,
        scratch: recurrence.scratch * sizes.units,
        overlaps: sequenceOverlaps(
          (recurrenceOperands(request as KernelRequest)[0] as Tensor).type,
          request.outputs[0] as TensorType,
          sizes,
        ),
      };
    },
    cost(request) {
      const { batch, inputs, steps, units } = recurrenceSizes(request as KernelRequest, recurrence.gates);
      const rows = batch * steps * recurrence.gates * units;
      const work = { product: rows * (inputs + units), sum: 2 * rows, cell: batch * steps * units };
      // An LSTM's rates: its steps are the same products and functions.
      return ratedCost(rates, `tml_lstm_s8${rowsSuffix(isa)}`, request, work);
    },
  });
};

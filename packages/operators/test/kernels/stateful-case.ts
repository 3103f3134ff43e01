import type { Operator, OpName, Quant, Tensor, TensorData, TensorType } from '@tinyml/core';
import { builtinOperatorTable } from '@tinyml/operators';
import type { NodeCase } from './nn-cases.ts';

/** A node with states: operands at `computed` come from the arena, the others are constants. `result`: of the first one. */
export const statefulCase = (
  op: OpName,
  attrs: object,
  tensors: readonly (Tensor | null)[],
  computed: readonly number[],
  result: { readonly quant?: Quant },
): NodeCase => {
  const operator = builtinOperatorTable.get(op) as Operator;
  const operands = tensors.map((tensor, i) =>
    tensor === null ? null : { type: tensor.type, ...(!computed.includes(i) && { constant: tensor.data }) },
  );
  const inferred = operator.infer({ attrs: attrs as never, inputs: operands });
  const outputs = inferred.map((type, i): TensorType => (i === 0 ? { ...type, ...result } : type));
  const types = tensors.map((tensor) => tensor?.type ?? null);
  const reason = operator.check({ attrs: attrs as never, inputs: types, outputs });
  if (reason !== undefined) throw new Error(reason);
  return {
    request: {
      node: { id: 'n', op, attrs, inputs: [], outputs: [] } as never,
      inputs: operands,
      outputs,
      operators: builtinOperatorTable,
      core: 'host',
      priority: 'latency',
    },
    inputs: tensors.map((tensor, i): TensorData | null =>
      tensor !== null && computed.includes(i) ? tensor.data : null,
    ),
    expected: operator.run({ attrs: attrs as never, inputs: tensors, outputs }),
  };
};

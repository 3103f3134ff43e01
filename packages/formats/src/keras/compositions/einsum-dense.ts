import type { LayerKind } from '../layer.ts';
import { einsum, hasColumnBias } from '../einsum.ts';
import type { KerasEntry } from '../slot.ts';

const equationOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** A product of the input and a kernel by an equation, with a bias along some axes of the result. */
const einsumDense: LayerKind = {
  variables: ({ config }) => ({
    trainable: ['kernel', ...(typeof config['bias_axes'] === 'string' ? ['bias'] : [])],
    fixed: [],
  }),
  build: (call) => {
    const { config } = call.options;
    const equation = equationOf(config['equation']);
    const kernel = { role: 'kernel', weight: call.weight('kernel') };
    const axes = config['bias_axes'];
    if (typeof axes !== 'string') return call.activate(einsum(call, equation, call.input(), kernel));
    const bias = call.weight('bias');
    const count = bias.values.length;
    if (hasColumnBias(equation, axes))
      return call.activate(
        einsum(call, equation, call.input(), kernel, call.place('bias', { ...bias, shape: [count] }, [0])),
      );
    const product = einsum(call, equation, call.input(), kernel);
    return call.activate(call.formula.add(product, call.place('bias', bias, bias.shape.map((_, axis) => axis)))); // prettier-ignore
  },
};

const operation: LayerKind = {
  build: (call) => {
    const { given, options } = call;
    const named = given.argument(0, 'subscripts', 'equation');
    const isNamed = typeof call.args[0] === 'string';
    const [a, b, ...others] = isNamed ? call.args.slice(1) : call.args;
    if (a === undefined || b === undefined || others.length > 0) throw options.problem('needs two operands');
    return einsum(call, equationOf(named), given.value(a, 'a'), given.value(b, 'b'));
  },
};

export const einsums: KerasEntry = { layers: { EinsumDense: einsumDense }, operations: { einsum: operation } };

import type { ValueId } from '@tinyml/core';
import type { KerasEntry, LayerCall } from '@tinyml/formats';
import { cellActivation, columns, recurrentKind } from '../keras-recurrent.ts';
import { parts, product } from '../keras-unrolled.ts';

/** The bias of the products with the input, and that of those with the state where the reset gate comes after them: [2, 3 · units]. */
const biasesOf = (call: LayerCall): readonly [ValueId | null, ValueId | null] => {
  const stored = call.options.config['use_bias'] === false ? undefined : call.weight('bias');
  const width = stored?.shape.at(-1) ?? 0;
  const row = (at: number, role: string): ValueId | null => {
    if (stored === undefined || at >= stored.values.length / width) return null;
    const values = Array.from(stored.values).slice(at * width, (at + 1) * width);
    return call.place(role, { shape: [width], values }, [0]);
  };
  return [row(0, 'bias'), row(1, 'recurrent_bias')];
};

const resetsAfter = ({ config }: LayerCall['options']): boolean => config['reset_after'] === true;

/** Kernels [n, 3 · units] → [3 · units, n]. */
const gru = recurrentKind({
  states: ['state'],
  emit(call, x, states) {
    const weights = call.place('kernel', call.weight('kernel'), [1, 0]);
    const recurrent = call.place('recurrent_kernel', call.weight('recurrent_kernel'), [1, 0]);
    const attrs = {
      activation: cellActivation(call.options),
      resetAfter: resetsAfter(call.options),
      timeMajor: false,
    };
    return call.emitAll('gru', attrs, [x, weights, recurrent, ...biasesOf(call), ...states], 'sequence');
  },
  unrolled: {
    project: (call, x) => product(call, x, call.place('kernel', call.weight('kernel'), [1, 0]), biasesOf(call)[0]),
    step(call, given, [state = given]) {
      const { add, mul, sub } = call.formula;
      const gate = (x: ValueId): ValueId => call.activate(x, 'recurrent_activation');
      const units = call.options.whole('units');
      const stored = call.weight('recurrent_kernel');
      const [fromZ = given, fromR = given, fromG = given] = parts(call, given, 3);
      const mixed = (z: ValueId, candidate: ValueId): readonly ValueId[] => [
        add(mul(z, state), mul(sub(1, z), candidate)),
      ];
      if (resetsAfter(call.options)) {
        const recurrent = call.place('recurrent_kernel', stored, [1, 0]);
        const products = product(call, state, recurrent, biasesOf(call)[1]);
        const [z = given, r = given, g = given] = parts(call, products, 3);
        const reset = gate(add(fromR, r));
        return mixed(gate(add(fromZ, z)), call.activate(add(fromG, mul(reset, g))));
      }
      const [z, r, g] = ['z', 'r', 'g'].map((name, i) =>
        call.place(`recurrent_${name}`, columns(stored, units, i), [1, 0]),
      );
      const of = (x: ValueId, kernel = ''): ValueId => product(call, x, kernel, null);
      const reset = gate(add(fromR, of(state, r)));
      return mixed(gate(add(fromZ, of(state, z))), call.activate(add(fromG, of(mul(reset, state), g))));
    },
  },
});

export const keras: KerasEntry = { layers: { GRU: gru, GRUCell: gru } };

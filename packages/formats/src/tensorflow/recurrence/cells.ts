import type { Activation } from '@tinyml/core';
import { either, type Terms } from './terms.ts';

/** A product of a value with weights, and what is added to it. */
export interface Affine {
  readonly operand: string;
  readonly weights: string;
  readonly biases: readonly string[];
}

/** One step of a recurrent layer, as the body of a loop has it: references there. */
export interface CellTerms {
  readonly kind: 'lstm' | 'gru' | 'rnn';
  readonly activation: Activation | 'tanh';
  /** Where the columns of the gates stand, in the order of `Recurrence`. */
  readonly gates: readonly number[];
  readonly input: Affine;
  readonly recurrent: Affine;
  /** References to the next states: of the output, and of an LSTM's cell. */
  readonly next: readonly string[];
  /** The arguments that hold the states. */
  readonly states: readonly number[];
}

const activations: Readonly<Record<string, CellTerms['activation']>> = { Tanh: 'tanh', Relu: 'relu' };

/** A function of one value: which, and of what. */
const activated = (terms: Terms, reference: string) => {
  const found = terms.result(reference, ...Object.keys(activations));
  const activation = activations[found?.node.op ?? ''];
  const [operand] = found?.operands ?? [];
  return activation === undefined || operand === undefined ? undefined : { activation, operand };
};

const gateOf = (terms: Terms, reference: string): string | undefined => terms.result(reference, 'Sigmoid')?.operands[0];

/** A part of a tensor that is split along its columns. */
const partOf = (terms: Terms, reference: string) => {
  const found = terms.result(reference, 'Split');
  const [, whole] = found?.operands ?? [];
  return found === undefined || whole === undefined ? undefined : { whole, node: found.node, position: found.position };
};

const product = (terms: Terms, reference: string) => {
  const found = terms.result(reference, 'MatMul');
  const [operand, weights] = found?.operands ?? [];
  const isPlain = ['transpose_a', 'transpose_b'].every((name) => found?.node.attr.get(name)?.b !== 1);
  return operand === undefined || weights === undefined || !isPlain ? undefined : { operand, weights };
};

/** Products in a sum, and what else is added. */
const affine = (terms: Terms, reference: string): readonly Affine[] => {
  const parts = terms.summands(reference).map((part) => ({ part, found: product(terms, part) }));
  const biases = parts.flatMap(({ part, found }) => (found === undefined ? [part] : []));
  return parts.flatMap(({ found }, i) => (found === undefined ? [] : [{ ...found, biases: i === parts.findIndex((each) => each.found) ? biases : [] }])); // prettier-ignore
};

/** The product with the input of a step, and that with the argument `state`. */
const inputAndState = (terms: Terms, products: readonly Affine[], state: number) => {
  const recurrent = products.find(({ operand }) => terms.argument(operand) === state);
  const input = products.find((each) => each !== recurrent);
  return products.length !== 2 || recurrent === undefined || input === undefined ? undefined : { input, recurrent };
};

type Match = (terms: Terms, output: string, states: readonly number[]) => CellTerms | undefined;

/** o · act(c), c = f · c₋₁ + i · act(g) (Hochreiter and Schmidhuber, 1997; Gers et al., 2000). */
const lstm: Match = (terms, output, [hidden = -1]) =>
  either(terms.result(output, 'Mul'), (gate, bent) => {
    const last = gateOf(terms, gate);
    const outer = activated(terms, bent);
    if (last === undefined || outer === undefined) return undefined;
    return either(terms.result(outer.operand, 'Add', 'AddV2'), (kept, added) => {
      const memory = either(terms.result(kept, 'Mul'), (a, b) => {
        const [forget, cell] = [gateOf(terms, a), terms.argument(b)];
        return forget === undefined || cell === undefined ? undefined : { forget, cell };
      });
      const change = either(terms.result(added, 'Mul'), (a, b) => {
        const [input, candidate] = [gateOf(terms, a), activated(terms, b)];
        return input === undefined || candidate?.activation !== outer.activation ? undefined : { input, candidate: candidate.operand };
      }); // prettier-ignore
      if (memory === undefined || change === undefined) return undefined;
      const parts = [change.input, memory.forget, change.candidate, last].map((part) => partOf(terms, part));
      const [first] = parts;
      if (first === undefined || !parts.every((part) => part?.node === first.node)) return undefined;
      const products = inputAndState(terms, affine(terms, first.whole), hidden);
      return products && {
        kind: 'lstm',
        activation: outer.activation,
        gates: parts.map((part) => part?.position ?? 0),
        ...products,
        next: [output, outer.operand],
        states: [hidden, memory.cell],
      };
    });
  }); // prettier-ignore

/** z · h₋₁ + (1 − z) · act(x + r · h), with all products before the reset gate (Cho et al., 2014, as cuDNN has it). */
const gru: Match = (terms, output, [hidden = -1]) =>
  either(terms.result(output, 'Add', 'AddV2'), (kept, added) => {
    const update = either(terms.result(kept, 'Mul'), (a, b) => (terms.argument(b) === hidden ? a : undefined));
    const gate = update && gateOf(terms, update);
    if (update === undefined || gate === undefined) return undefined;
    const candidate = either(terms.result(added, 'Mul'), (a, b) => {
      const rest = terms.result(a, 'Sub')?.operands[1];
      const isRest = rest !== undefined && terms.term(rest)?.reference === terms.term(update)?.reference;
      return isRest ? activated(terms, b) : undefined;
    });
    if (candidate === undefined) return undefined;
    const sum = (reference: string) =>
      either(terms.result(reference, 'Add', 'AddV2'), (a, b) => {
        const [x, h] = [partOf(terms, a), partOf(terms, b)];
        const isInput = affine(terms, x?.whole ?? '').every(({ operand }) => terms.argument(operand) !== hidden);
        return x && h && isInput ? { x, h } : undefined;
      });
    const inner = either(terms.result(candidate.operand, 'Add', 'AddV2'), (a, b) => {
      const x = partOf(terms, a);
      const scaled = either(terms.result(b, 'Mul'), (r, part) => {
        const [reset, h] = [gateOf(terms, r), partOf(terms, part)];
        return reset === undefined || h === undefined ? undefined : { reset, h };
      });
      return x && scaled && { x, ...scaled };
    });
    const [first, second] = [sum(gate), inner && sum(inner.reset)];
    if (inner === undefined || first === undefined || second === undefined) return undefined;
    const [xs, hs] = [[first.x, second.x, inner.x], [first.h, second.h, inner.h]]; // prettier-ignore
    const gates = xs.map(({ position }) => position);
    if (!xs.every(({ node }) => node === first.x.node) || !hs.every(({ node, position }, i) => node === first.h.node && position === gates[i])) return undefined; // prettier-ignore
    const products = [...affine(terms, first.x.whole), ...affine(terms, first.h.whole)];
    const both = inputAndState(terms, products, hidden);
    return both && { kind: 'gru', activation: candidate.activation, gates, ...both, next: [output], states: [hidden] };
  });

/** act(x · w + h₋₁ · u + b) (Elman, 1990). */
const rnn: Match = (terms, output, [hidden = -1]) => {
  const outer = activated(terms, output);
  const products = outer && inputAndState(terms, affine(terms, outer.operand), hidden);
  return (
    products && {
      kind: 'rnn',
      activation: outer.activation,
      gates: [0],
      ...products,
      next: [output],
      states: [hidden],
    }
  );
};

/** The cell whose output `output` is, given the argument that holds the last output. */
export const cellOf = (terms: Terms, output: string, state: number): CellTerms | undefined =>
  [lstm, gru, rnn].map((match) => match(terms, output, [state])).find((found) => found !== undefined);

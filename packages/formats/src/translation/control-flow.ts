import { formatType, valueOf, type Graph, type ValueId } from '@tinyml/core';
import type { Emitter } from './emitter.ts';
import { TranslationError } from './translation-error.ts';

/** One truth value under the shape []. */
const truth = (to: Emitter, condition: ValueId): ValueId => {
  const { dtype, shape } = to.typeOf(condition);
  if (dtype !== 'bool' || shape.some((size) => size !== 1))
    throw new TranslationError(`its condition is ${dtype} [${shape.join(', ')}], not one truth value`);
  return to.reshaped(condition, []);
};

const resultTypes = (graph: Graph): string =>
  graph.outputs.map((id) => formatType(valueOf(graph, id).type)).join(', ') || 'nothing'; // prettier-ignore

/** Two ways, of which the condition chooses one when the model runs. Both may read `operands`, by their names outside. */
export const branching = (
  to: Emitter,
  condition: ValueId,
  operands: readonly ValueId[],
  ways: readonly [onTrue: () => readonly ValueId[], onFalse: () => readonly ValueId[]],
): readonly ValueId[] => {
  const graphs = ways.map((way, i) => to.nested(i === 0 ? 'then' : 'else', [], operands, () => way()));
  const [first = '', second = ''] = graphs.map(resultTypes);
  if (first !== second)
    throw new TranslationError(`its ways give ${first} and ${second}, and its condition depends on an input of the model`); // prettier-ignore
  return to.emitAll('if', {}, [truth(to, condition), ...operands], 'if', { graphs });
};

export interface Loop {
  /** The values that change from turn to turn, as they are at first. */
  readonly values: readonly ValueId[];
  /** What the loop reads of the graph around it, by its names there. */
  readonly operands: readonly ValueId[];
  /** Whether there is another turn: one truth value. */
  readonly condition: (values: readonly ValueId[]) => ValueId;
  /** The values of the next turn. */
  readonly body: (values: readonly ValueId[]) => readonly ValueId[];
}

/** A loop whose turns are known when the model runs; the values that it ends with. */
export const looping = (to: Emitter, { values, operands, condition, body }: Loop): readonly ValueId[] => {
  const graphs = [
    to.nested('condition', values, operands, (own) => [truth(to, condition(own))]),
    to.nested('body', values, operands, (own, read) => [...body(own), ...read]),
  ];
  return to.emitAll('while', {}, [...values, ...operands], 'while', { graphs }).slice(0, values.length);
};

import type { ValueId } from '@tinyml/core';
import { gruCell, lstmCell, rnnCell, type Cell } from '../../translation/recurrent.ts';
import type { StructuralCall } from '../structural/structural-operator.ts';
import { tensor, type TensorflowValue } from '../value.ts';
import { cellOf, type Affine, type CellTerms } from './cells.ts';
import { termsOf, type Terms } from './terms.ts';

/** What becomes of each argument of a loop's body in one turn. */
interface Turn {
  readonly terms: Terms;
  /** References to the next values. */
  readonly next: readonly string[];
  readonly cell: CellTerms;
  /** The argument that holds the sequence, and the one that counts steps through it. */
  readonly sequence: number;
  readonly step: number;
  /** Arguments that one is added to in each turn. */
  readonly counters: readonly number[];
  /** Arguments that lists are in which outputs are written, and whether all are, or the last alone. */
  readonly written: ReadonlyMap<number, 'all' | 'last'>;
}

/** The constant that a reference is; undefined for anything else. */
const constantOf = (terms: Terms, reference: string | undefined): number | undefined => {
  const proto = reference === undefined ? undefined : terms.result(reference, 'Const')?.node.attr.get('value')?.tensor;
  if (proto === undefined || (proto.shape?.dim.length ?? 0) > 0) return undefined;
  const view = proto.content && new DataView(proto.content.buffer, proto.content.byteOffset, proto.content.length);
  return proto.ints[0] ?? (view !== undefined && view.byteLength >= 4 ? view.getInt32(0, true) : 0);
};

const readTurn = (call: StructuralCall): Turn | undefined => {
  const definition = call.definition(call.attributes.func('body'));
  if (definition?.signature === undefined) return undefined;
  const terms = termsOf(definition);
  const returned = new Map(definition.ret.map(({ key, value }) => [key, value]));
  const next = definition.signature.outputs.map(({ name }) => returned.get(name) ?? name);
  const cells = next.flatMap((reference, state) => cellOf(terms, reference, state) ?? []);
  const [cell] = cells;
  if (cell === undefined) return undefined;
  const same = (a: string, b: string): boolean => terms.term(a)?.reference === terms.term(b)?.reference;
  if (!cell.states.every((state, i) => next[state] !== undefined && same(next[state], cell.next[i] ?? ''))) return undefined; // prettier-ignore
  const item = terms.result(cell.input.operand, 'TensorListGetItem');
  const [sequence, step] = [item?.operands[0], item?.operands[1]].map((operand) => operand === undefined ? undefined : terms.argument(operand)); // prettier-ignore
  if (sequence === undefined || step === undefined) return undefined;
  const counters: number[] = [];
  const written = new Map<number, 'all' | 'last'>();
  const isKnown = next.every((reference, argument) => {
    if (cell.states.includes(argument) || terms.argument(reference) === argument) return true;
    const sum = terms.result(reference, 'Add', 'AddV2');
    if (
      sum !== undefined &&
      terms.argument(sum.operands[0] ?? '') === argument &&
      constantOf(terms, sum.operands[1]) === 1
    ) {
      // prettier-ignore
      counters.push(argument);
      return true;
    }
    const [list = '', at = '', value = ''] = terms.result(reference, 'TensorListSetItem')?.operands ?? [];
    if (terms.argument(list) !== argument || !same(value, cell.next[0] ?? '')) return false;
    if (terms.argument(at) === step) written.set(argument, 'all');
    else if (constantOf(terms, at) === 0) written.set(argument, 'last');
    return written.has(argument);
  });
  return isKnown && counters.includes(step) ? { terms, next, cell, sequence, step, counters, written } : undefined;
};

/** How often the loop turns, where that is once for each step of its sequence, from the first. */
const countTurns = (call: StructuralCall, { counters, step }: Turn, steps: number): boolean => {
  const after = (turns: number): readonly TensorflowValue[] | undefined => {
    const values = call.operands.map((value, i) => {
      if (!counters.includes(i)) return value;
      const [start] = (value.kind === 'tensor' ? call.numbers(value.id) : undefined) ?? [];
      return start === undefined ? undefined : tensor(call.ints('counter', [], [start + turns]));
    });
    return values.every((value) => value !== undefined) ? values : undefined;
  };
  const goesOn = (turns: number): boolean | undefined => {
    const values = after(turns);
    const [condition] = values === undefined ? [] : call.call(call.attributes.func('cond'), values);
    const [number] = (condition?.kind === 'tensor' ? call.numbers(condition.id) : undefined) ?? [];
    return number === undefined ? undefined : number !== 0;
  };
  const first = call.operands[step];
  const begins = first?.kind === 'tensor' && call.numbers(first.id)?.[0] === 0;
  return begins && goesOn(0) === true && goesOn(steps - 1) === true && goesOn(steps) === false;
};

const kinds: Readonly<Record<CellTerms['kind'], Cell>> = { lstm: lstmCell, gru: gruCell, rnn: rnnCell };

/** The values of the weights, which no turn changes. */
const weightsOf = (call: StructuralCall, { terms, next, cell }: Turn) => {
  const changing = new Set(next.flatMap((reference, i) => (terms.argument(reference) === i ? [] : [i])));
  const valueOf = (reference: string): ValueId | undefined => {
    if (terms.depends(reference, changing)) return undefined;
    const [value] = call.part(call.attributes.func('body'), call.operands, [reference]);
    return value?.kind === 'tensor' ? value.id : undefined;
  };
  const biasOf = ({ biases }: Affine): ValueId | null | undefined => {
    const [first, second] = biases;
    if (first === undefined) return null;
    return second === undefined ? flat(call, valueOf(first)) : undefined;
  };
  const [input, recurrent] = [valueOf(cell.input.weights), valueOf(cell.recurrent.weights)];
  const [inputBias, recurrentBias] = [biasOf(cell.input), biasOf(cell.recurrent)];
  if (input === undefined || recurrent === undefined || inputBias === undefined || recurrentBias === undefined)
    return undefined;
  return { input: call.permuted(input, [1, 0]), recurrent: call.permuted(recurrent, [1, 0]), inputBias, recurrentBias };
};

/** A bias [1, n] as [n]. */
const flat = (call: StructuralCall, bias: ValueId | undefined): ValueId | undefined => {
  const shape = bias === undefined ? [] : call.shapeOf(bias);
  return bias === undefined || shape.length < 2 ? bias : call.reshaped(bias, shape.slice(-1));
};

/**
 * The recurrent layer that a loop is, as Keras writes them: each turn reads the next step of a sequence, computes a cell, and
 * writes its output. undefined for any other loop.
 */
export const recurrence = (call: StructuralCall): readonly TensorflowValue[] | undefined => {
  const turn = readTurn(call);
  const list = turn && call.operands[turn.sequence];
  if (turn === undefined || list?.kind !== 'list' || list.whole === undefined) return undefined;
  if (list.elements.some((element) => element !== undefined)) return undefined;
  const x = list.whole;
  const [steps = 0] = call.shapeOf(x);
  if (call.shapeOf(x).length !== 3 || !countTurns(call, turn, steps)) return undefined;
  const { cell, counters, written } = turn;
  const states = cell.states.flatMap((state) => {
    const value = call.operands[state];
    return value?.kind === 'tensor' ? [value.id] : [];
  });
  const weights = weightsOf(call, turn);
  if (weights === undefined || states.length !== cell.states.length) return undefined;
  const { kind, activation, gates } = cell;
  const [sequence, ...after] = kinds[kind](call, x, weights, states, { activation, gates, timeMajor: true, resetAfter: true }); // prettier-ignore
  const [last] = after;
  if (sequence === undefined || last === undefined) return undefined;
  return call.operands.map((value, i): TensorflowValue => {
    const state = after[cell.states.indexOf(i)];
    if (state !== undefined) return tensor(state);
    if (counters.includes(i)) {
      const [start = 0] = (value.kind === 'tensor' ? call.numbers(value.id) : undefined) ?? [];
      return tensor(call.ints('counter', [], [start + steps]));
    }
    const how = written.get(i);
    if (how === undefined || value.kind !== 'list') return value;
    if (how === 'last') return { kind: 'list', elements: [last] };
    return { kind: 'list', elements: new Array<undefined>(steps).fill(undefined), whole: sequence };
  });
};

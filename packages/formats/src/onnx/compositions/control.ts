import type { ValueId } from '@tinyml/core';
import { slicedAlong } from '../../translation/axes.ts';
import { branching, looping } from '../../translation/control-flow.ts';
import { TranslationError } from '../../translation/translation-error.ts';
import type { OnnxCall, OnnxOperator, OnnxOperators } from '../call.ts';
import type { GraphProto } from '../schema.ts';
import { plain } from './words.ts';

const mostTurns = 10_000;

/** undefined where it is known only when the model runs. */
const truthOf = (call: OnnxCall, id: ValueId | undefined): boolean | undefined => {
  if (id === undefined) return true;
  const known = call.numbers(id);
  return known === undefined ? undefined : known[0] !== 0;
};

const branch: OnnxOperator = (call) => {
  const [then, otherwise] = [call.attributes.graph('then_branch'), call.attributes.graph('else_branch')];
  const condition = call.operand(0);
  const truth = truthOf(call, condition);
  if (truth !== undefined) return call.inlined(truth ? then : otherwise, []);
  return branching(call, condition, call.captured, [() => call.inlined(then, []), () => call.inlined(otherwise, [])]);
};

/** Results of all turns one after another along a new axis. */
const stacked = (call: OnnxCall, parts: readonly ValueId[], axis = 0): ValueId => {
  if (parts.length === 0) throw new TranslationError('no turn gives a result');
  return call.emit('pack', { axis }, parts);
};

interface Turns {
  readonly body: GraphProto;
  /** Turns that were written out. */
  readonly turn: number;
  /** The greatest number of turns; undefined where there is none. */
  readonly limit: ValueId | undefined;
  readonly condition: ValueId | undefined;
  readonly carried: readonly ValueId[];
}

const yes = (call: OnnxCall): ValueId => call.constant('yes', { dtype: 'bool', shape: [] }, Uint8Array.of(1));

/** A number of turns as int32; more than that has are as many as a loop can take. */
const narrowed = (call: OnnxCall, limit: ValueId): ValueId => {
  const most = 2 ** 31 - 1;
  const [known] = call.numbers(limit) ?? [];
  if (known !== undefined) return call.ints('limit', [], [Math.min(most, known)]);
  const wide = call.constant('most', { dtype: 'int64', shape: [] }, BigInt64Array.of(BigInt(most)));
  const fits = call.emit('less', {}, [limit, wide]);
  return call.emit('select_v2', {}, [fits, call.cast(limit, 'int32'), call.ints('limit', [], [most])]);
};

/** Turns that are known when the model runs: a loop over a counter, the condition and what is carried. */
const loopFrom = (call: OnnxCall, { body, turn, limit, condition, carried }: Turns): readonly ValueId[] => {
  const most = limit === undefined ? [] : call.data(limit) === undefined ? [limit] : [];
  const [, , ...last] = looping(call, {
    values: [
      call.ints('turn', [], [turn]),
      condition === undefined ? yes(call) : call.reshaped(condition, []),
      ...carried,
    ],
    operands: [...new Set([...call.captured, ...most])],
    condition: ([index = '', goesOn = '']) => {
      if (limit === undefined) return goesOn;
      const narrow = narrowed(call, call.reshaped(limit, []));
      return call.emit('logical_and', {}, [call.emit('less', {}, [index, narrow]), goesOn]);
    },
    body: ([index = '', goesOn = '', ...values]) => {
      const [next = '', ...results] = call.inlined(body, [call.cast(index, 'int64'), goesOn, ...values]);
      const following = call.emit('add', plain, [index, call.ints('one', [], [1])]);
      return [following, call.reshaped(next, []), ...results.slice(0, carried.length)];
    },
  });
  return last;
};

/**
 * The body once for each turn, as long as the turns are known. From the first one that depends on an input they are a loop, which
 * has no memory for results of each turn: their number is not known.
 */
const loop: OnnxOperator = (call) => {
  const body = call.attributes.graph('body');
  const most = call.optional(0);
  const known = most === undefined ? mostTurns + 1 : call.numbers(most)?.[0];
  let condition = call.optional(1);
  let carried = call.operands.slice(2).map((_, i) => call.operand(i + 2));
  const scans: ValueId[][] = Array.from({ length: body.output.length - 1 - carried.length }, () => []);
  for (let turn = 0; ; turn++) {
    const goesOn = truthOf(call, condition);
    if (goesOn === false || (known !== undefined && turn >= known)) break;
    if (goesOn === undefined || known === undefined) {
      if (scans.some((_, i) => call.wants(carried.length + i)))
        throw new TranslationError('its turns depend on an input of the model, and so does the size of what it gives of each turn'); // prettier-ignore
      return [...loopFrom(call, { body, turn, limit: most, condition, carried }), ...scans.map(() => '')];
    }
    if (turn >= mostTurns) throw new TranslationError(`it has more than ${String(mostTurns)} turns`);
    const index = call.constant('turn', { dtype: 'int64', shape: [] }, BigInt64Array.of(BigInt(turn)));
    const [next, ...results] = call.inlined(body, [index, yes(call), ...carried]);
    condition = next;
    const count = carried.length;
    carried = results.slice(0, count);
    results.slice(count).forEach((result, i) => scans[i]?.push(result));
  }
  return [...carried, ...scans.map((parts, i) => (call.wants(carried.length + i) ? stacked(call, parts) : ''))];
};

/** The body once for each element along the scanned axes. */
const scan: OnnxOperator = (call) => {
  const { attributes } = call;
  const body = attributes.graph('body');
  const count = attributes.int('num_scan_inputs', 1);
  if (call.version < 9)
    throw new TranslationError(`version ${String(call.version)} of its operator set is not supported`);
  const operands = call.operands.map((_, i) => call.operand(i));
  let carried = operands.slice(0, operands.length - count);
  const scanned = operands.slice(operands.length - count);
  const list = (name: string, length: number): readonly number[] =>
    attributes.ints(name) ?? new Array<number>(length).fill(0);
  const inputAxes = list('scan_input_axes', count).map((axis, i) => call.axisOf(scanned[i] ?? '', axis));
  const inputTurns = list('scan_input_directions', count);
  const results = body.output.length - carried.length;
  const [outputAxes, outputTurns] = [list('scan_output_axes', results), list('scan_output_directions', results)];
  const turns = call.shapeOf(scanned[0] ?? '')[inputAxes[0] ?? 0] ?? 0;
  if (turns > mostTurns) throw new TranslationError(`it has more than ${String(mostTurns)} turns`);
  const scans: ValueId[][] = Array.from({ length: results }, () => []);
  for (let turn = 0; turn < turns; turn++) {
    const elements = scanned.map((x, i) => {
      const axis = inputAxes[i] ?? 0;
      const part = slicedAlong(call, x, axis, inputTurns[i] === 1 ? turns - 1 - turn : turn, 1);
      return call.reshaped(part, call.shapeOf(part).toSpliced(axis, 1));
    });
    const given = call.inlined(body, [...carried, ...elements]);
    carried = given.slice(0, carried.length);
    given.slice(carried.length).forEach((result, i) => scans[i]?.push(result));
  }
  return [
    ...carried,
    ...scans.map((parts, i) => {
      const [first = ''] = parts;
      const axis = outputAxes[i] ?? 0;
      return stacked(call, outputTurns[i] === 1 ? [...parts].reverse() : parts, axis < 0 ? axis + call.rankOf(first) + 1 : axis); // prettier-ignore
    }),
  ];
};

export const control: OnnxOperators = { If: branch, Loop: loop, Scan: scan };

import type { ValueId } from '@tinyml/core';
import { slicedAlong } from '../../translation/axes.ts';
import { TranslationError } from '../../translation/translation-error.ts';
import type { OnnxCall, OnnxOperator, OnnxOperators } from '../call.ts';

const mostTurns = 10_000;

const truthOf = (call: OnnxCall, id: ValueId | undefined): boolean => {
  if (id === undefined) return true;
  const known = call.numbers(id);
  if (known === undefined) throw new TranslationError('its condition depends on an input of the model');
  return known[0] !== 0;
};

const branch: OnnxOperator = (call) => {
  const way = truthOf(call, call.operand(0)) ? 'then_branch' : 'else_branch';
  call.attributes.ignore('then_branch', 'else_branch');
  return call.nested(call.attributes.graph(way), []);
};

/** Results of all turns one after another along a new axis. */
const stacked = (call: OnnxCall, parts: readonly ValueId[], axis = 0): ValueId => {
  if (parts.length === 0) throw new TranslationError('no turn gives a result');
  return call.emit('pack', { axis }, parts);
};

/** The body once for each turn. */
const loop: OnnxOperator = (call) => {
  const body = call.attributes.graph('body');
  const limit = call.optional(0) === undefined ? mostTurns + 1 : (call.known(0, 'trip count')?.[0] ?? 0);
  let goesOn = truthOf(call, call.optional(1));
  let carried = call.operands.slice(2).map((_, i) => call.operand(i + 2));
  const scans: ValueId[][] = Array.from({ length: body.output.length - 1 - carried.length }, () => []);
  for (let turn = 0; turn < limit && goesOn; turn++) {
    if (turn >= mostTurns) throw new TranslationError(`it has more than ${String(mostTurns)} turns`);
    const index = call.constant('turn', { dtype: 'int64', shape: [] }, BigInt64Array.of(BigInt(turn)));
    const condition = call.constant('condition', { dtype: 'bool', shape: [] }, Uint8Array.of(1));
    const [next, ...results] = call.nested(body, [index, condition, ...carried]);
    goesOn = truthOf(call, next);
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
    const given = call.nested(body, [...carried, ...elements]);
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

import type { ValueId } from '@tinyml/core';
import { slicedAlong } from '../../translation/axes.ts';
import { TranslationError } from '../../translation/translation-error.ts';
import { listOf, tensor, tensorOf, type TensorList } from '../value.ts';
import type { StructuralCall, StructuralOperators } from './structural-operator.ts';

const mostElements = 10_000;

const positionOf = ({ numbers }: StructuralCall, value: StructuralCall['operands'][number] | undefined): number => {
  const [position] = numbers(tensorOf(value)) ?? [];
  if (position === undefined) throw new TranslationError('its index depends on an input of the model');
  return position;
};

/** Element `at`, which may still be a part of a tensor. */
const elementOf = (call: StructuralCall, { elements, whole }: TensorList, at: number): ValueId => {
  const own = elements[at];
  if (own !== undefined) return own;
  if (whole === undefined || at < 0 || at >= elements.length)
    throw new TranslationError(`there is no element ${String(at)} in the list`);
  return call.reshaped(slicedAlong(call, whole, 0, at, 1), call.shapeOf(whole).slice(1));
};

const empty = (count: number): TensorList => {
  if (!(count >= 0 && count <= mostElements)) throw new TranslationError(`a list of ${String(count)} elements`);
  return { kind: 'list', elements: new Array<undefined>(count).fill(undefined) };
};

export const listOperators: StructuralOperators = {
  EmptyTensorList: () => [empty(0)],
  TensorListReserve: (call) => [empty(positionOf(call, call.operands[1]))],
  TensorListFromTensor(call) {
    const whole = tensorOf(call.operands[0]);
    return [{ ...empty(call.shapeOf(whole)[0] ?? 0), whole }];
  },
  TensorListGetItem: (call) => [tensor(elementOf(call, listOf(call.operands[0]), positionOf(call, call.operands[1])))],
  TensorListSetItem(call) {
    const list = listOf(call.operands[0]);
    const at = positionOf(call, call.operands[1]);
    if (at < 0 || at >= list.elements.length)
      throw new TranslationError(`there is no element ${String(at)} in the list`);
    return [{ ...list, elements: list.elements.with(at, tensorOf(call.operands[2])) }];
  },
  TensorListPushBack(call) {
    const list = listOf(call.operands[0]);
    if (list.elements.length >= mostElements) throw new TranslationError('the list is too long');
    return [{ kind: 'list', elements: [...list.elements.map((_, i) => elementOf(call, list, i)), tensorOf(call.operands[1])] }]; // prettier-ignore
  },
  TensorListLength: (call) => [tensor(call.ints('length', [], [listOf(call.operands[0]).elements.length]))],
  TensorListStack(call) {
    const list = listOf(call.operands[0]);
    const { elements, whole } = list;
    if (whole !== undefined && elements.every((element) => element === undefined)) return [tensor(whole)];
    const [first] = elements;
    if (first === undefined) throw new TranslationError('the list has elements that nothing has written');
    return [tensor(call.emit('pack', { axis: 0 }, elements.map((_, i) => elementOf(call, list, i))))]; // prettier-ignore
  },
};

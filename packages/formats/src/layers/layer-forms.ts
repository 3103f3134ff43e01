import type { LayerForms, OperatorTable } from '@tinyml/core';
import { kerasTableOf } from '../keras/table.ts';

const forms = new WeakMap<OperatorTable, LayerForms>();

/** The layers that a manifest's `model: { layers }` may name where there are these operators. */
export const layerFormsOf = (operators: OperatorTable): LayerForms => {
  const known = forms.get(operators) ?? Object.fromEntries(kerasTableOf(operators).described);
  forms.set(operators, known);
  return known;
};

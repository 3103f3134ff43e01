import type { Diagnostic } from '@tinyml/core';

const error = (code: Diagnostic['code'], message: string, hint: string): Diagnostic => ({
  code,
  severity: 'error',
  message,
  hint,
});

/** TML301 for layers that have one reason in common, each with its operator. */
export const unsupportedLayers = (
  layers: readonly { readonly name: string; readonly operator: string }[],
  reason: string,
  hint: string,
): Diagnostic => {
  const names = new Map<string, string[]>();
  for (const { name, operator } of layers) names.set(operator, [...(names.get(operator) ?? []), name]);
  const list = [...names].map(([operator, some]) => `${operator} (${some.join(', ')})`);
  return error('TML301', `${list.join(', ')}: ${reason}`, hint);
};

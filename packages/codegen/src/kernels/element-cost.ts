import type { Core, Cost } from '@tinyml/core';

const withoutFloats: readonly Core[] = [
  'cortex-m0',
  'cortex-m0plus',
  'cortex-m3',
  'cortex-m4',
  'rv32imc',
  'rv32imac',
  'avr',
];

/** Instructions of one floating-point operation in software, about. */
const softFloat = 40;

/** Of one element: integer instructions and, on a core that has none in hardware, floating-point operations. */
export interface ElementCost {
  readonly integer: number;
  readonly float: number;
}

/** A coarse estimate for `count` elements: loads and branches make a cycle count about a quarter higher. */
export const elementCost = (core: Core, count: number, element: ElementCost): Cost => {
  const each = element.integer + element.float * (withoutFloats.includes(core) ? softFloat : 1);
  const instructions = Math.round(20 + count * each);
  return { instructions, cycles: Math.round(instructions * 1.25) };
};

import type { Instruction, InstructionSet } from './instruction-set.ts';

/**
 * Cycles of RISC-V instructions on a core that issues one a cycle, in order: a model, not a device's data sheet. A load
 * takes 2 (its result is late by one), a division 33, a floating-point division 20, whatever leaves the straight path 2 more.
 */

const listed = /^0x([0-9a-f]+): {2}([0-9a-f]+) +(\S+) *(.*)$/;

const cyclesOf = ({ mnemonic }: Instruction): number => {
  const name = mnemonic.replace(/^c\./, '');
  if (/^(l[bhwd]u?|fl[wd])(sp)?$/.test(name)) return 2;
  if (/^(div|rem)/.test(name)) return 33;
  if (/^f(div|sqrt)/.test(name)) return 20;
  return 1;
};

const read = (lines: readonly string[]): readonly Instruction[] | undefined => {
  const instructions: Instruction[] = [];
  for (const line of lines) {
    const [whole, at = '', bits = '', mnemonic = '', operands = ''] = listed.exec(line) ?? [];
    if (whole === undefined) return undefined;
    instructions.push({ address: Number.parseInt(at, 16), size: bits.length / 2, mnemonic, operands });
  }
  return instructions;
};

export const riscV: InstructionSet = {
  read,
  cycles: (instructions) => instructions.map(cyclesOf),
  taken: () => 2,
};

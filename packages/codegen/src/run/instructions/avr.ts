import type { Instruction, InstructionSet } from './instruction-set.ts';

/**
 * Cycles of AVR instructions with internal SRAM, after Microchip's "AVR Instruction Set Manual" (DS40002198), column AVRe:
 * these cores have no cache and no wait states, so that the sum is what a device takes. `longCalls`: a program counter of
 * 22 bits (flash beyond 128 KiB), with which calls and returns take one more.
 */

const listed = /^0x([0-9a-f]+): {2}(\S+) *(.*)$/;

const twoWords = new Set(['JMP', 'CALL', 'LDS', 'STS']);
const two = new Set(['ADIW', 'SBIW', 'MUL', 'MULS', 'MULSU', 'FMUL', 'FMULS', 'FMULSU', 'RJMP', 'IJMP', 'EIJMP', 'SBI', 'CBI', 'PUSH', 'POP', 'LDS', 'STS']); // prettier-ignore
const three = new Set(['LPM1', 'LPM2', 'LPMX', 'ELPM1', 'ELPM2', 'ELPMX', 'JMP', 'RCALL', 'ICALL']);
const calls = new Set(['RCALL', 'ICALL', 'EICALL', 'CALL', 'RET', 'RETI']);
const jumps = new Set(['RJMP', 'IJMP', 'EIJMP', 'JMP', ...calls]);

const cyclesOf = ({ mnemonic }: Instruction, longCalls: boolean): number => {
  const more = longCalls && calls.has(mnemonic) ? 1 : 0;
  if (mnemonic === 'CALL' || mnemonic === 'RET' || mnemonic === 'RETI' || mnemonic === 'EICALL') return 4 + more;
  if (three.has(mnemonic)) return 3 + more;
  if (two.has(mnemonic) || /^(LD|LDD|ST|STD)[XYZ123]*$/.test(mnemonic)) return 2;
  return 1;
};

const read = (lines: readonly string[]): readonly Instruction[] | undefined => {
  const instructions: Instruction[] = [];
  for (const line of lines) {
    const [whole, at = '', mnemonic = '', operands = ''] = listed.exec(line) ?? [];
    if (whole === undefined) return undefined;
    const size = twoWords.has(mnemonic) ? 4 : 2;
    instructions.push({ address: Number.parseInt(at, 16), size, mnemonic, operands });
  }
  return instructions;
};

export const avr = (longCalls: boolean): InstructionSet => ({
  read,
  cycles: (instructions) => instructions.map((instruction) => cyclesOf(instruction, longCalls)),
  // A branch or a skip that is taken; jumps have it in their own.
  taken: ({ mnemonic }) => (jumps.has(mnemonic) ? 0 : 1),
});

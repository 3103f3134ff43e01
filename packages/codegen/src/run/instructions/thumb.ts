import type { Instruction, InstructionSet } from './instruction-set.ts';

/**
 * Cycles of Thumb-2 instructions by class, after the Cortex-M4's technical reference manual (no wait states): a single
 * load takes 2, or 1 right after another one whose result is not its address; a store, arithmetic, multiplication and
 * the DSP instructions take 1, n registers at once 1 + n, a division 6 (2 to 12), VFMA 3, VDIV and VSQRT 14.
 */

const manyRegisters = /^v?(ldm|stm|push|pop)/;
const fusedMultiply = /^v(fma|fms|mla|mls|fnm|nml)/;
const longFloat = /^v(div|sqrt)/;
const ifThen = /^it[te]*$/;

/** Registers of a list, in words: `{r4-r6, lr}` is 4, `{d0-d1}` is 4. */
const listedWords = (operands: string): number => {
  const list = /\{([^}]*)\}/.exec(operands)?.[1];
  if (list === undefined) return 0;
  return list.split(',').reduce((sum, part) => {
    const [, first, last] = /\D(\d+)-\D(\d+)/.exec(part) ?? [];
    const registers = first === undefined ? 1 : Number(last) - Number(first) + 1;
    return sum + registers * (part.trim().startsWith('d') ? 2 : 1);
  }, 0);
};

const isSingleLoad = (mnemonic: string): boolean => /^v?ldr/.test(mnemonic) && !mnemonic.startsWith('ldrd');

/** `loaded`: where the instruction before put the word that it loaded; undefined if it was no load. */
const cyclesAfter = ({ mnemonic, operands }: Instruction, loaded: string | undefined): number => {
  if (isSingleLoad(mnemonic)) {
    const address = operands.includes('[') ? operands.slice(operands.indexOf('[')) : '';
    return loaded !== undefined && !address.split(/\W+/).includes(loaded) ? 1 : 2;
  }
  if (/^(ld|st)rd/.test(mnemonic)) return 3;
  if (manyRegisters.test(mnemonic)) return 1 + listedWords(operands);
  if (/^[su]div/.test(mnemonic)) return 6;
  if (longFloat.test(mnemonic)) return 14;
  if (fusedMultiply.test(mnemonic)) return 3;
  return ifThen.test(mnemonic) ? 0 : 1;
};

const cycles = (instructions: readonly Instruction[]): readonly number[] => {
  let loaded: string | undefined;
  return instructions.map((instruction) => {
    const cycles = cyclesAfter(instruction, loaded);
    loaded = isSingleLoad(instruction.mnemonic) ? (instruction.operands.split(',')[0] ?? '').trim() : undefined;
    return cycles;
  });
};

const listed = /^0x([0-9a-f]+): {2}([0-9a-f]{4})( [0-9a-f]{4})? +(\S+) *(.*)$/;

/** Bits 15 to 11 of the first half of an instruction of 32 bits. */
const isWide = (half: number): boolean => half >>> 11 >= 0b11101;

interface Half {
  readonly address: number;
  readonly bits: number;
  /** Where a line begins here. */
  readonly text?: readonly [mnemonic: string, operands: string, size: number];
}

/**
 * QEMU's disassembler does not know Helium: it shows the first half of such an instruction as data and takes the second
 * one for another instruction. The halves themselves tell where instructions begin.
 */
const read = (lines: readonly string[]): readonly Instruction[] | undefined => {
  const halves: Half[] = [];
  for (const line of lines) {
    const match = listed.exec(line);
    if (match === null) return undefined;
    const [, at = '', low = '', high = '', mnemonic = '', operands = ''] = match;
    const address = Number.parseInt(at, 16);
    const size = high === '' ? 2 : 4;
    halves.push({ address, bits: Number.parseInt(low, 16), text: [mnemonic, operands, size] });
    if (high !== '') halves.push({ address: address + 2, bits: Number.parseInt(high, 16) });
  }
  const instructions: Instruction[] = [];
  for (let i = 0; i < halves.length;) {
    const { address, bits, text } = halves[i] as Half;
    const size = isWide(bits) ? 4 : 2;
    const known = text?.[2] === size;
    instructions.push({ address, size, mnemonic: known ? text[0] : 'unknown', operands: known ? text[1] : '' });
    i += size / 2;
  }
  return instructions;
};

/** Thumb-2. A taken branch fills the pipeline again. */
export const thumb: InstructionSet = { read, cycles, taken: () => 2 };

/**
 * Cycles of Thumb-2 instructions by class, after the Cortex-M4's technical reference manual (no wait states): a single
 * load takes 2, or 1 right after another one whose result is not its address; a store, arithmetic, multiplication and
 * the DSP instructions take 1, n registers at once 1 + n, a division 6 (2 to 12), VFMA 3, VDIV and VSQRT 14.
 */

export interface Instruction {
  readonly address: number;
  /** Bytes. */
  readonly size: number;
  readonly mnemonic: string;
  readonly operands: string;
}

/** What a branch costs more when it is taken: the pipeline is filled again. */
export const takenBranchCycles = 2;

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

/** Cycles of each instruction of a straight piece of code; what a branch at its end costs when taken is not in it. */
export const instructionCycles = (instructions: readonly Instruction[]): readonly number[] => {
  let loaded: string | undefined;
  return instructions.map((instruction) => {
    const cycles = cyclesAfter(instruction, loaded);
    loaded = isSingleLoad(instruction.mnemonic) ? (instruction.operands.split(',')[0] ?? '').trim() : undefined;
    return cycles;
  });
};

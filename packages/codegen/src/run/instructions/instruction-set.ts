/** An instruction as QEMU lists it when it translates a block. */
export interface Instruction {
  readonly address: number;
  /** Bytes. */
  readonly size: number;
  readonly mnemonic: string;
  readonly operands: string;
}

/** How QEMU lists the instructions of a kind of core, and what they cost. */
export interface InstructionSet {
  /** The instructions of a block from the lines that list it; undefined where a line cannot be read. */
  read(lines: readonly string[]): readonly Instruction[] | undefined;
  /** Cycles of each instruction of a straight piece of code; what a branch at its end costs when taken is not in it. */
  cycles(instructions: readonly Instruction[]): readonly number[];
  /** Further cycles where the code does not go on after `last`. */
  taken(last: Instruction): number;
}

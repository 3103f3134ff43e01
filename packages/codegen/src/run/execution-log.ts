import { TinymlError } from '@tinyml/core';
import { toolFailed } from '../diagnostics/kernels.ts';
import type { Instruction, InstructionSet } from './instructions/instruction-set.ts';

/** A count of what was executed. */
export interface Executed {
  readonly instructions: number;
  readonly cycles: number;
}

/** What makes QEMU write the log that is read here: each block of code when it is translated, and whenever it runs. */
export const executionLog = ['-d', 'exec,nochain,in_asm'];

/** A named place in the code, which may lie within a block: an instruction that does nothing and is not counted. */
export interface CodeMark {
  readonly address: number;
  readonly name: string;
}

/** A piece of a translated block: from its start, or a mark, to the next mark or its end. */
interface Piece extends Executed {
  /** The mark at its start. */
  readonly mark: string | undefined;
}

interface Block {
  readonly start: number;
  readonly end: number;
  /** Further cycles where what runs next does not follow it in memory. */
  readonly taken: number;
  readonly pieces: readonly Piece[];
}

const blockOf = (
  instructions: readonly Instruction[],
  set: InstructionSet,
  marks: ReadonlyMap<number, string>,
): Block => {
  const cycles = set.cycles(instructions);
  const pieces: { mark: string | undefined; instructions: number; cycles: number }[] = [];
  instructions.forEach(({ address }, index) => {
    const mark = marks.get(address);
    if (index === 0 || mark !== undefined) pieces.push({ mark, instructions: 0, cycles: 0 });
    if (mark !== undefined) return;
    const piece = pieces.at(-1) as (typeof pieces)[number];
    piece.instructions += 1;
    piece.cycles += cycles[index] ?? 0;
  });
  const last = instructions.at(-1);
  return {
    start: instructions[0]?.address ?? 0,
    end: last === undefined ? 0 : last.address + last.size,
    taken: last === undefined ? 0 : set.taken(last),
    pieces,
  };
};

const runs = /^Trace \d+: (0x[0-9a-f]+) \[[0-9a-f]+\/([0-9a-f]+)\//;

const unreadable = (line: string): TinymlError =>
  new TinymlError(toolFailed('QEMU', 'tell what it runs (a QEMU built without capstone?)', line));

/**
 * Reads QEMU's log piece by piece, keeping the translated blocks only. Whenever the program passes a mark, what it
 * executed since the mark before is credited to that mark's name: repeated marks add up.
 */
export const readExecutionLog = (marks: readonly CodeMark[], set: InstructionSet) => {
  const at = new Map(marks.map(({ address, name }) => [address, name]));
  const credited = new Map<string, { instructions: number; cycles: number }>();
  const blocks = new Map<string, Block>();
  const others: string[] = [];
  let rest = '';
  let translated: string[] = [];
  let last: Block | undefined;
  let since = { instructions: 0, cycles: 0 };

  const credit = (name: string): void => {
    const sum = credited.get(name) ?? { instructions: 0, cycles: 0 };
    sum.instructions += since.instructions;
    sum.cycles += since.cycles;
    credited.set(name, sum);
    since = { instructions: 0, cycles: 0 };
  };
  const run = (block: Block): void => {
    if (last !== undefined && last.end !== block.start) since.cycles += last.taken;
    for (const { mark, instructions, cycles } of block.pieces) {
      if (mark !== undefined) credit(mark);
      since.instructions += instructions;
      since.cycles += cycles;
    }
    last = block;
  };
  const readLine = (line: string): void => {
    if (line.startsWith('Trace')) {
      const [, host = ''] = runs.exec(line) ?? [];
      if (translated.length > 0) {
        const instructions = set.read(translated);
        if (instructions === undefined) throw unreadable(translated.join('\n'));
        blocks.set(host, blockOf(instructions, set, at));
        translated = [];
      }
      const block = blocks.get(host);
      if (block === undefined) throw unreadable(line);
      run(block);
    } else if (line.startsWith('0x')) translated.push(line);
    else if (line.startsWith('IN:')) translated = [];
    else if (line !== '' && !line.startsWith('---')) others.push(line);
  };

  return {
    /** Takes the next part of the log; it may end anywhere. */
    push(chunk: string): void {
      const lines = `${rest}${chunk}`.split('\n');
      rest = lines.pop() ?? '';
      lines.forEach(readLine);
    },
    /** Executed before each mark, by its name. */
    credited: credited as ReadonlyMap<string, Executed>,
    /** Lines that are not the log's: what the program wrote itself. */
    others: others as readonly string[],
  };
};

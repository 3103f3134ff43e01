import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { recordParts } from '@tinyml/codegen';
import { emittedProgram } from '../../packages/cli/src/emitted-program.ts';
import { buildForMeasuring } from '../build-for-measuring.ts';
import { passesOf, type Judged } from './judged.ts';
import { linkedSize } from './linked-program.ts';

/** Bytes, estimated and linked. */
export interface Compared {
  readonly estimated: number;
  readonly linked: number;
}

/** A program with its estimates and what came of it. RAM is arena, variables and the stack of one inference. */
export interface Verdict extends Judged {
  readonly flash: Compared;
  readonly ram: Compared;
}

/** Builds the program as its users would, links it, runs it in QEMU. */
export const judge = async (shared: string, judged: Judged): Promise<Verdict> => {
  const out = mkdtempSync(join(tmpdir(), 'tinyml-judge-'));
  try {
    const { core, form, path, priority } = judged;
    const result = await buildForMeasuring(
      `version: 1\nname: m\nmodel: ${join(shared, path)}\ntarget: { core: ${core} }\npriority: ${priority}\npasses: ${passesOf[form]}\n`,
      out,
    );
    const { files, program } = emittedProgram(result);
    const { memory } = recordParts(program, { budget: { flash: null, ram: null } });
    const linked = await linkedSize(files, program);
    const compared = (estimated: number | null, bytes: number): Compared => ({
      estimated: estimated ?? NaN,
      linked: bytes,
    });
    return { ...judged, flash: compared(memory.flash, linked.flash), ram: compared(memory.ram, linked.ram) };
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
};

/** How far the estimate is off, as a share of the linked size; positive: too much. */
export const errorOf = ({ estimated, linked }: Compared): number => estimated / linked - 1;

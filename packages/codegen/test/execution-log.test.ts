import { describe, expect, test } from '@jest/globals';
import { readExecutionLog } from '../src/run/execution-log.ts';
import { instructionCycles, type Instruction } from '../src/run/instruction-cycles.ts';

const code = (...lines: readonly string[]): readonly Instruction[] =>
  lines.map((line, index) => {
    const [mnemonic = '', ...operands] = line.split(' ');
    return { address: 4 * index, size: 4, mnemonic, operands: operands.join(' ') };
  });

describe('cycles by class of instruction', () => {
  test.each([
    [
      [2, 1, 1, 1],
      ['ldr r0, [r1]', 'ldrsb.w r2, [r3, #1]!', 'str r0, [r1]', 'smlad r4, r5, r6, r4'],
    ],
    // The second load waits for its address.
    [
      [2, 2],
      ['ldr r0, [r1]', 'ldr r2, [r0]'],
    ],
    [
      [3, 3, 5, 6, 3],
      ['ldrd r0, r1, [r2]', 'strd r0, r1, [r2]', 'ldm r0!, {r4-r7}', 'push.w {r4-r7, lr}', 'vpush {d8}'],
    ],
    [
      [5, 2, 1, 3, 14],
      ['vldm r0!, {s0-s3}', 'vldr s4, [r1]', 'vadd.f32 s0, s1, s2', 'vfma.f32 s0, s1, s2', 'vdiv.f32 s0, s1, s2'],
    ],
    [
      [6, 1, 0, 2, 1],
      ['sdiv r0, r1, r2', 'mul r0, r1, r2', 'itt eq', 'ldreq r0, [r1]', 'moveq r2, r3'],
    ],
  ])('%j', (cycles, lines) => {
    expect(instructionCycles(code(...lines))).toEqual(cycles);
  });
});

const listing = (start: number, ...lines: readonly string[]): string =>
  `----------------\nIN: f\n${lines
    .map((line, i) => `0x${(start + 2 * i).toString(16).padStart(8, '0')}:  4770       ${line}\n`)
    .join('')}\n`;
const ran = (block: number, address: number): string =>
  `Trace 0: 0x7f${String(block)} [00800408/${address.toString(16).padStart(8, '0')}/00000110/ff000200] f\n`;

describe('the execution log', () => {
  const log =
    listing(0x100, 'adds     r0, #1', 'subs     r1, #1', 'bne      #0x100') +
    ran(1, 0x100) +
    ran(1, 0x100) +
    'hello\n' +
    listing(0x106, 'nop', 'nop', 'ldr      r0, [r1]', 'bx       lr') +
    ran(2, 0x106) +
    listing(0x200, 'nop') +
    ran(3, 0x200);

  test('what runs before a mark is credited to it, also within a block; repeated marks add up', () => {
    const reader = readExecutionLog([
      { address: 0x102, name: 'loop' },
      { address: 0x106, name: 'a' },
      { address: 0x108, name: 'empty' },
      { address: 0x200, name: 'end' },
    ]);
    for (let at = 0; at < log.length; at += 7) reader.push(log.slice(at, at + 7));
    expect(Object.fromEntries(reader.credited)).toEqual({
      loop: { instructions: 3, cycles: 5 },
      a: { instructions: 1, cycles: 1 },
      empty: { instructions: 0, cycles: 0 },
      end: { instructions: 2, cycles: 5 },
    });
    expect(reader.others).toEqual(['hello']);
  });

  test('a log without disassembly is an error that says so', () => {
    expect(() => {
      readExecutionLog([]).push('IN: f\n0x00000100:  OBJD-T: 4770\n');
    }).toThrow(/qemu-system-arm could not/);
  });
});

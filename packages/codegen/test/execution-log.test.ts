import { describe, expect, test } from '@jest/globals';
import { readExecutionLog } from '../src/run/execution-log.ts';
import { avr } from '../src/run/instructions/avr.ts';
import type { Instruction } from '../src/run/instructions/instruction-set.ts';
import { riscV } from '../src/run/instructions/risc-v.ts';
import { thumb } from '../src/run/instructions/thumb.ts';

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
    expect(thumb.cycles(code(...lines))).toEqual(cycles);
  });
});

describe('what QEMU lists', () => {
  test('Helium, which its disassembler does not know: instructions begin where their bits say', () => {
    const lines = [
      '0x0000013c:  ecb1 7e10  ldc      p14, c7, [r1], #0x40',
      '0x00000144:  eef6       .byte    0xf6, 0xee',
      '0x00000146:  2f24       cmp      r7, #0x24',
      '0x00000148:  f00f       .byte    0x0f, 0xf0',
      '0x0000014a:  c009       stm      r0!, {r0, r3}',
      '0x0000014c:  2000       movs     r0, #0',
    ];
    expect(thumb.read(lines)?.map(({ address, mnemonic, size }) => [address, size, mnemonic])).toEqual([
      [0x13c, 4, 'ldc'],
      [0x144, 4, 'unknown'],
      [0x148, 4, 'unknown'],
      [0x14c, 2, 'movs'],
    ]);
  });

  test('AVR: sizes, and cycles of the data sheet', () => {
    const lines = ['LDI r17, 1', 'LPM2 r18, Z', 'LDDY r1, Y+1', 'MUL r1, r2', 'CALL 0x100', 'RET', 'BRNE .-10'];
    const listed = lines.map((line, i) => `0x${(2 * i).toString(16).padStart(8, '0')}:  ${line}`);
    const read = avr(false).read(listed) ?? [];
    expect(read.map(({ size }) => size)).toEqual([2, 2, 2, 2, 4, 2, 2]);
    expect(avr(false).cycles(read)).toEqual([1, 3, 2, 2, 4, 4, 1]);
    expect(avr(true).cycles(read)).toEqual([1, 3, 2, 2, 5, 5, 1]);
    expect(read.map((last) => avr(false).taken(last))).toEqual([1, 1, 1, 1, 0, 0, 1]);
  });

  test('RISC-V: compressed instructions are short', () => {
    const read = riscV.read([
      '0x80000000:  00000297          auipc           t0,0',
      '0x80000004:  4501              c.li   a0,0',
    ]);
    expect(read?.map(({ address, size }) => [address, size])).toEqual([
      [0x80000000, 4],
      [0x80000004, 2],
    ]);
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
    const reader = readExecutionLog(
      [
        { address: 0x102, name: 'loop' },
        { address: 0x106, name: 'a' },
        { address: 0x108, name: 'empty' },
        { address: 0x200, name: 'end' },
      ],
      thumb,
    );
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
      readExecutionLog([], thumb).push(`IN: f\n0x00000100:  OBJD-T: 4770\n${ran(1, 0x100)}`);
    }).toThrow(/QEMU could not/);
  });
});

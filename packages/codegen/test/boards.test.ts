import { describe, expect, test } from '@jest/globals';
import { cores } from '@tinyml/core';
import { boards } from '../src/boards.ts';

describe('boards', () => {
  test('are sorted by id, each once', () => {
    const ids = boards.map((board) => board.id);
    expect(ids).toEqual([...new Set(ids)].sort());
    expect(ids.length).toBeGreaterThanOrEqual(40);
  });

  test('name a known core and plausible sizes', () => {
    for (const board of boards) {
      expect(cores).toContain(board.core);
      expect(board.ram).toBeGreaterThanOrEqual(2048);
      expect(board.flash).toBeGreaterThanOrEqual(board.ram);
      expect(board.clockHz).toBeGreaterThanOrEqual(16e6);
    }
  });

  test('include those that QEMU emulates, without a framework', () => {
    const emulated = boards.filter((board) => board.platform === 'qemu');
    expect(emulated.map((board) => [board.id, board.framework])).toEqual([
      ['mps2-an386', null],
      ['mps2-an500', null],
      ['mps3-an547', null],
    ]);
  });
});

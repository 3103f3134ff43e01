import { describe, expect, test } from '@jest/globals';
import type { Kernel, KernelRequest, Target } from '@tinyml/core';
import { attempts, firstThatFits, type Attempt } from '../src/lower/attempts.ts';
import type { UnitCall } from '../src/select/selected.ts';
import { host } from './toy/graph.ts';

/** One unit whose kernel has this name; the arena that it takes is looked up by it. */
const unit = (name: string): UnitCall => ({
  nodes: [],
  inputs: [],
  outputs: [],
  kernel: { name } as Kernel,
  request: { priority: 'latency' } as KernelRequest,
  cost: { instructions: 0, cycles: 0 },
  why: '',
  call: { function: name, arguments: [], constants: [], scratch: 0 },
});

const [fast, usual, small] = [unit('fast'), unit('usual'), unit('small')];

const tried = (
  arenas: Readonly<Record<string, number>>,
  ram: number,
  list: readonly [Attempt, ...Attempt[]],
): { readonly taken: string | undefined; readonly placed: readonly string[] } => {
  const placed: string[] = [];
  const { units } = firstThatFits(
    list,
    { target: host, flash: null, kernelsFor: () => [usual] },
    (found) => {
      const name = found[0]?.kernel.name ?? '';
      placed.push(name);
      return { units: found, plan: { arena: arenas[name] ?? 0 } };
    },
    ({ plan }) => plan.arena <= ram,
  );
  return { taken: units[0]?.kernel.name, placed };
};

const list: readonly [Attempt, ...Attempt[]] = [
  { name: 'fast', kernels: () => [fast], replaces: 'always' },
  { name: 'usual', kernels: () => [usual], replaces: 'always' },
  { name: 'small', kernels: () => [small], replaces: 'where its arena is smaller' },
];

describe('attempts', () => {
  test('end with the first that fits', () => {
    const arenas = { fast: 30, usual: 20, small: 10 };
    expect(tried(arenas, 30, list)).toEqual({ taken: 'fast', placed: ['fast'] });
    expect(tried(arenas, 25, list)).toEqual({ taken: 'usual', placed: ['fast', 'usual'] });
    expect(tried(arenas, 5, list)).toEqual({ taken: 'small', placed: ['fast', 'usual', 'small'] });
  });

  test('that do not fit either give up flash all the same, and speed only for a smaller arena', () => {
    expect(tried({ fast: 30, usual: 30, small: 30 }, 5, list).taken).toBe('usual');
    expect(tried({ fast: 30, usual: 30, small: 29 }, 5, list).taken).toBe('small');
  });

  test('with the kernels of the one that precedes them are not placed again', () => {
    const same: Attempt = { name: 'fast again', kernels: () => [{ ...fast }], replaces: 'always' };
    expect(tried({ fast: 30 }, 5, [list[0], same]).placed).toEqual(['fast']);
  });

  test('ask for the kernels of priority size at last', () => {
    const asked: Target[] = [];
    const kernelsFor = (target: Target): readonly UnitCall[] => {
      asked.push(target);
      return [usual];
    };
    const target: Target = { ...host, priority: ['latency'] };
    for (const { kernels } of attempts) kernels({ target, flash: null, kernelsFor });
    expect(asked.map(({ priority }) => priority[0])).toEqual(['latency', 'latency', 'size']);
  });
});

import { describe, expect, test } from '@jest/globals';
import type { Kernel } from '@tinyml/core';
import { fastest, reasons, type Candidate, type Rejection } from '../src/select/choice.ts';

const kernel = (name: string, isa: Kernel['isa'] = 'generic'): Kernel => ({
  name,
  version: 1,
  op: 'conv_2d',
  isa,
  sources: [],
  supports: () => true,
  lower: () => ({ function: name, arguments: [], constants: [], scratch: 0, inPlace: [] }),
  cost: () => ({ instructions: 0, cycles: 0 }),
});

const candidate = (name: string, cycles: number, isa?: Kernel['isa']): Candidate => ({
  kernel: kernel(name, isa),
  cost: { instructions: cycles, cycles },
});

const refused = (name: string, isa: Kernel['isa'], why: string, offCore = false): Rejection => ({
  kernel: kernel(name, isa),
  why,
  offCore,
});

const generic = candidate('tml_conv_2d_s8', 300);
const slowGeneric = candidate('tml_conv_2d_s8', 180);
const fast = candidate('tml_conv_2d_s8_dsp', 100, 'dsp');

describe('the choice of a kernel, and its reason', () => {
  test.each([
    ['one', [generic], generic, 'latency', 'the only kernel that supports it'],
    ['the fastest', [generic, fast], fast, 'latency', 'fastest of 2: tml_conv_2d_s8 takes 3.0× the cycles'],
    [
      'small code',
      [slowGeneric, fast],
      slowGeneric,
      'size',
      'for the smallest program of 2: 1.8× the cycles of tml_conv_2d_s8_dsp',
    ],
    [
      'the fastest, where small code does not help',
      [generic, fast],
      fast,
      'size',
      'fastest of 2: tml_conv_2d_s8 takes 3.0× the cycles, and saves nothing',
    ],
    [
      'a balance',
      [generic, fast],
      generic,
      'balanced',
      'for the balance of memory and time of 2: 3.0× the cycles of tml_conv_2d_s8_dsp, and saves nothing',
    ],
    [
      'as fast as another',
      [fast, candidate('tml_conv_2d_plain_s8_dsp', 100.1, 'dsp')],
      fast,
      'latency',
      'fastest of 2: tml_conv_2d_plain_s8_dsp takes as many cycles',
    ],
  ] as const)('%s', (_name, candidates, chosen, priority, why) => {
    if (priority === 'latency') expect(fastest<Candidate>(candidates)).toBe(chosen);
    expect(
      reasons<Candidate>(chosen, candidates, [], priority, () => (priority === 'latency' ? '' : ', and saves nothing')),
    ).toBe(why);
  });

  test('names the kernels for this core and these types that were refused, by reason', () => {
    const why = reasons(
      generic,
      [generic],
      [
        refused('tml_conv_2d_s8_dsp', 'dsp', 'the sum may exceed 24 bits'),
        refused('tml_conv_2d_1x1_s8_dsp', 'dsp', 'the filter is not 1×1'),
        refused('tml_conv_2d_1x1_plain_s8_dsp', 'dsp', 'the filter is not 1×1'),
        refused('tml_conv_2d_f32_dsp', 'dsp', 'takes float32'),
        refused('tml_conv_2d_f32', 'generic', 'takes float32'),
        refused('tml_conv_2d_s8_mve', 'mve', 'needs the mve instructions', true),
      ],
      'latency',
    );
    expect(why.split('; ')).toEqual([
      'the only kernel that supports it',
      'not tml_conv_2d_s8_dsp: the sum may exceed 24 bits',
      'not tml_conv_2d_1x1_s8_dsp, tml_conv_2d_1x1_plain_s8_dsp: the filter is not 1×1',
    ]);
  });
});

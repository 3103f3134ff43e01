import type { Program } from '@tinyml/codegen';
import { countText } from './number.ts';
import type { Style } from './style.ts';
import { table } from './table.ts';

/** `34 %`, `0.4 %`. */
export const shareText = (share: number): string => `${(share * 100).toFixed(share < 0.1 ? 1 : 0)} %`;

/** Every call of the schedule: its layers, its kernel, what it costs, and in a second line why it is that kernel. */
export const kernelList = ({ schedule, target }: Program, style: Style): string => {
  const called = schedule.filter(({ kernel }) => kernel !== null);
  const total = schedule.reduce((sum, { cost }) => sum + cost.cycles, 0);
  const titles = ['', 'layer', 'kernel', 'cycles', ''];
  const rows = called.map(({ cost, kernel, nodes }, index) => [
    style.dim(String(index)),
    style.bold(nodes.map(({ id }) => id).join(' + ')),
    kernel ?? '',
    countText(Math.round(cost.cycles)),
    style.dim(shareText(total === 0 ? 0 : cost.cycles / total)),
  ]);
  const [heads = '', ...lines] = table([titles.map((title) => style.dim(title)), ...rows], [0, 3, 4])
    .trimEnd()
    .split('\n');
  const indent = ' '.repeat(String(called.length - 1).length + 2);
  return [
    `Kernels on ${target.core}, estimated:\n${heads}\n`,
    ...lines.map((line, index) => `${line}\n${indent}${style.dim(called[index]?.why ?? '')}\n`),
  ].join('');
};

import type { BenchLayer, BenchReport, Compared } from '../bench-report.ts';
import { bytesText, countText } from './number.ts';
import type { Style } from './style.ts';
import { table } from './table.ts';

/** Deviations of a layer's estimate beyond this share are marked. */
const near = 0.25;

const deviationText = ({ deviation }: Compared, style: Style): string => {
  if (deviation === null) return style.dim('–');
  const text = `${deviation < 0 ? '−' : '+'}${(Math.abs(deviation) * 100).toFixed(0)} %`;
  return Math.abs(deviation) > near ? style.yellow(text) : text;
};

const cells = ({ macs, instructions, cycles, instructionsPerMac }: BenchReport['total'] | BenchLayer, style: Style) => [
  macs === 0 ? style.dim('–') : countText(macs),
  countText(instructions.measured),
  deviationText(instructions, style),
  instructionsPerMac === null ? style.dim('–') : instructionsPerMac.toFixed(2),
  countText(cycles.measured),
  deviationText(cycles, style),
];

/** Layers in the order of the schedule, their sum, and the memory: what ran, and by how much the estimates are off. */
export const benchTable = (report: BenchReport, style: Style): string => {
  const { emulated, flags, layers, memory, name, target, total } = report;
  const titles = ['#', 'layer', 'kernel', 'MACs', 'instructions', 'est.', '/MAC', 'cycles', 'est.', ''];
  const most = Math.max(1, ...layers.map(({ cycles }) => cycles.measured));
  const rows = layers.map((layer, index) => [
    style.dim(String(index)),
    style.bold(layer.nodes.map(({ id }) => id).join(' + ')),
    layer.kernel,
    ...cells(layer, style),
    (layer.cycles.measured === most ? style.yellow : style.dim)(
      `${((layer.cycles.measured / Math.max(1, total.cycles.measured)) * 100).toFixed(1)} %`,
    ),
  ]);
  const instead = emulated.core === target.core ? '' : ` (emulated on a ${emulated.core})`;
  const time =
    total.milliseconds === null
      ? ''
      : ` · ${String(total.milliseconds)} ms at ${String((target.clockHz ?? 0) / 1e6)} MHz, without wait states`;
  return [
    `${style.bold(name)}  ${style.dim(`${target.core}${instead} · ${flags.join(' ')}`)}\n\n`,
    table(
      [titles.map((title) => style.dim(title)), ...rows, ['', style.bold('total'), '', ...cells(total, style), '']],
      [0, 3, 4, 5, 6, 7, 8, 9],
    ),
    `\nflash ${bytesText(memory.flash)} · RAM ${bytesText(memory.ram)} (arena ${bytesText(memory.arena)}, other data ${bytesText(memory.data + memory.bss - memory.arena)}, stack ${bytesText(memory.stack)})${time}\n`,
  ].join('');
};

import { countText } from '../../render/number.ts';
import { type ReportBuffer } from '../page-data.ts';
import { type Report } from '../report.ts';
import { sizeText } from './figures.ts';
import { escaped, tableHtml } from './markup.ts';

const stepText = ({ memory }: Report, step: number): string =>
  step < 0 ? 'the input' : (memory.steps[step] ?? 'the end');

const livesThrough =
  (step: number) =>
  ({ end, start }: ReportBuffer): boolean =>
    start <= step && step <= end;

/** The arenas over time: a drawing, and the same as a table. */
export const memoryHtml = (report: Report): string => {
  const { memory } = report;
  const { arenas, buffers, lowerBound, peak, used } = memory;
  if (buffers.length === 0) return '';
  const atPeak = buffers.filter(livesThrough(peak));
  const bytes = arenas.map(({ bytes: size, name }) => `${name} ${sizeText(size)}`).join(', ');
  return [
    '<section aria-labelledby="memory"><h2 id="memory">Memory over time</h2>',
    `<p>Arena: ${escaped(bytes)}. No plan takes less than ${sizeText(lowerBound)}. Most is in use in <bdi>${escaped(stepText(report, peak))}</bdi>:`,
    ` ${sizeText(used[peak] ?? 0)}, for ${atPeak.map(({ name, size }) => `<bdi>${escaped(name)}</bdi> (${countText(size)} B)`).join(', ')}.</p>`,
    ...arenas.map(
      ({ name }, arena) =>
        `<figure><div class="plot" data-plot="memory" data-arena="${String(arena)}"></div><figcaption>Bytes of the arena ${escaped(name)} (upwards) over the steps of the program: each tensor while it is needed. The table below says the same.</figcaption></figure>`,
    ),
    `<details><summary>Tensors in the arena, as a table</summary>${tableHtml(
      [
        { title: 'Tensor' },
        { title: 'What' },
        { title: 'From byte', isNumber: true },
        { title: 'Bytes', isNumber: true },
        { title: 'From step' },
        { title: 'To step' },
      ],
      buffers.map(({ end, kind, name, offset, size, start }) => [
        { text: name },
        { text: kind },
        { text: countText(offset), value: offset },
        { text: countText(size), value: size },
        { text: stepText(report, start), value: start },
        { text: stepText(report, end), value: end },
      ]),
      { caption: 'What lies in the arenas, and how long', sortable: true },
    )}</details></section>`,
  ].join('');
};

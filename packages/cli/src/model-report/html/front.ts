import { countText } from '../../render/number.ts';
import { type ReportSearch } from '../page-data.ts';
import { percentText } from './figures.ts';
import { escaped, tableHtml, type Cell } from './markup.ts';

const isShare = ({ measure }: ReportSearch): boolean => measure === 'accuracy' || measure === 'agreement';

/** What a search found: a drawing with two axes to choose, and the same as a table. */
export const frontHtml = (search: ReportSearch | null): string => {
  if (search === null)
    return '<section aria-labelledby="front"><h2 id="front">Search</h2><p class="note">No search is known for this manifest: <code>tinyml explore</code> tries sequences of passes, and the next report shows them.</p></section>';
  const { baseline, candidates, ended, evaluations, measure } = search;
  const quality = (value: number | null): Cell =>
    value === null
      ? { html: '<span class="unknown">not measured</span>' }
      : { text: isShare(search) ? percentText(value) : value.toPrecision(4), value };
  const shown = candidates.toSorted((a, b) => (a.point ?? Infinity) - (b.point ?? Infinity));
  const axes = ['flash', 'ram', 'cycles', 'quality'] as const;
  const titles = { flash: 'flash', ram: 'RAM', cycles: 'cycles', quality: measure };
  const choice = (axis: 'x' | 'y', chosen: (typeof axes)[number]): string =>
    `<label for="front-${axis}">${axis === 'x' ? 'Across' : 'Upwards'}</label> <select id="front-${axis}">${axes
      .map((name) => `<option value="${name}"${name === chosen ? ' selected' : ''}>${titles[name]}</option>`)
      .join('')}</select>`;
  return [
    '<section aria-labelledby="front"><h2 id="front">Search</h2>',
    `<p>${countText(evaluations)} sequences were tried (${escaped(ended)}); ${countText(candidates.filter(({ quality: value }) => value !== null).length)} of them were measured.${baseline === null ? '' : ` The model as it is: ${quality(baseline).text ?? ''} ${escaped(measure)}.`}</p>`,
    `<p class="filter">${choice('x', 'flash')} ${choice('y', 'quality')}</p>`,
    '<figure><div class="plot" data-plot="front"></div><figcaption>Sequences that were measured: filled ones are worth choosing from, the ringed one was chosen. The table below says the same.</figcaption></figure>',
    '<details><summary>Sequences that were tried, as a table</summary>',
    tableHtml(
      [
        { title: 'Sequence' },
        { title: 'Kernels' },
        { title: 'Flash, B', isNumber: true },
        { title: 'RAM, B', isNumber: true },
        { title: 'Cycles', isNumber: true },
        { title: measure, isNumber: true },
        { title: 'Choice' },
      ],
      shown.map(({ cycles, flash, kernels, over, point, quality: value, ram, text }) => [
        { text },
        { text: kernels },
        { text: countText(flash), value: flash },
        { text: countText(ram), value: ram },
        { text: countText(cycles), value: cycles },
        quality(value),
        { text: point === 0 ? 'chosen' : point !== null ? 'worth choosing from' : over ? 'over budget' : '' },
      ]),
      { caption: 'Sequences that were tried', sortable: true },
    ),
    '</details></section>',
  ].join('');
};

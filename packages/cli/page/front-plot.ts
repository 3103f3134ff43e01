import * as Plot from '@observablehq/plot';
import type { ReportCandidate, ReportSearch } from '../src/model-report/page-data.ts';
import { colour, countText } from './data.ts';

export type Axis = 'flash' | 'ram' | 'cycles' | 'quality';

/** From this ratio of the greatest figure to the least on, an axis is logarithmic. */
const wide = 10;

/** Candidates that were measured, by two of their figures. */
export const frontPlot = (search: ReportSearch, x: Axis, y: Axis, width: number): Element => {
  const { measure } = search;
  const isShare = measure === 'accuracy' || measure === 'agreement';
  const qualityText = (value: number): string => (isShare ? `${(value * 100).toFixed(2)} %` : value.toPrecision(4));
  const measured = search.candidates.filter(({ quality }) => quality !== null);
  const label: Readonly<Record<Axis, string>> = {
    flash: 'flash, B',
    ram: 'RAM, B',
    cycles: 'cycles',
    quality: measure,
  };
  const title = ({ cycles, flash, kernels, point, quality, ram, text }: ReportCandidate): string =>
    [
      `${point === 0 ? 'chosen: ' : ''}${text}`,
      `kernels by ${kernels}`,
      `${countText(flash)} B of flash, ${countText(ram)} B of RAM`,
      `${countText(cycles)} cycles, ${quality === null ? '' : `${measure} ${qualityText(quality)}`}`,
    ].join('\n');
  const shown = measured.filter(({ point }) => point !== null);
  const scale = (axis: Axis): Plot.ScaleOptions => {
    const values = measured.map((one) => Number(one[axis]));
    // Figures that are near each other would have no marks on a logarithmic axis.
    const isWide = axis !== 'quality' && Math.max(...values) > wide * Math.min(...values);
    return {
      label: label[axis],
      inset: 16,
      ticks: 6,
      tickFormat: axis === 'quality' ? qualityText : countText,
      ...(isWide && { type: 'log' as const }),
    };
  };
  return Plot.plot({
    width,
    height: Math.max(240, Math.min(440, width * 0.5)),
    marginLeft: 72,
    marginBottom: 44,
    grid: true,
    ariaLabel: 'What the search found',
    ariaDescription: 'The table that follows says the same.',
    style: { background: 'transparent', color: colour('text'), fontSize: '12px' },
    x: scale(x),
    y: scale(y),
    marks: [
      Plot.dot(measured, { x, y, r: 4, stroke: colour('muted'), fill: colour('surface') }),
      Plot.dot(shown, { x, y, r: 5, fill: colour('accent') }),
      Plot.dot(
        shown.filter(({ point }) => point === 0),
        { x, y, r: 9, stroke: colour('accent'), strokeWidth: 2 },
      ),
      Plot.tip(measured, Plot.pointer({ x, y, title, fill: colour('surface') })),
    ],
  });
};

import { readData } from './data.ts';
import { frontPlot, type Axis } from './front-plot.ts';
import { followSearch } from './live.ts';
import { memoryPlot } from './memory-plot.ts';
import { makeFilter, makeSortable } from './sortable.ts';
import { makeTheme } from './theme.ts';

const { memory, search: first } = readData();
let search = first;

const selected = (id: string, otherwise: Axis): Axis => {
  const select = document.getElementById(id);
  return select instanceof HTMLSelectElement ? (select.value as Axis) : otherwise;
};

/** Plots are one picture to whoever cannot see them: the table beside each says the same. */
const show = (place: HTMLElement, plot: Element): void => {
  for (const svg of plot.matches('svg') ? [plot] : plot.querySelectorAll('svg[aria-label]')) {
    svg.setAttribute('role', 'img');
    for (const mark of svg.querySelectorAll('g[aria-label]')) mark.removeAttribute('aria-label');
  }
  place.replaceChildren(plot);
};

/** As wide as its place; on paper, too, where the place is narrower than on the screen. */
const draw = (): void => {
  for (const place of document.querySelectorAll<HTMLElement>('[data-plot]')) {
    const width = Math.max(280, Math.floor(place.clientWidth));
    if (place.dataset['plot'] === 'memory') {
      if (memory !== null) show(place, memoryPlot(memory, Number(place.dataset['arena']), width));
    } else if (search !== null)
      show(place, frontPlot(search, selected('front-x', 'flash'), selected('front-y', 'quality'), width));
  }
};

const prepare = (): void => {
  for (const table of document.querySelectorAll<HTMLTableElement>('table.sortable')) makeSortable(table);
  for (const id of ['front-x', 'front-y']) document.getElementById(id)?.addEventListener('change', draw);
};

for (const input of document.querySelectorAll<HTMLInputElement>('input[data-filters]')) makeFilter(input);
const theme = document.getElementById('theme');
if (theme instanceof HTMLSelectElement) makeTheme(theme, draw);

let asked = 0;
addEventListener('resize', () => {
  cancelAnimationFrame(asked);
  asked = requestAnimationFrame(draw);
});
addEventListener('beforeprint', () => {
  for (const details of document.querySelectorAll('main details')) details.setAttribute('open', '');
});
prepare();
draw();
followSearch((latest) => {
  search = latest;
  prepare();
  draw();
});

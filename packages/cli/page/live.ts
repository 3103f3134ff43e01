import type { ReportSearch } from '../src/model-report/page-data.ts';

interface News {
  readonly search: ReportSearch;
  readonly status: string;
  readonly html: string;
  readonly ended: boolean;
}

/** What a reader chose and opened stays so when the section is replaced. */
const replaceSection = (place: HTMLElement, html: string): void => {
  const chosen = [...place.querySelectorAll('select')].map(({ id, value }) => ({ id, value }));
  const isOpen = place.querySelector('details')?.open ?? false;
  // The server's own markup, in which every name is escaped.
  place.innerHTML = html;
  for (const { id, value } of chosen) {
    const select = document.getElementById(id);
    if (select instanceof HTMLSelectElement) select.value = value;
  }
  const details = place.querySelector('details');
  if (details !== null) details.open = isOpen;
};

/** A page about a search under way shows what its server tells, until that is the last of it. */
export const followSearch = (changed: (search: ReportSearch) => void): void => {
  const status = document.getElementById('status');
  const place = document.getElementById('search');
  const address = status?.dataset['events'];
  if (status === null || place === null || address === undefined) return;
  const events = new EventSource(address);
  events.addEventListener('message', ({ data }: MessageEvent<string>) => {
    const { ended, html, search, status: text } = JSON.parse(data) as News;
    status.textContent = text;
    replaceSection(place, html);
    changed(search);
    if (ended) events.close();
  });
  events.addEventListener('error', () => {
    if (events.readyState !== EventSource.CLOSED)
      status.textContent = 'The search does not answer: it was stopped, or is starting again.';
  });
};

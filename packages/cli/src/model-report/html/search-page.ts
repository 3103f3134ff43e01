import { type ReportSearch } from '../page-data.ts';
import { documentHtml, type PageAssets } from './document.ts';
import { frontHtml } from './front.ts';

/** A search under way: the page asks its server for what follows. */
export const searchPageHtml = (
  { name, search, tinyml }: { readonly name: string; readonly search: ReportSearch | null; readonly tinyml: string },
  assets: PageAssets,
): string => {
  const status = '<p id="status" role="status" data-events="/events"></p>';
  const front = `<div id="search">${search === null ? '' : frontHtml(search)}</div>`;
  return documentHtml(
    {
      name,
      kind: 'tinyml explore',
      parts: [{ id: 'status', title: 'Search', html: `${status}${front}` }],
      footer: `tinyml ${tinyml}`,
      data: { memory: null, search },
      asksServer: true,
    },
    assets,
  );
};

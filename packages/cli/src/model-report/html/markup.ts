const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/**
 * Text as HTML: names come from model files that anybody may have written. Characters that change the direction of what
 * follows are isolated by the page's style (`unicode-bidi: isolate`); control characters are shown as such.
 */
export const escaped = (text: string): string =>
  text
    .replace(/[&<>"']/g, (found) => entities[found] ?? found)
    // eslint-disable-next-line no-control-regex
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g, '�');

/** JSON inside a `<script>`: nothing in it ends the element or starts a comment. */
export const embeddedJson = (value: unknown): string =>
  JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

/** A cell: `value` sorts it where the text does not. `html`: is markup already. */
export interface Cell {
  readonly text?: string;
  readonly html?: string;
  readonly value?: number;
}

export interface Column {
  readonly title: string;
  /** Aligned to the right, and sorted as numbers. */
  readonly isNumber?: boolean;
  /** Sentences. */
  readonly isLong?: boolean;
}

const cellHtml = ({ html, text = '', value }: Cell, { isLong, isNumber }: Column, isHead: boolean): string => {
  const attributes = [
    ...(isNumber === true ? ['class="number"'] : isLong === true ? ['class="long"'] : []),
    ...(value === undefined ? [] : [`data-value="${String(value)}"`]),
  ];
  const open = [isHead ? 'th scope="row"' : 'td', ...attributes].join(' ');
  return `<${open}>${html ?? `<bdi>${escaped(text)}</bdi>`}</${isHead ? 'th' : 'td'}>`;
};

export interface TableOptions {
  readonly id?: string;
  readonly caption: string;
  /** Its columns can be sorted, its rows filtered. */
  readonly sortable?: boolean;
  readonly footer?: readonly Cell[];
}

/** A table whose first column names the rows. */
export const tableHtml = (
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
  { caption, footer, id, sortable = false }: TableOptions,
): string => {
  const row = (cells: readonly Cell[]): string =>
    `<tr>${cells.map((cell, i) => cellHtml(cell, columns[i] ?? { title: '' }, i === 0)).join('')}</tr>`;
  const head = columns.map(
    ({ isNumber, title }) => `<th scope="col"${isNumber === true ? ' class="number"' : ''}>${escaped(title)}</th>`,
  );
  return [
    `<div class="scroll" role="region" tabindex="0" aria-label="${escaped(caption)}">`,
    `<table${id === undefined ? '' : ` id="${id}"`}${sortable ? ' class="sortable"' : ''}>`,
    `<caption>${escaped(caption)}</caption>`,
    `<thead><tr>${head.join('')}</tr></thead><tbody>${rows.map(row).join('\n')}</tbody>`,
    footer === undefined ? '' : `<tfoot>${row(footer)}</tfoot>`,
    '</table></div>',
  ].join('');
};

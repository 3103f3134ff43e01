/** Rows by a column: numbers by `data-value`, others as text. Rows of equal values keep their order. */
const sortBy = (table: HTMLTableElement, column: number, ascending: boolean): void => {
  const [body] = table.tBodies;
  if (body === undefined) return;
  const keyOf = (row: HTMLTableRowElement): number | string => {
    const cell = row.cells[column];
    const value = cell?.dataset['value'];
    return value === undefined ? (cell?.textContent ?? '') : Number(value);
  };
  const compare = (a: number | string, b: number | string): number =>
    typeof a === 'number' && typeof b === 'number'
      ? a - b
      : String(a).localeCompare(String(b), 'en', { numeric: true });
  const rows = [...body.rows].map((row) => ({ row, key: keyOf(row) }));
  // What is not known comes last, whichever way.
  const isKnown = ({ key }: { readonly key: number | string }): boolean => key !== '–' && key !== '';
  rows.sort((a, b) => Number(isKnown(b)) - Number(isKnown(a)) || (ascending ? 1 : -1) * compare(a.key, b.key));
  body.append(...rows.map(({ row }) => row));
};

/** Headings become buttons that sort: the first time numbers from the greatest, texts from A. */
export const makeSortable = (table: HTMLTableElement): void => {
  const headings = [...(table.tHead?.rows[0]?.cells ?? [])];
  headings.forEach((heading, column) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.append(...heading.childNodes);
    heading.append(button);
    button.addEventListener('click', () => {
      const before = heading.getAttribute('aria-sort');
      const ascending = before === null ? !heading.classList.contains('number') : before === 'descending';
      for (const other of headings) other.removeAttribute('aria-sort');
      heading.setAttribute('aria-sort', ascending ? 'ascending' : 'descending');
      sortBy(table, column, ascending);
    });
  });
};

/** Shows only rows whose text has the words that are typed. */
export const makeFilter = (input: HTMLInputElement): void => {
  const table = document.getElementById(input.dataset['filters'] ?? '');
  const [body] = table instanceof HTMLTableElement ? table.tBodies : [];
  input.addEventListener('input', () => {
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    for (const row of body?.rows ?? []) {
      const text = (row.textContent ?? '').toLowerCase();
      row.hidden = !words.every((word) => text.includes(word));
    }
  });
};

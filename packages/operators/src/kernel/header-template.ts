/** A header as it is emitted. */
export interface HeaderText {
  readonly name: string;
  readonly text: string;
}

const cellsOf = (line: string): readonly string[] => line.trim().split(/ {2,}/).slice(1);

/** Lines that say what a template gives, rather than what headers say. */
const directive = /^@(?:instances|template)? /;

const linesOf = (template: string, are: boolean): readonly string[] =>
  template.split('\n').filter((line) => directive.test(line) === are);

const textOf = (template: string): string => linesOf(template, false).join('\n').trim();

const fill = (text: string, values: ReadonlyMap<string, string>): string =>
  text
    // A cell that is empty, or absent, takes the line that has nothing else, its semicolon aside.
    .replace(/^ *@([A-Z][A-Z0-9_]*)@;?\n/gm, (line, column: string) => (values.get(column) ? line : ''))
    .replace(/@([A-Z][A-Z0-9_]*)@/g, (_, column: string) => {
      const value = values.get(column);
      if (value === undefined) throw new Error(`${values.get('NAME') ?? ''}: there is no column ${column}`);
      return value;
    });

/**
 * The headers that a template `<name>.h.in` gives, one for each row of the table that it begins with:
 *
 *     @instances  NAME       TYPE
 *     @           tml_pad_8  uint8_t
 *
 * Cells are two or more spaces apart and have no semicolons; `-` is an empty one, as is
 * that of a column which the table does not have: a line with nothing else goes. In the text that follows, `@TYPE@` is the cell of that column;
 * `@GUARD@` is the name in capitals with `_H`. Where a line `@template other.h.in` precedes the table, the headers have that
 * template's text, in which ` * @TEXT@` is what this one has: a comment. `templateNamed` gives another template by its name.
 * c/headers.cmake does the same without Node.
 * @throws Error for a placeholder within a line without a column, or a row that does not have a cell for each: a fault of the template.
 */
export const headersOf = (template: string, templateNamed: (name: string) => string): readonly HeaderText[] => {
  const directives = linesOf(template, true);
  const other = directives.find((line) => line.startsWith('@template '))?.slice('@template '.length);
  const [columns = [], ...rows] = directives.filter((line) => !line.startsWith('@template ')).map(cellsOf);
  const own = textOf(template);
  const text =
    other === undefined ? own : textOf(templateNamed(other)).replace('@TEXT@', () => own.replaceAll('\n', '\n * '));
  return rows.map((row) => {
    const [name = ''] = row;
    if (row.length !== columns.length) throw new Error(`${name}: ${String(columns.length)} cells are needed`);
    const values = new Map(columns.map((column, i) => [column, row[i] === '-' ? '' : (row[i] as string)]));
    return { name: `${name}.h`, text: `${fill(text, values.set('GUARD', `${name.toUpperCase()}_H`))}\n` };
  });
};

import { commentText } from './literal.ts';

/** Columns that a line of a comment has at most. */
const columns = 110;

/** Text of at most `most` characters; what is longer ends in an ellipsis. */
const cut = (text: string, most: number): string => (text.length <= most ? text : `${text.slice(0, most - 3)}...`);

/**
 * A C comment of `items`, `indent` columns from the left: on one line where they fit, else on several, with a comma between items.
 * An item that no line holds is cut.
 */
export const comment = (items: readonly string[], indent = 0): string => {
  const before = ' '.repeat(indent);
  const most = columns - indent;
  const lines: string[] = [];
  for (const item of items.map((text) => cut(commentText(text), most - 8))) {
    const last = lines.at(-1);
    if (last !== undefined && `${last}, ${item}`.length < most - 8) lines[lines.length - 1] = `${last}, ${item}`;
    else lines.push(item);
  }
  return `${before}/* ${lines.join(`,\n${before} * `)} */`;
};

/** Footnotes of a page: one number for each text. */
export interface Notes {
  /** The mark of a note in a cell. */
  readonly mark: (text: string) => string;
  /** The notes so far, as a list. */
  readonly list: () => string;
}

export const openNotes = (): Notes => {
  const texts: string[] = [];
  return {
    mark: (text) => {
      if (!texts.includes(text)) texts.push(text);
      return `[${String(texts.indexOf(text) + 1)}]`;
    },
    list: () => texts.map((text, i) => `${String(i + 1)}. ${text}`).join('\n'),
  };
};

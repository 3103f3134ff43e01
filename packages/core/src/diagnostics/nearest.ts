/** Edits (insert, delete, replace, swap of neighbours) that turn `a` into `b`: optimal string alignment. */
export const editDistance = (a: string, b: string): number => {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min((row[j - 1] ?? 0) + 1, (last[j] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        cost = Math.min(cost, (beforeLast[j - 2] ?? 0) + 1);
      }
      row.push(cost);
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? 0;
};

/** Case, and the choice between `-`, `_` and a blank, are slips of the finger: they hardly count. */
const plain = (word: string): string => word.toLowerCase().replace(/[\s_-]+/g, '-');

/** The known word that `word` was most likely meant to be; undefined where none is near. */
export const nearest = (word: string, known: Iterable<string>): string | undefined => {
  if (word.length > 100) return undefined;
  const wanted = plain(word);
  let best: string | undefined;
  let bestDistance = Math.max(1, Math.floor(wanted.length / 3)) + 0.5;
  for (const candidate of known) {
    const name = plain(candidate);
    const prefix =
      wanted.length >= 3 && (name.startsWith(wanted) || (wanted.startsWith(name) && 2 * name.length >= wanted.length));
    const distance = prefix ? Math.min(1.25, editDistance(wanted, name)) : editDistance(wanted, name);
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
};

/** A hint that names the nearest known word; undefined where none is near. */
export const didYouMean = (word: string, known: Iterable<string>): string | undefined => {
  const candidate = nearest(word, known);
  return candidate === undefined ? undefined : `did you mean \`${candidate}\`?`;
};

import { seededRandom } from '../pass/seeded-random.ts';

const shuffled = <T>(items: readonly T[], random: () => number): readonly T[] => {
  const result = [...items];
  for (let i = result.length - 1; i > 0; i--) {
    const other = Math.floor(random() * (i + 1));
    [result[i], result[other]] = [result[other] as T, result[i] as T];
  }
  return result;
};

/**
 * Draws a share of samples by lot, from each class as many as there are of it in the whole. Samples of one content stay together: none of
 * them is on the other side. @returns which samples are drawn
 */
export const seededPart = (
  contents: readonly string[],
  labels: ArrayLike<number> | undefined,
  share: number,
  seed: number,
): readonly boolean[] => {
  const members = new Map<string, number[]>();
  contents.forEach((content, index) => members.set(content, [...(members.get(content) ?? []), index]));
  const classes = new Map<number, (readonly number[])[]>();
  for (const group of members.values()) {
    const label = labels?.[group[0] ?? 0] ?? 0;
    classes.set(label, [...(classes.get(label) ?? []), group]);
  }
  const random = seededRandom(seed);
  const drawn = new Array<boolean>(contents.length).fill(false);
  // What one class lacks of its share, as samples are whole, the next one has more.
  let owed = 0;
  for (const [, groups] of [...classes].toSorted(([a], [b]) => a - b)) {
    owed += share * groups.reduce((sum, group) => sum + group.length, 0);
    for (const group of shuffled(groups, random)) {
      if (owed < group.length / 2) break;
      owed -= group.length;
      for (const index of group) drawn[index] = true;
    }
  }
  return drawn;
};

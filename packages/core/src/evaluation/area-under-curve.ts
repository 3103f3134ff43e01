/**
 * Area under the receiver operating characteristic: the probability that a sample of the positive class scores higher
 * than one of the negative class, ties counted half (Mann–Whitney U over the product of the class sizes).
 * null where a class has no samples.
 */
export const areaUnderCurve = (scores: ArrayLike<number>, positive: (index: number) => boolean): number | null => {
  const order = Array.from(scores, (score, index) => ({ score, index })).sort((a, b) => a.score - b.score);
  let positives = 0;
  let ranks = 0;
  for (let start = 0, end = 0; start < order.length; start = end) {
    while (end < order.length && order[end]?.score === order[start]?.score) end++;
    // Ranks count from 1; those of equal scores are their mean.
    const rank = (start + end + 1) / 2;
    for (const { index } of order.slice(start, end)) {
      if (!positive(index)) continue;
      positives += 1;
      ranks += rank;
    }
  }
  const negatives = order.length - positives;
  if (positives === 0 || negatives === 0) return null;
  return (ranks - (positives * (positives + 1)) / 2) / (positives * negatives);
};

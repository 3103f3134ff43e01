const single = Math.fround;

/**
 * Intersection over union of box `i` and box `j`, each four numbers of `boxes`: two opposite corners y, x, y, x. A box
 * without an area overlaps nothing. Source: ComputeIntersectionOverUnion of LiteRT's non_max_suppression.h.
 */
export const boxOverlap = (boxes: Float32Array, i: number, j: number): number => {
  const side = (box: number, axis: 0 | 1): readonly [least: number, greatest: number] => {
    const [a, b] = [boxes[4 * box + axis] as number, boxes[4 * box + axis + 2] as number];
    return [Math.min(a, b), Math.max(a, b)];
  };
  const area = (box: number): number =>
    [0, 1].reduce((product, axis) => {
      const [least, greatest] = side(box, axis as 0 | 1);
      return single(product * single(greatest - least));
    }, 1);
  const common = [0, 1].reduce((product, axis) => {
    const [a, b] = [side(i, axis as 0 | 1), side(j, axis as 0 | 1)];
    return single(product * Math.max(single(Math.min(a[1], b[1]) - Math.max(a[0], b[0])), 0));
  }, 1);
  const [first, second] = [area(i), area(j)];
  return first > 0 && second > 0 ? single(common / single(single(first + second) - common)) : 0;
};

/** The weight of a sample at a distance from the place that is wanted, and the distance from which on it is 0. */
interface Kernel {
  readonly radius: number;
  readonly weight: (distance: number) => number;
}

/** Keys, Cubic Convolution Interpolation for Digital Image Processing, 1981, with a = −½. */
const cubic: Kernel = {
  radius: 2,
  weight: (x) => (x < 1 ? (1.5 * x - 2.5) * x * x + 1 : ((-0.5 * x + 2.5) * x - 4) * x + 2),
};

const sinc = (x: number): number => (x < 1e-3 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x));

const lanczos = (radius: number): Kernel => ({ radius, weight: (x) => sinc(x) * sinc(x / radius) });

const kernels: ReadonlyMap<string, Kernel> = new Map([
  ['bicubic', cubic],
  ['bilinear', { radius: 1, weight: (x) => 1 - x }],
  ['lanczos3', lanczos(3)],
  ['lanczos5', lanczos(5)],
]);

/** Kinds of interpolation along an axis that are sums of weighted samples. */
export const weightedKinds: readonly string[] = [...kernels.keys()];

/**
 * The weights, [to, from] in rows, by which samples along an axis are resized: centres of pixels are half a step apart from their edges, and the weights of a
 * result add up to 1. `antialias`: where the axis becomes shorter, the kernel is as wide as the steps of the result.
 * Undefined where there is no such kind.
 */
export const resizingWeights = (
  kind: string,
  from: number,
  to: number,
  antialias: boolean,
): readonly number[] | undefined => {
  const kernel = kernels.get(kind);
  if (kernel === undefined) return undefined;
  const step = from / to;
  const width = antialias ? Math.max(step, 1) : 1;
  return Array.from({ length: to }, (_, i) => {
    const centre = (i + 0.5) * step - 0.5;
    const row = Array.from({ length: from }, (__, place) => {
      const distance = Math.abs(centre - place) / width;
      return distance < kernel.radius ? kernel.weight(distance) : 0;
    });
    const sum = row.reduce((all, weight) => all + weight, 0);
    return row.map((weight) => weight / sum);
  }).flat();
};

/** One equation: `value` ≈ the sum of the factors, each times its unknown. */
export interface Equation {
  readonly factors: readonly number[];
  readonly value: number;
  readonly weight: number;
}

/** Unknowns ≥ 0 with the least weighted sum of squared errors, by coordinate descent. */
export const leastSquares = (equations: readonly Equation[], rounds = 20_000): readonly number[] => {
  const size = equations[0]?.factors.length ?? 0;
  const indices = Array.from({ length: size }, (_, i) => i);
  const sum = (of: (equation: Equation) => number): number =>
    equations.reduce((total, equation) => total + equation.weight * of(equation), 0);
  const at = (equation: Equation, i: number): number => equation.factors[i] ?? 0;
  const products = indices.map((i) => indices.map((j) => sum((equation) => at(equation, i) * at(equation, j))));
  const targets = indices.map((i) => sum((equation) => at(equation, i) * equation.value));
  const unknowns = indices.map(() => 0);
  for (let round = 0; round < rounds; round += 1)
    for (const i of indices) {
      const row = products[i] as readonly number[];
      const others = indices.reduce((total, j) => (j === i ? total : total + (row[j] ?? 0) * (unknowns[j] ?? 0)), 0);
      const own = row[i] ?? 0;
      unknowns[i] = own === 0 ? 0 : Math.max(0, ((targets[i] ?? 0) - others) / own);
    }
  return unknowns;
};

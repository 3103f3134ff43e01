/** What a step's general estimate, each of its products and the step itself are multiplied by; the sum is its estimate. */
export type Correction = readonly [estimate: number, mac: number, call: number];

export interface Factor {
  readonly instructions: Correction;
  readonly cycles: Correction;
}

export interface Factors {
  readonly kernels: Readonly<Record<string, Factor>>;
  /** Of kernels that were not measured on this core. */
  readonly others: Factor;
}

/** Of kernels with rates of the core's own. */
export const none: Factor = { instructions: [1, 0, 0], cycles: [1, 0, 0] };

/** [instructions, cycles] that a kernel takes for one of a kind of work. */
export type Rate = readonly [instructions: number, cycles: number];

/** The kinds of work of a kernel in C, by names of its own; `call` is what every call takes. At -O2 and at -Os. */
export interface KernelRates {
  readonly fast: Readonly<Record<string, Rate>>;
  readonly small: Readonly<Record<string, Rate>>;
}

/** Measured on an emulated Cortex-M4F by tools/kernel-rates.ts. */
// prettier-ignore
export const kernelRates: Readonly<Record<string, KernelRates>> = {
  tml_depthwise_conv_2d_f32: {
    fast: { call: [769000, 1100000], position: [4.21e-13, 0], result: [0, 3.18e-14], leftRun: [0, 0], leftProduct: [0, 0], input: [0, 0] },
    small: { call: [1480000, 2540000], position: [0, 0], result: [0, 0], leftRun: [0, 0], leftProduct: [0, 0], input: [0, 0] },
  },
  tml_depthwise_conv_2d_s8: {
    fast: {  },
    small: { call: [26300, 36800], position: [0, 0], result: [0, 0], run: [0, 0], product: [0, 0], input: [0, 0] },
  },
  tml_fully_connected_f32: {
    fast: { call: [85300, 130000], row: [0, 0], input: [0, 0], four: [0, 0], left: [0, 0], product: [0, 0], leftProduct: [0, 0] },
    small: { call: [73200, 167000], row: [0, 0], input: [0, 0], four: [0, 0], left: [0, 0], product: [0, 0], leftProduct: [0, 0] },
  },
  tml_max_pool_2d_f32: {
    fast: { call: [62300, 67400], position: [0, 0], result: [0, 0], leftRow: [0, 0], leftTap: [0, 0] },
    small: { call: [168000, 236000], position: [0, 0], result: [0, 2.36e-14], leftRow: [0, 0], leftTap: [0, 0] },
  },
  tml_softmax_s8: {
    fast: { call: [236, 289], row: [0, 0], element: [0, 0] },
    small: { call: [270, 356], row: [0, 0], element: [0, 0] },
  },
};

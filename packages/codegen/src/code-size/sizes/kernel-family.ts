/** Kernels whose names differ in a number that decides nothing about their size. */
export interface KernelFamily {
  /** The name with `#` for the number. */
  readonly name: string;
  readonly number: string | undefined;
}

/** Distances between rows of a plane that the 3x3 kernels are written out for: an offset in their instructions. */
const rowPitch = /^(tml_(?:depthwise_conv_2d|plane)_3x3\w*?)_(\d+)(?=_compact|_s8_dsp|$)/;

export const kernelFamily = (name: string): KernelFamily => ({
  name: name.replace(rowPitch, '$1_#'),
  number: rowPitch.exec(name)?.[2],
});

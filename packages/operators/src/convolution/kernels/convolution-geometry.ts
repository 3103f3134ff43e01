import type { CValue, Pair, TensorType } from '@tinyml/core';

/** Fields of `tml_conv_geometry`. */
export const convolutionGeometry = (
  x: TensorType,
  y: TensorType,
  filter: Pair,
  strides: Pair,
  dilations: Pair,
  before: Pair,
): CValue => ({
  fields: {
    batch: x.shape[0] as number,
    input_height: x.shape[1] as number,
    input_width: x.shape[2] as number,
    input_channels: x.shape[3] as number,
    output_height: y.shape[1] as number,
    output_width: y.shape[2] as number,
    output_channels: y.shape[3] as number,
    filter_height: filter[0],
    filter_width: filter[1],
    stride_height: strides[0],
    stride_width: strides[1],
    dilation_height: dilations[0],
    dilation_width: dilations[1],
    pad_top: before[0],
    pad_left: before[1],
  },
});

/** Bytes of one image [h, w, c] of int8: where a hybrid kernel keeps the quantised activation. */
export const imageBytes = (x: TensorType): number =>
  (x.shape[1] as number) * (x.shape[2] as number) * (x.shape[3] as number);

import type { Kernel, TensorType } from '@tinyml/core';

/** In how many groups the channels of image [n, h, w, c] and filter [o, kh, kw, c / groups] are. */
export const groupsOf = (x: TensorType, filter: TensorType): number =>
  (x.shape[3] as number) / (filter.shape[3] as number);

/** A kernel whose filter sees all channels of the image. */
export const ungrouped = (kernel: Kernel): Kernel => ({
  ...kernel,
  supports(request) {
    const [x, filter] = request.inputs;
    const isGrouped = x != null && filter != null && groupsOf(x.type, filter.type) > 1;
    return isGrouped ? 'the convolution is grouped' : kernel.supports(request);
  },
});

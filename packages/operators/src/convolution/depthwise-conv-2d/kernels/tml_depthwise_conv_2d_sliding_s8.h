/* SPDX-License-Identifier: MIT-0 */
/*
 * Depthwise convolution of int8 for cores without SIMD: channel by channel, of which some rows are copied side by
 * side, padding as the input's zero point, so that windows slide over neighbouring bytes (tml_sliding_row_s8.h).
 * Rounded twice.
 *
 * Layout: x [n, h, w, c]; filter [c * multiplier, kh, kw], rows and columns exchanged where those of the image are;
 * bias with the zero point's share, multiplier and shift [c * multiplier], shifts from -30 to -1; y [n, oh, ow, c *
 * multiplier]. scratch: the plane, height * width. Reference: LiteRT's
 * reference_integer_ops::DepthwiseConvPerChannel.
 */
#ifndef TML_DEPTHWISE_CONV_2D_SLIDING_S8_H
#define TML_DEPTHWISE_CONV_2D_SLIDING_S8_H

#include "tml_sliding_row_s8.h"

TML_APART void tml_sliding_row_3_s8(const tml_sliding_params *p, const tml_sliding_channel *channel, const int8_t *x, int8_t *y)
{
    tml_sliding_row(p, channel, x, y, 3, 1);
}

TML_APART void tml_sliding_row_near_s8(const tml_sliding_params *p, const tml_sliding_channel *channel, const int8_t *x, int8_t *y)
{
    tml_sliding_row(p, channel, x, y, p->filter_columns, 1);
}

TML_APART void tml_sliding_row_far_s8(const tml_sliding_params *p, const tml_sliding_channel *channel, const int8_t *x, int8_t *y)
{
    tml_sliding_row(p, channel, x, y, p->filter_columns, 0);
}

/* Every `step`th value. */
TML_APART void tml_sliding_copy_s8(const int8_t *from, int32_t step, int32_t count, int8_t *to)
{
    for (; count >= 4; count -= 4) {
        to[0] = *from;
        from += step;
        to[1] = *from;
        from += step;
        to[2] = *from;
        from += step;
        to[3] = *from;
        from += step;
        to += 4;
    }
    for (; count > 0; count--) {
        *to++ = *from;
        from += step;
    }
}

/* The plane of a channel for result rows from `first` on: x is the channel's first value in the image. */
static inline void tml_sliding_plane_s8(const tml_sliding_params *p, const int8_t *x, int32_t first, int8_t *plane)
{
    const int32_t begin = p->pad_column < 0 ? -p->pad_column : 0;
    const int32_t reach = p->width - p->pad_column;
    const int32_t count = (reach < p->columns ? reach : p->columns) - begin;
    int32_t row = first * p->stride_row - p->pad_row;
    for (int32_t i = 0; i < p->height; i++, row++) {
        if (row < 0 || row >= p->rows) {
            memset(plane, (int)p->input_zero_point, (size_t)p->width);
        } else {
            tml_sliding_copy_s8(x + row * p->x_row + begin * p->x_column, p->x_column, count, plane + p->pad_column + begin);
        }
        plane += p->width;
    }
}

static inline void tml_depthwise_conv_2d_sliding_s8(const tml_sliding_params *params, const int8_t *x, const TML_FLASH int8_t *filter,
                                                    const TML_FLASH int32_t *bias, const TML_FLASH int32_t *multiplier, const TML_FLASH int8_t *shift,
                                                    int8_t *y, void *scratch)
{
    const tml_sliding_params *const p = params;
    int8_t *const plane = (int8_t *)scratch;
    const int32_t near = p->stride_column == 1 && p->dilation_column == 1;
    memset(plane, (int)p->input_zero_point, (size_t)(p->height * p->width));
    for (int32_t n = 0; n < p->batch; n++) {
        for (int32_t first = 0; first < p->y_rows; first += p->strip) {
            const int32_t left = p->y_rows - first;
            const int32_t rows = left < p->strip ? left : p->strip;
            for (int32_t c = 0; c < p->channels; c++) {
                tml_sliding_plane_s8(p, x + n * p->x_image + c, first, plane);
                for (int32_t o = c * p->multiplier; o < (c + 1) * p->multiplier; o++) {
                    const tml_sliding_channel channel = { filter + o * p->filter_rows * p->filter_columns, bias[o], multiplier[o], -shift[o] };
                    const int8_t *from = plane;
                    int8_t *to = y + n * p->y_image + first * p->y_row + o;
                    for (int32_t row = 0; row < rows; row++) {
                        if (near && p->filter_columns == 3) {
                            tml_sliding_row_3_s8(p, &channel, from, to);
                        } else if (near) {
                            tml_sliding_row_near_s8(p, &channel, from, to);
                        } else {
                            tml_sliding_row_far_s8(p, &channel, from, to);
                        }
                        from += p->stride_row * p->width;
                        to += p->y_row;
                    }
                }
            }
        }
    }
}

#endif

/* SPDX-License-Identifier: MIT-0 */
/*
 * Bilinear resizing of int8 images in fixed point. The result's rows and columns lie between two of the operand's
 * each, which are mixed in proportion to their distance, rows first.
 *
 * Layout: x [n, h, w, c], y [n, oh, ow, c]; a pixel lies between pixels `first` and `second` of the operand, `part`
 * of the way, in units of 1/1024. Reference: LiteRT's reference_ops::ResizeBilinearInteger.
 */
#ifndef TML_RESIZE_BILINEAR_S8_H
#define TML_RESIZE_BILINEAR_S8_H

#include "tml_port.h"

typedef struct {
    int32_t images, input_height, input_width, output_height, output_width, channels;
    const TML_FLASH uint16_t *row_first, *row_second, *column_first, *column_second;
    const TML_FLASH int16_t *row_part, *column_part;
} tml_resize_bilinear_s8_params;

static inline void tml_resize_bilinear_s8(const tml_resize_bilinear_s8_params *params, const int8_t *x, int8_t *y)
{
    const tml_resize_bilinear_s8_params p = *params;
    for (int32_t n = 0; n < p.images; n++) {
        for (int32_t i = 0; i < p.output_height; i++) {
            const int8_t *const top = x + p.row_first[i] * p.input_width * p.channels;
            const int8_t *const bottom = x + p.row_second[i] * p.input_width * p.channels;
            const int32_t down = p.row_part[i], up = 1024 - down;
            for (int32_t j = 0; j < p.output_width; j++) {
                const int32_t left = p.column_first[j] * p.channels;
                const int32_t right = p.column_second[j] * p.channels;
                const int32_t after = p.column_part[j], before = 1024 - after;
                for (int32_t k = 0; k < p.channels; k++) {
                    const int32_t sum = top[left + k] * up * before + bottom[left + k] * down * before +
                                  top[right + k] * up * after + bottom[right + k] * down * after;
                    *y++ = (int8_t)((sum + (sum > 0 ? 524288 : -524288)) / 1048576);
                }
            }
        }
        x += p.input_height * p.input_width * p.channels;
    }
}

#endif

/* SPDX-License-Identifier: MIT-0 */
/*
 * Convolution with weights of 4 bits (tml_packed4.h): the filters of some output channels are unpacked to scratch
 * memory, then used as by tml_conv_2d_s8, and so on until all channels are done.
 *
 * Layout: as tml_conv_2d_s8; filters of two weights a byte, scratch holds those of `together` channels, a row each.
 * Reference: LiteRT's reference_integer_ops::ConvPerChannel for int4 weights.
 */
#ifndef TML_CONV_2D_PACKED4_S8_H
#define TML_CONV_2D_PACKED4_S8_H

#include "tml_conv_2d_s8.h"
#include "tml_packed4.h"

static inline void tml_conv_2d_packed4_s8(const tml_conv_packed4_s8_params *params, const int8_t *x, const uint8_t *pairs,
                                          const int32_t *bias, const int32_t *multiplier, const int8_t *shift, int8_t *y, void *scratch)
{
    const tml_conv_geometry *const g = &params->plain.geometry;
    const int32_t depth = g->filter_height * g->filter_width * g->input_channels;
    int8_t *const filter = (int8_t *)scratch;
    for (int32_t o = 0; o < g->output_channels; o += params->together) {
        const int32_t left = g->output_channels - o;
        const int32_t channels = left < params->together ? left : params->together;
        for (int32_t i = 0; i < channels; i++) {
            tml_packed4_row(pairs + (o + i) * ((depth + 1) / 2), filter + i * depth, depth);
        }
        tml_conv_2d_channels_s8(&params->plain, channels, x, filter, bias + o, multiplier + o, shift + o, y + o);
    }
}

#endif

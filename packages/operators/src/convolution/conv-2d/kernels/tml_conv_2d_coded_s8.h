/* SPDX-License-Identifier: MIT-0 */
/*
 * Convolution with weights in a prefix code (tml_code.h): the filters of some output channels are decoded to scratch
 * memory, then used as by tml_conv_2d_s8, and so on until all channels are done. Each filter is decoded once.
 *
 * Layout: as tml_conv_2d_s8; scratch holds the filters of `together` channels, a row each. Source: Han et al., Deep
 * Compression, 2016.
 */
#ifndef TML_CONV_2D_CODED_S8_H
#define TML_CONV_2D_CODED_S8_H

#include "tml_code_rows_s8.h"
#include "tml_conv_2d_s8.h"

static inline void tml_conv_2d_coded_s8(const tml_conv_coded_s8_params *params, const int8_t *x, const uint8_t *stream, const uint8_t *counts,
                                        const int8_t *symbols, const int32_t *bias, const int32_t *multiplier, const int8_t *shift,
                                        int8_t *y, void *scratch)
{
    const tml_conv_geometry *const g = &params->plain.geometry;
    const int32_t depth = g->filter_height * g->filter_width * g->input_channels;
    int8_t *const filter = (int8_t *)scratch;
    tml_code_table table;
    tml_code_table_of(counts, params->code.longest, &table);
    tml_bits bits = tml_bits_of(stream);
    for (int32_t o = 0; o < g->output_channels; o += params->together) {
        const int32_t left = g->output_channels - o;
        const int32_t channels = left < params->together ? left : params->together;
        for (int32_t i = 0; i < channels; i++) {
            tml_code_row_s8(&bits, &table, params->code.zeros, symbols, filter + i * depth, depth);
        }
        tml_conv_2d_channels_s8(&params->plain, channels, x, filter, bias + o, multiplier + o, shift + o, y + o);
    }
}

#endif

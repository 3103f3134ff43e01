/* SPDX-License-Identifier: MIT-0 */
/*
 * Depthwise convolution with weights in a prefix code (tml_code.h): the filter is decoded to scratch memory, then
 * used as by tml_depthwise_conv_2d_s8.
 *
 * Layout: as tml_depthwise_conv_2d_s8; scratch holds the filter, which is one row. Source: Han et al., Deep
 * Compression, 2016.
 */
#ifndef TML_DEPTHWISE_CONV_2D_CODED_S8_H
#define TML_DEPTHWISE_CONV_2D_CODED_S8_H

#include "tml_code_rows_s8.h"
#include "tml_depthwise_conv_2d_s8.h"

static inline void tml_depthwise_conv_2d_coded_s8(const tml_conv_coded_s8_params *params, const int8_t *x, const uint8_t *stream,
                                                  const uint8_t *counts, const int8_t *symbols, const int32_t *bias,
                                                  const int32_t *multiplier, const int8_t *shift, int8_t *y, void *scratch)
{
    const tml_conv_geometry *const g = &params->plain.geometry;
    int8_t *const filter = (int8_t *)scratch;
    tml_code_table table;
    tml_code_table_of(counts, params->code.longest, &table);
    tml_bits bits = tml_bits_of(stream);
    tml_code_row_s8(&bits, &table, params->code.zeros, symbols, filter, g->filter_height * g->filter_width * g->output_channels);
    tml_depthwise_conv_2d_s8(&params->plain, x, filter, bias, multiplier, shift, y);
}

#endif

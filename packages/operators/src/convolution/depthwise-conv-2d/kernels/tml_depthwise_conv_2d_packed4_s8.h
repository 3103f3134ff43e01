/* SPDX-License-Identifier: MIT-0 */
/*
 * Depthwise convolution with weights of 4 bits (tml_packed4.h): the filter is unpacked to scratch memory, then used
 * as by tml_depthwise_conv_2d_s8.
 *
 * Layout: as tml_depthwise_conv_2d_s8; scratch holds the filter, which is one row.
 */
#ifndef TML_DEPTHWISE_CONV_2D_PACKED4_S8_H
#define TML_DEPTHWISE_CONV_2D_PACKED4_S8_H

#include "tml_depthwise_conv_2d_s8.h"
#include "tml_packed4.h"

static inline void tml_depthwise_conv_2d_packed4_s8(const tml_conv_packed4_s8_params *params, const int8_t *x, const uint8_t *pairs,
                                                    const int32_t *bias, const int32_t *multiplier, const int8_t *shift, int8_t *y,
                                                    void *scratch)
{
    const tml_conv_geometry *const g = &params->plain.geometry;
    int8_t *const filter = (int8_t *)scratch;
    tml_packed4_row(pairs, filter, g->filter_height * g->filter_width * g->output_channels);
    tml_depthwise_conv_2d_s8(&params->plain, x, filter, bias, multiplier, shift, y);
}

#endif

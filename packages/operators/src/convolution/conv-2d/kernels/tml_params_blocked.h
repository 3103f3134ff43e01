/* SPDX-License-Identifier: MIT-0 */
/*
 * Parameters of convolutions that copy windows before they multiply, for cores without SIMD.
 *
 * Layout: as tml_conv_geometry. pointwise: windows are pixels, one after another.
 */
#ifndef TML_PARAMS_BLOCKED_H
#define TML_PARAMS_BLOCKED_H

#include "tml_params_conv.h"

typedef struct {
    tml_conv_geometry geometry;
    int32_t pointwise;
    int32_t input_zero_point, output_zero_point;
    int32_t min, max;
} tml_conv_blocked_params;

/* Where a result's window lies: which image, row and column. */
typedef struct {
    int32_t image, row, column;
} tml_blocked_place;

static inline void tml_blocked_next(const tml_conv_geometry *g, tml_blocked_place *place)
{
    if (++place->column == g->output_width) {
        place->column = 0;
        if (++place->row == g->output_height) {
            place->row = 0;
            place->image++;
        }
    }
}

#endif

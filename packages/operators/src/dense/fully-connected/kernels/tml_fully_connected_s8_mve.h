/* SPDX-License-Identifier: MIT-0 */
/*
 * fully_connected of int8 for Helium, eight outputs of a row at once.
 *
 * Layout: x [rows, depth], y [rows, outputs]; constants as tml_row_mve.h has them. Reference: LiteRT's
 * reference_integer_ops::FullyConnected, which rounds once.
 */
#ifndef TML_FULLY_CONNECTED_S8_MVE_H
#define TML_FULLY_CONNECTED_S8_MVE_H

#include "tml_params_matrix.h"
#include "tml_row_mve.h"
#include "tml_saturate_range_s8.h"

static inline void tml_fully_connected_s8_mve(const tml_row_params *params, const int8_t *x, const int32_t *constants, int8_t *y)
{
    const tml_row_params p = *params; /* a copy: stores to y cannot change it */
    for (int32_t row = 0; row < p.rows; row++) {
        tml_row_outputs_mve(p.depth % 16 != 0 ? tml_row_once_tail_mve : tml_row_once_mve, x + row * p.depth, p.depth, constants,
                            p.outputs, p.zero_point, y + row * p.outputs);
    }
    tml_saturate_range_s8(y, p.rows * p.outputs, p.min, p.max);
}

#endif

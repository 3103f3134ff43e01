/* SPDX-License-Identifier: MIT-0 */
/*
 * Rows of int8 weights times one vector, for layers that do more with the sums than to requantise them.
 *
 * Layout: weights [count, depth], x [depth].
 */
#ifndef TML_ROWS_S8_H
#define TML_ROWS_S8_H

#include "tml_dot_s8.h"

/* sums[row] += the dot product of x + offset with that row. */
static inline void tml_rows_s8(const int8_t *x, const TML_FLASH int8_t *weights, int32_t depth, int32_t offset, int32_t count, int32_t *sums)
{
    const int32_t fours = count - count % 4;
    for (int32_t row = 0; row < fours; row += 4) {
        tml_dot4_s8(x, weights + row * depth, depth, depth, offset, sums + row);
    }
    for (int32_t row = fours; row < count; row++) {
        sums[row] = tml_dot_s8(x, weights + row * depth, depth, offset, sums[row]);
    }
}

#endif

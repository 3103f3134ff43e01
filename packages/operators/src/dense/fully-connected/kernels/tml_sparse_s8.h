/* SPDX-License-Identifier: MIT-0 */
#ifndef TML_SPARSE_S8_H
#define TML_SPARSE_S8_H

#include "tml_port.h"

/* sum plus x times a row of pairs: the distance from the value before, or from in front of the row, and the value. */
static inline int32_t tml_sparse_dot_s8(const TML_FLASH uint8_t *pairs, int32_t count, const int8_t *x, int32_t offset, int32_t sum)
{
    const TML_FLASH uint8_t *const end = pairs + 2 * count;
    int32_t i = -1;
    while (pairs != end) {
        i += *pairs;
        sum += (x[i] + offset) * (int8_t)pairs[1];
        pairs += 2;
    }
    return sum;
}

#endif

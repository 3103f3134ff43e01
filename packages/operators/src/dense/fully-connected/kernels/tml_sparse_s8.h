/* SPDX-License-Identifier: MIT-0 */
/*
 * Dot product of int8 with a row of sparse weights: only weights that are not 0 are stored, each with the distance
 * from the preceding one.
 *
 * Layout: pairs of bytes (distance, value). The first distance is from just before the row, so that it is 1 for the
 * first element. Source: relative indices as in Han et al., Deep Compression, 2016.
 */
#ifndef TML_SPARSE_S8_H
#define TML_SPARSE_S8_H

#include "tml_port.h"

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

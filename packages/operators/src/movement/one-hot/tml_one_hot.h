/* SPDX-License-Identifier: MIT-0 */
/*
 * Indices [outer, inner], result [outer, depth, inner], filled with `off` in order; `on` stands where the new axis's
 * index is the element of the indices. Elements are copied by memcpy: they may be of any type.
 */
#ifndef TML_ONE_HOT_H
#define TML_ONE_HOT_H

#include "tml_index.h"

typedef struct {
    int32_t outer, depth, inner;
    int32_t bytes; /* of an element of the result */
    int32_t wide;  /* indices are int64 */
} tml_one_hot_params;

static inline void tml_one_hot(const tml_one_hot_params *params, const void *indices, const void *on, const void *off, void *output)
{
    const tml_one_hot_params p = *params;
    uint8_t *to = (uint8_t *)output;
    for (int32_t i = 0; i < p.outer; i++) {
        for (int32_t k = 0; k < p.depth; k++) {
            for (int32_t j = 0; j < p.inner; j++) {
                memcpy(to, tml_index(indices, p.wide, i * p.inner + j) == k ? on : off, (size_t)p.bytes);
                to += p.bytes;
            }
        }
    }
}

#endif

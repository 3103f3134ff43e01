/* SPDX-License-Identifier: MIT-0 */
/*
 * The shape that two shapes broadcast to: they are aligned at their last dimensions, and a size of 1 gives way. What
 * does not fit is not told here: the result is then the first shape's size.
 */
#ifndef TML_BROADCAST_ARGS_H
#define TML_BROADCAST_ARGS_H

#include "tml_index.h"

typedef struct {
    int32_t a_rank, b_rank;
    int32_t wide; /* shapes are int64 */
} tml_broadcast_args_params;

static inline void tml_broadcast_args(const tml_broadcast_args_params *params, const void *a, const void *b, void *output)
{
    const tml_broadcast_args_params p = *params;
    const int32_t rank = p.a_rank > p.b_rank ? p.a_rank : p.b_rank;
    for (int32_t i = 0; i < rank; i++) {
        const int32_t in_a = i - rank + p.a_rank;
        const int32_t in_b = i - rank + p.b_rank;
        const int32_t x = in_a < 0 ? 1 : tml_index(a, p.wide, in_a);
        const int32_t y = in_b < 0 ? 1 : tml_index(b, p.wide, in_b);
        const int32_t size = x == 1 ? y : x;
        if (p.wide) {
            ((int64_t *)output)[i] = size;
        } else {
            ((int32_t *)output)[i] = size;
        }
    }
}

#endif

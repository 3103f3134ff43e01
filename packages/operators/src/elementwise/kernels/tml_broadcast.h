/* SPDX-License-Identifier: MIT-0 */
/*
 * How two operands are read side by side: `rows` runs of `count` elements. Within a run an operand advances by its
 * stride, 1 or 0. Between runs, `outer` (NULL for a single run) holds for each dimension, innermost first: its size,
 * and what its next index adds to the offsets of a and b.
 *
 * Reference: NumPy's rules of broadcasting, with the dimensions that both operands share or one repeats joined when
 * the model is built.
 */
#ifndef TML_BROADCAST_H
#define TML_BROADCAST_H

#include "tml_port.h"

typedef struct {
    int32_t rows;
    int32_t count;
    int32_t a_stride;
    int32_t b_stride;
    const TML_FLASH int32_t *outer;
} tml_broadcast;

/* Where a run begins. Starts out as zeros. */
typedef struct {
    int32_t a;
    int32_t b;
    int32_t index[4];
} tml_broadcast_place;

/* Moves on to the next run; not to be called after the last. */
static inline void tml_broadcast_next(const tml_broadcast *loop, tml_broadcast_place *place)
{
    const TML_FLASH int32_t *dimension = loop->outer;
    int32_t *index = place->index;
    while (++*index == *dimension) {
        *index++ = 0;
        dimension += 3;
    }
    place->a += dimension[1];
    place->b += dimension[2];
}

#endif

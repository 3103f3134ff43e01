/* SPDX-License-Identifier: MIT-0 */
/*
 * Which part of a tensor a tuple of indices names, for SCATTER_ND. A tuple outside names none, so that no index
 * reaches other memory. Layout: indices [count, depth], int32 or int64.
 */
#ifndef TML_SCATTER_ND_H
#define TML_SCATTER_ND_H

#include "tml_index.h"

#define TML_SCATTER_DIMENSIONS 6

typedef struct {
    int32_t size[TML_SCATTER_DIMENSIONS]; /* of the dimensions that indices name */
    int32_t depth;                        /* indices in a tuple */
    int32_t count;                        /* tuples */
    int32_t run;                          /* elements of an update */
    int32_t elements;                     /* of the result */
    int32_t wide;                         /* indices are int64 */
} tml_scatter_nd_params;

/* Which part of the result tuple `at` names; -1 for one outside. */
static inline int32_t tml_scatter_place(const tml_scatter_nd_params *p, const void *indices, int32_t at)
{
    int32_t place = 0;
    for (int32_t k = 0; k < p->depth; k++) {
        const int32_t index = tml_index(indices, p->wide, at * p->depth + k);
        if (index < 0 || index >= p->size[k]) {
            return -1;
        }
        place = place * p->size[k] + index;
    }
    return place;
}

#endif

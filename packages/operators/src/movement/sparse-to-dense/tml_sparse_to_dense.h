/* SPDX-License-Identifier: MIT-0 */
/*
 * One value everywhere, but for the places that tuples of indices name; a tuple outside names none.
 *
 * Layout: indices [count, depth], values [count] or one, output [elements], all elements of `bytes` bytes. Reference:
 * LiteRT's reference_ops::SparseToDense.
 */
#ifndef TML_SPARSE_TO_DENSE_H
#define TML_SPARSE_TO_DENSE_H

#include "tml_scatter_nd.h"

typedef struct {
    tml_scatter_nd_params places;
    int32_t bytes; /* of an element */
    int32_t step;  /* from one value to the next: 0 or 1 */
} tml_sparse_to_dense_params;

static inline void tml_sparse_to_dense(const tml_sparse_to_dense_params *params, const void *indices, const void *values,
                                       const void *other, void *output)
{
    const tml_sparse_to_dense_params *p = params;
    const size_t bytes = (size_t)p->bytes;
    uint8_t *to = (uint8_t *)output;
    for (int32_t i = 0; i < p->places.elements; i++) {
        memcpy(to + (size_t)i * bytes, other, bytes);
    }
    for (int32_t k = 0; k < p->places.count; k++) {
        const int32_t place = tml_scatter_place(&p->places, indices, k);
        if (place >= 0) {
            memcpy(to + (size_t)place * bytes, (const uint8_t *)values + (size_t)(k * p->step) * bytes, bytes);
        }
    }
}

#endif

/* SPDX-License-Identifier: MIT-0 */
/*
 * x [size...] with an update [part...] written over it, row by row along the last dimension. Where the update begins
 * is computed; it is moved so that the update lies within x. `output` may be `x`: then only the update is written.
 */
#ifndef TML_DYNAMIC_UPDATE_SLICE_H
#define TML_DYNAMIC_UPDATE_SLICE_H

#include "tml_index.h"

#define TML_UPDATE_DIMENSIONS 6

typedef struct {
    int32_t rank; /* 1 ... TML_UPDATE_DIMENSIONS */
    int32_t size[TML_UPDATE_DIMENSIONS], part[TML_UPDATE_DIMENSIONS];
    int32_t rows;        /* of the update */
    int32_t bytes;       /* of an element */
    int32_t whole_bytes; /* of x */
    int32_t wide;        /* the indices are int64 */
} tml_dynamic_update_slice_params;

static inline void tml_dynamic_update_slice(const tml_dynamic_update_slice_params *params, const void *x, const void *update,
                                            const void *start, void *output)
{
    const tml_dynamic_update_slice_params *p = params;
    const int32_t last = p->rank - 1;
    const size_t row_bytes = (size_t)p->part[last] * (size_t)p->bytes;
    const uint8_t *from = (const uint8_t *)update;
    int32_t begin[TML_UPDATE_DIMENSIONS];
    for (int32_t k = 0; k <= last; k++) {
        begin[k] = tml_within(tml_index(start, p->wide, k), p->size[k] - p->part[k] + 1);
    }
    if (output != x) {
        memcpy(output, x, (size_t)p->whole_bytes);
    }
    for (int32_t row = 0; row < p->rows; row++) {
        size_t place = (size_t)begin[last];
        size_t stride = (size_t)p->size[last];
        int32_t rest = row;
        for (int32_t k = last - 1; k >= 0; k--) {
            place += (size_t)(begin[k] + rest % p->part[k]) * stride;
            stride *= (size_t)p->size[k];
            rest /= p->part[k];
        }
        memcpy((uint8_t *)output + place * (size_t)p->bytes, from, row_bytes);
        from += row_bytes;
    }
}

#endif

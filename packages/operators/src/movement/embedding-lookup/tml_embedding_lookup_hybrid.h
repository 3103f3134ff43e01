/* SPDX-License-Identifier: MIT-0 */
/*
 * Rows of a table of int8 as real numbers: each element times the scale of its row. An id outside of the table
 * names the nearest row.
 *
 * Layout: ids [count], table [rows, width], scale [1] or [rows], y [count, width]. Reference: LiteRT's hybrid form of
 * EMBEDDING_LOOKUP.
 */
#ifndef TML_EMBEDDING_LOOKUP_HYBRID_H
#define TML_EMBEDDING_LOOKUP_HYBRID_H

#include "tml_port.h"

/* scale_step: 1, or 0 where all rows share one scale. */
typedef struct {
    int32_t count, rows, width;
    int32_t scale_step;
} tml_embedding_lookup_hybrid_params;

static inline void tml_embedding_lookup_hybrid(const tml_embedding_lookup_hybrid_params *params, const int32_t *ids,
                                               const TML_FLASH int8_t *table, const TML_FLASH float *scale, float *y)
{
    const tml_embedding_lookup_hybrid_params p = *params; /* a copy: stores to y cannot change it */
    for (int32_t i = 0; i < p.count; i++) {
        const int32_t id = ids[i];
        const int32_t row = id < 0 ? 0 : id < p.rows ? id : p.rows - 1;
        const TML_FLASH int8_t *from = table + row * p.width;
        const float factor = scale[row * p.scale_step];
        for (int32_t k = 0; k < p.width; k++) {
            *y++ = factor * (float)*from++;
        }
    }
}

#endif

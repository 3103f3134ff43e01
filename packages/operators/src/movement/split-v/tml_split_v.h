/* SPDX-License-Identifier: MIT-0 */
/*
 * A tensor taken apart along one axis, into any number of results of different lengths: as tml_split.h, with the
 * lengths in flash.
 *
 * Layout: operand [outer, sum of bytes], results [outer, bytes[i]]. Reference: LiteRT's SPLIT_V.
 */
#ifndef TML_SPLIT_V_H
#define TML_SPLIT_V_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include "tml_port.h"

typedef struct {
    int32_t outer; /* rows: product of the dimensions before the axis */
    int32_t count; /* results */
    const TML_FLASH int32_t *bytes; /* of each result, in one row */
} tml_split_v_params;

/* Row by row, one run of bytes to each result. */
static inline void tml_split_v(const tml_split_v_params *params, const void *input, void *const *outputs)
{
    const tml_split_v_params p = *params;
    const uint8_t *from = (const uint8_t *)input;
    int32_t row, i;
    for (row = 0; row < p.outer; row++) {
        for (i = 0; i < p.count; i++) {
            const size_t bytes = (size_t)p.bytes[i];
            memcpy((uint8_t *)outputs[i] + (size_t)row * bytes, from, bytes);
            from += bytes;
        }
    }
}

#endif

/* SPDX-License-Identifier: MIT-0 */
/*
 * Slices of a tensor along one axis that constant indices name, row by row.
 *
 * Layout: input [outer, size, bytes of a slice], indices [count], output [outer, count, bytes of a slice].
 * Reference: LiteRT's reference_ops::Gather.
 */
#ifndef TML_TAKE_H
#define TML_TAKE_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include "tml_port.h"

typedef struct {
    int32_t outer; /* rows: product of the dimensions before the axis */
    int32_t size;  /* of the axis */
    int32_t count; /* indices */
    int32_t bytes; /* of one slice */
} tml_take_params;

static inline void tml_take(const tml_take_params *params, const void *input, const TML_FLASH int32_t *indices, void *output)
{
    const tml_take_params p = *params;
    const uint8_t *row = (const uint8_t *)input;
    uint8_t *to = (uint8_t *)output;
    for (int32_t i = 0; i < p.outer; i++) {
        for (int32_t k = 0; k < p.count; k++) {
            memcpy(to, row + (size_t)indices[k] * (size_t)p.bytes, (size_t)p.bytes);
            to += p.bytes;
        }
        row += (size_t)p.size * (size_t)p.bytes;
    }
}

#endif

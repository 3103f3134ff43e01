/* SPDX-License-Identifier: MIT-0 */
/*
 * Tensors joined along one axis, of any number: as tml_concatenation.h, with the lengths in flash.
 *
 * Layout: operands [outer, bytes[i]], result [outer, sum of bytes]. Reference: LiteRT's
 * reference_ops::Concatenation.
 */
#ifndef TML_CONCATENATION_MANY_H
#define TML_CONCATENATION_MANY_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include "tml_port.h"

typedef struct {
    int32_t outer;        /* rows: product of the dimensions before the axis */
    int32_t count;        /* operands */
    const TML_FLASH int32_t *bytes; /* of each operand, in one row */
} tml_concatenation_many_params;

/* tml_concatenation for any number of operands. */
static inline void tml_concatenation_many(const tml_concatenation_many_params *params, const void *const *inputs, void *output)
{
    const tml_concatenation_many_params p = *params;
    uint8_t *to = (uint8_t *)output;
    for (int32_t row = 0; row < p.outer; row++) {
        for (int32_t i = 0; i < p.count; i++) {
            const size_t bytes = (size_t)p.bytes[i];
            memmove(to, (const uint8_t *)inputs[i] + (size_t)row * bytes, bytes);
            to += bytes;
        }
    }
}

#endif

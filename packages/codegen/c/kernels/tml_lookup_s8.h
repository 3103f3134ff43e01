/* SPDX-License-Identifier: MIT-0 */
#ifndef TML_LOOKUP_S8_H
#define TML_LOOKUP_S8_H

#include "tml_port.h"

typedef struct {
    int32_t count;
    const int8_t *table;
} tml_lookup_s8_params;

/*
 * Any function of one byte: `table` holds the result of every operand, in the order of the operand's bits read as 0 to
 * 255. `output` may be `input`.
 */
static inline void tml_lookup_s8(const tml_lookup_s8_params *params, const void *input, void *output)
{
    const uint8_t *from = (const uint8_t *)input;
    int8_t *to = (int8_t *)output;
    int32_t i;
    for (i = 0; i < params->count; i++) {
        to[i] = TML_LOAD_S8(params->table + from[i]);
    }
}

#endif

/* SPDX-License-Identifier: MIT-0 */
#ifndef TML_SELECT_32_H
#define TML_SELECT_32_H

#include <string.h>
#include "tml_port.h"

typedef struct {
    int32_t count;
    /* For each of the operands: how far it advances with an element, 0 or 1, where all are of one shape or of one element. */
    int32_t condition_stride;
    int32_t a_stride;
    int32_t b_stride;
    /* Dimensions, innermost first, of four numbers: its size, and what its next index adds to the operands' offsets. */
    int32_t rows;
    const TML_FLASH int32_t *outer;
} tml_select_32_params;

/*
 * `first` where the condition holds, else `second`: all broadcast, as `rows` runs of `count` elements. Elements are copied by
 * memcpy: they may be of any type.
 */
static inline void tml_select_32(const tml_select_32_params *params, const uint8_t *condition, const void *first,
                                 const void *second, void *output)
{
    const uint32_t *a = (const uint32_t *)first;
    const uint32_t *b = (const uint32_t *)second;
    uint32_t *to = (uint32_t *)output;
    int32_t index[4] = { 0, 0, 0, 0 };
    int32_t row = 0;
    for (;;) {
        const TML_FLASH int32_t *dimension = params->outer;
        int32_t place = 0;
        int32_t i;
        for (i = 0; i < params->count; i++) {
            const uint32_t *from = condition[i * params->condition_stride] ? a + i * params->a_stride : b + i * params->b_stride;
            memcpy(to + i, from, sizeof(*to));
        }
        if (++row == params->rows) {
            return;
        }
        to += params->count;
        while (++index[place] == dimension[0]) {
            index[place++] = 0;
            dimension += 4;
        }
        condition += dimension[1];
        a += dimension[2];
        b += dimension[3];
    }
}

#endif

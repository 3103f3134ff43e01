/* SPDX-License-Identifier: MIT-0 */
#ifndef TML_SELECT_16_H
#define TML_SELECT_16_H

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
} tml_select_16_params;

/*
 * `first` where the condition holds, else `second`: all broadcast, as `rows` runs of `count` elements. Elements are copied by
 * memcpy: they may be of any type.
 */
static inline void tml_select_16(const tml_select_16_params *params, const uint8_t *condition, const void *first,
                                 const void *second, void *output)
{
    const uint16_t *a = (const uint16_t *)first;
    const uint16_t *b = (const uint16_t *)second;
    uint16_t *to = (uint16_t *)output;
    int32_t index[4] = { 0, 0, 0, 0 };
    int32_t row = 0;
    for (;;) {
        const TML_FLASH int32_t *dimension = params->outer;
        int32_t place = 0;
        int32_t i;
        for (i = 0; i < params->count; i++) {
            const uint16_t *from = condition[i * params->condition_stride] ? a + i * params->a_stride : b + i * params->b_stride;
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

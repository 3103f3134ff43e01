/* SPDX-License-Identifier: MIT-0 */
#ifndef TML_TAKE_S32_H
#define TML_TAKE_S32_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include "tml_take.h"

/* Row by row, the slices that computed indices name; an index beyond either end names the nearest slice. */
static inline void tml_take_s32(const tml_take_params *params, const void *input, const int32_t *indices, void *output)
{
    const tml_take_params p = *params;
    const uint8_t *row = (const uint8_t *)input;
    uint8_t *to = (uint8_t *)output;
    for (int32_t i = 0; i < p.outer; i++) {
        for (int32_t k = 0; k < p.count; k++) {
            const int32_t index = indices[k];
            const int32_t slice = index < 0 ? 0 : index < p.size ? (int32_t)index : p.size - 1;
            memcpy(to, row + (size_t)slice * (size_t)p.bytes, (size_t)p.bytes);
            to += p.bytes;
        }
        row += (size_t)p.size * (size_t)p.bytes;
    }
}

#endif

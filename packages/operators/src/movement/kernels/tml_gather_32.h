/* SPDX-License-Identifier: MIT-0 */
#ifndef TML_GATHER_32_H
#define TML_GATHER_32_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include "tml_view.h"

/* The elements of a part of `input`, one after another. Elements are copied by memcpy: they may be of any type. */
static inline void tml_gather_32(const tml_view *view, const void *input, void *output)
{
    const int32_t *count = view->count;
    const int32_t *stride = view->stride;
    const uint32_t *from = (const uint32_t *)input + view->start;
    uint32_t *to = (uint32_t *)output;
    int32_t a, b, c, d, e;
    for (a = 0; a < count[0]; a++) {
        for (b = 0; b < count[1]; b++) {
            for (c = 0; c < count[2]; c++) {
                for (d = 0; d < count[3]; d++) {
                    const uint32_t *row = from + a * stride[0] + b * stride[1] + c * stride[2] + d * stride[3];
                    if (stride[4] == 1) {
                        memcpy(to, row, (size_t)count[4] * sizeof(*to));
                        to += count[4];
                        continue;
                    }
                    for (e = 0; e < count[4]; e++) {
                        memcpy(to, row + e * stride[4], sizeof(*to));
                        to++;
                    }
                }
            }
        }
    }
}

#endif

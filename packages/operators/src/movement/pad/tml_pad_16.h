/* SPDX-License-Identifier: MIT-0 */
#ifndef TML_PAD_16_H
#define TML_PAD_16_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include "tml_view.h"

typedef struct {
    tml_view view; /* where the operand lies within the result; rows are contiguous */
    int32_t total; /* elements of the result */
    int32_t value; /* the bits to pad with */
} tml_pad_16_params;

/* Fills `output`, then copies the rows of `input` into their places. */
static inline void tml_pad_16(const tml_pad_16_params *params, const void *input, void *output)
{
    const int32_t *count = params->view.count;
    const int32_t *stride = params->view.stride;
    const uint16_t value = (uint16_t)params->value;
    const uint16_t *from = (const uint16_t *)input;
    uint16_t *to = (uint16_t *)output;
    int32_t i, a, b, c, d;
    for (i = 0; i < params->total; i++) {
        memcpy(to + i, &value, sizeof(value));
    }
    to += params->view.start;
    for (a = 0; a < count[0]; a++) {
        for (b = 0; b < count[1]; b++) {
            for (c = 0; c < count[2]; c++) {
                for (d = 0; d < count[3]; d++) {
                    memcpy(to + a * stride[0] + b * stride[1] + c * stride[2] + d * stride[3], from,
                           (size_t)count[4] * sizeof(value));
                    from += count[4];
                }
            }
        }
    }
}

#endif

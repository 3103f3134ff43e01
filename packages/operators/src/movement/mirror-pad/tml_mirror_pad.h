/* SPDX-License-Identifier: MIT-0 */
/*
 * A tensor with its own elements, mirrored, around it; the outermost ones are repeated (symmetric) or not (reflect).
 *
 * Layout: up to seven dimensions, innermost last. Reference: LiteRT's MIRROR_PAD.
 */
#ifndef TML_MIRROR_PAD_H
#define TML_MIRROR_PAD_H

#include "tml_port.h"

typedef struct {
    int32_t size[6];   /* of the operand */
    int32_t before[6]; /* elements of padding */
    int32_t count[6];  /* of the result */
    int32_t border;    /* 1: the mirror image repeats the outermost element */
    int32_t bytes;     /* of one element of the last dimension */
} tml_mirror_pad_params;

/* The operand's index along dimension `axis` for the result's index `at`. */
static inline int32_t tml_mirror_pad_index(const tml_mirror_pad_params *params, int32_t axis, int32_t at)
{
    const int32_t size = params->size[axis];
    const int32_t index = at - params->before[axis];
    if (index < 0) return -index - params->border;
    return index < size ? index : 2 * size - 2 + params->border - index;
}

static inline void tml_mirror_pad(const tml_mirror_pad_params *params, const void *input, void *output)
{
    const tml_mirror_pad_params p = *params;
    const uint8_t *from = (const uint8_t *)input;
    uint8_t *to = (uint8_t *)output;
    for (int32_t a = 0; a < p.count[0] * p.count[1]; a++) {
        const int32_t outer = tml_mirror_pad_index(&p, 0, a / p.count[1]) * p.size[1];
        const int32_t inner = tml_mirror_pad_index(&p, 1, a % p.count[1]);
        for (int32_t b = 0; b < p.count[2]; b++) {
            const int32_t second = (outer + inner) * p.size[2] + tml_mirror_pad_index(&p, 2, b);
            for (int32_t c = 0; c < p.count[3]; c++) {
                const int32_t third = second * p.size[3] + tml_mirror_pad_index(&p, 3, c);
                for (int32_t d = 0; d < p.count[4]; d++) {
                    const int32_t fourth = third * p.size[4] + tml_mirror_pad_index(&p, 4, d);
                    for (int32_t e = 0; e < p.count[5]; e++) {
                        const int32_t place = fourth * p.size[5] + tml_mirror_pad_index(&p, 5, e);
                        memcpy(to, from + (size_t)place * (size_t)p.bytes, (size_t)p.bytes);
                        to += p.bytes;
                    }
                }
            }
        }
    }
}

#endif

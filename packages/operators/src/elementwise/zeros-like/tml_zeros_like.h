/* SPDX-License-Identifier: MIT-0 */
/*
 * As many zeros of 32 bits as the operand has elements, whatever it holds.
 *
 * Layout: `count` elements in order. Reference: LiteRT's ZEROS_LIKE.
 */
#ifndef TML_ZEROS_LIKE_H
#define TML_ZEROS_LIKE_H

#include "tml_port.h"

typedef struct {
    int32_t count;
} tml_zeros_like_params;

static inline void tml_zeros_like(const tml_zeros_like_params *params, const void *input, void *output)
{
    (void)input;
    memset(output, 0, (size_t)params->count * 4u);
}

#endif

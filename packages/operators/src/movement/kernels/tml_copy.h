/* SPDX-License-Identifier: MIT-0 */
/*
 * The same bytes elsewhere; nothing where `output` is `input`: a reshape whose operand must stay, or an output that
 * is also an input.
 *
 * Layout: `bytes` bytes in order.
 */
#ifndef TML_COPY_H
#define TML_COPY_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef struct {
    int32_t bytes;
} tml_copy_params;

static inline void tml_copy(const tml_copy_params *params, const void *input, void *output)
{
    if (output != input) {
        memcpy(output, input, (size_t)params->bytes);
    }
}

#endif

/* SPDX-License-Identifier: MIT-0 */
/*
 * The last frames of a stream, the oldest first: those that are kept move to the front, and the new one follows them.
 *
 * Layout: frames of `frame` bytes one after another, `kept` bytes of them stay. `y` may be `before`. After TensorFlow
 * Lite Micro's CIRCULAR_BUFFER.
 */
#ifndef TML_CIRCULAR_BUFFER_H
#define TML_CIRCULAR_BUFFER_H

#include "tml_port.h"

typedef struct {
    int32_t frame, kept; /* bytes */
} tml_circular_buffer_params;

static inline void tml_circular_buffer(const tml_circular_buffer_params *params, const void *x, const void *before, void *y)
{
    const tml_circular_buffer_params p = *params;
    memmove(y, (const int8_t *)before + p.frame, (size_t)p.kept);
    memcpy((int8_t *)y + p.kept, x, (size_t)p.frame);
}

#endif

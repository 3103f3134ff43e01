/* SPDX-License-Identifier: MIT-0 */
/*
 * Which taps of a filter, along one axis, lie on the input rather than on padding: first <= tap < end.
 *
 * The filter's first tap lies at `start`, others `dilation` apart, on an input of `size`.
 */
#ifndef TML_WINDOW_H
#define TML_WINDOW_H

#include "tml_port.h"

/* The taps of a filter, along one axis, that fall on the input: first <= tap < end. */
typedef struct {
    int32_t first, end;
} tml_taps;

/* For a filter of `taps` taps whose first lies at `start`, on an input of `size`. */
static inline tml_taps tml_taps_at(int32_t start, int32_t taps, int32_t dilation, int32_t size)
{
    tml_taps inside = { 0, taps };
    if (start < 0) {
        inside.first = (dilation - 1 - start) / dilation;
    }
    if (start + (taps - 1) * dilation >= size) {
        inside.end = size > start ? (size - start + dilation - 1) / dilation : 0;
    }
    if (inside.first > inside.end) {
        inside.first = inside.end;
    }
    return inside;
}

#endif

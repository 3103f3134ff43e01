/* SPDX-License-Identifier: MIT-0 */
/*
 * Part of a tensor, in elements: element [a, b, c, d, e] lies at start + a * stride[0] + ... + e * stride[4].
 *
 * Strides may be 0 or negative.
 */
#ifndef TML_VIEW_H
#define TML_VIEW_H

#include <stdint.h>

typedef struct {
    int32_t count[5];
    int32_t stride[5];
    int32_t start;
} tml_view;

#endif

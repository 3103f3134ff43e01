/* SPDX-License-Identifier: MIT-0 */
/*
 * Part of a tensor along more dimensions than a tml_view has: that view at each position along outer dimensions.
 *
 * Strides are in elements and may be 0 or negative.
 */
#ifndef TML_DEEP_VIEW_H
#define TML_DEEP_VIEW_H

#include "tml_view.h"

enum { TML_OUTER_DIMENSIONS = 7 };

typedef struct {
    tml_view inner;
    int32_t outer_count[TML_OUTER_DIMENSIONS];
    int32_t outer_stride[TML_OUTER_DIMENSIONS];
} tml_deep_view;

#endif

/* SPDX-License-Identifier: MIT-0 */
/*
 * Intersection over union of two boxes, each given by two opposite corners y, x, y, x. A box without an area overlaps
 * nothing. Areas are rounded before they are added, whatever instructions the core has: then a box overlaps itself by
 * exactly 1.
 *
 * Reference: ComputeIntersectionOverUnion of LiteRT's non_max_suppression.h.
 */
#ifndef TML_BOX_OVERLAP_H
#define TML_BOX_OVERLAP_H

#include <math.h>
#include "tml_port.h"

static inline float tml_box_overlap(const float *a, const float *b)
{
    const float a_top = fminf(a[0], a[2]), a_left = fminf(a[1], a[3]);
    const float a_bottom = fmaxf(a[0], a[2]), a_right = fmaxf(a[1], a[3]);
    const float b_top = fminf(b[0], b[2]), b_left = fminf(b[1], b[3]);
    const float b_bottom = fmaxf(b[0], b[2]), b_right = fmaxf(b[1], b[3]);
    const volatile float a_area = (a_bottom - a_top) * (a_right - a_left);
    const volatile float b_area = (b_bottom - b_top) * (b_right - b_left);
    if (!(a_area > 0.0f) || !(b_area > 0.0f)) {
        return 0.0f;
    }
    const float height = fmaxf(fminf(a_bottom, b_bottom) - fmaxf(a_top, b_top), 0.0f);
    const float width = fmaxf(fminf(a_right, b_right) - fmaxf(a_left, b_left), 0.0f);
    const volatile float common = height * width;
    return common / (a_area + b_area - common);
}

#endif

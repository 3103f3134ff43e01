/* SPDX-License-Identifier: MIT-0 */
#ifndef TML_WALK_REST_F32_H
#define TML_WALK_REST_F32_H

#include "tml_walk_f32.h"

/* One channel of those that are left after the fours: its weights lie in a row. Sums of four keep the FPU busy. */
static inline float tml_walk_rest_f32(const tml_walk_f32 *walk, const void *weights, float bias, int32_t half)
{
    const int32_t run = walk->run, skip = walk->w_skip / (half ? 8 : 16);
    float s0 = bias, s1 = 0.0f, s2 = 0.0f, s3 = 0.0f;
    int32_t w = 0;
    for (int32_t row = 0; row < walk->rows; row++) {
        const float *x = walk->x + row * (run + walk->x_skip / 4);
        const float *const end = x + run;
        for (; end - x >= 4; x += 4) {
            const float x0 = x[0], x1 = x[1], x2 = x[2], x3 = x[3];
            s0 += x0 * tml_walk_weight(weights, w, half);
            s1 += x1 * tml_walk_weight(weights, w + 1, half);
            s2 += x2 * tml_walk_weight(weights, w + 2, half);
            s3 += x3 * tml_walk_weight(weights, w + 3, half);
            w += 4;
        }
        for (; x < end; x++) {
            s0 += *x * tml_walk_weight(weights, w++, half);
        }
        w += skip;
    }
    return (s0 + s1) + (s2 + s3);
}

#endif

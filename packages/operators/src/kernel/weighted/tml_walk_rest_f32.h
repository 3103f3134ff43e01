/* SPDX-License-Identifier: MIT-0 */
/*
 * One output channel of those that are left after the fours of a walk (tml_walk_f32.h).
 *
 * Layout: its weights are contiguous. Four partial sums keep the FPU busy.
 */
#ifndef TML_WALK_REST_F32_H
#define TML_WALK_REST_F32_H

#include "tml_walk_f32.h"

static inline float tml_walk_rest_f32(const tml_walk_f32 *walk, const void *weights, float bias, int32_t half)
{
    const int32_t run = walk->run, bytes = half ? 2 : 4;
    const char *w = (const char *)weights;
    float s0 = bias, s1 = 0.0f, s2 = 0.0f, s3 = 0.0f;
    for (int32_t row = 0; row < walk->rows; row++) {
        const float *x = walk->x + row * (run + walk->x_skip / 4);
        int32_t left = run;
        for (; left >= 4; left -= 4) {
            s0 += x[0] * tml_walk_weight(w, 0, half);
            s1 += x[1] * tml_walk_weight(w, 1, half);
            s2 += x[2] * tml_walk_weight(w, 2, half);
            s3 += x[3] * tml_walk_weight(w, 3, half);
            x += 4;
            w += 4 * bytes;
        }
        for (; left > 0; left--) {
            s0 += *x++ * tml_walk_weight(w, 0, half);
            w += bytes;
        }
        w += walk->w_skip / 4;
    }
    return (s0 + s1) + (s2 + s3);
}

#endif

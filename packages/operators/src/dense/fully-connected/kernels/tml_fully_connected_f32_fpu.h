/* SPDX-License-Identifier: MIT-0 */
/*
 * Fully connected layer of real numbers for Arm's single-precision FPU: a walk (tml_walk_pixel_f32_fpu.h) over a row
 * of x with four outputs at once.
 *
 * Layout: x [rows, k], weights [o / 4, k, 4] and what is left [o % 4, k], bias [o], y [rows, o]; at least four
 * outputs. Reference: LiteRT's reference_ops::FullyConnected.
 */
#ifndef TML_FULLY_CONNECTED_F32_FPU_H
#define TML_FULLY_CONNECTED_F32_FPU_H

#include "tml_params_fully_connected.h"
#include "tml_walk_pixel_f32_fpu.h"
#include "tml_walk_rest_f32.h"

static inline void tml_fully_connected_walk(const tml_fully_connected_f32_params *params, const float *x, const void *weights,
                                            const float *bias, float *y, int32_t half)
{
    const tml_fully_connected_f32_params p = *params; /* a copy: stores to y cannot change it */
    const int32_t fours = p.outputs / 4, bytes = half ? 2 : 4, rectify = p.min == 0.0f;
    for (int32_t row = 0; row < p.rows; row++) {
        tml_walk_f32 walk = { x, weights, bias, y, 0, 0, 0, 4 * bytes * p.depth, 1, p.depth, 0, fours, rectify, p.max };
        if (half) {
            tml_walk_pixel_f16w_fpu(&walk);
        } else {
            tml_walk_pixel_f32_fpu(&walk);
        }
        for (int32_t o = 4 * fours; o < p.outputs; o++) {
            const char *w = (const char *)weights + o * bytes * p.depth;
            y[o] = tml_clamp_f32(tml_walk_rest_f32(&walk, w, bias[o], half), p.min, p.max);
        }
        tml_walk_clamp(&walk, y, 4 * fours, p.min, p.max);
        x += p.depth;
        y += p.outputs;
    }
}

/* x [rows,k], weights [o/4,k,4] and what is left [o%4,k], bias [o], y [rows,o]; at least four outputs. */
static inline void tml_fully_connected_f32_fpu(const tml_fully_connected_f32_params *params, const float *x,
                                               const float *weights, const float *bias, float *y)
{
    tml_fully_connected_walk(params, x, weights, bias, y, 0);
}

/* The same with weights in half precision. */
static inline void tml_fully_connected_f16w_fpu(const tml_fully_connected_f32_params *params, const float *x,
                                                const uint16_t *weights, const float *bias, float *y)
{
    tml_fully_connected_walk(params, x, weights, bias, y, 1);
}

#endif

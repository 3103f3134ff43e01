/* SPDX-License-Identifier: MIT-0 */
/*
 * What recurrent kernels apply to float cells, tanh or a value between two limits, and how their state begins.
 *
 * Source: Hochreiter and Schmidhuber, Long Short-Term Memory, 1997.
 */
#ifndef TML_CELL_F32_H
#define TML_CELL_F32_H

#include <math.h>
#include "tml_clamp_f32.h"

/* What recurrent kernels apply to float cells: tanh, or a value between two limits. */
typedef struct {
    int32_t limits; /* 0: tanh; 1: between low and high */
    float low, high;
} tml_cell_activation;

static inline float tml_cell_activate(const tml_cell_activation *activation, float x)
{
    return activation->limits ? tml_clamp_f32(x, activation->low, activation->high) : tanhf(x);
}

static inline float tml_cell_logistic(float x)
{
    return 1.0f / (1.0f + expf(-x));
}

/* The state before the first step: what `before` points to, or zeros. */
static inline void tml_cell_begin_f32(float *state, const float *before, int32_t count)
{
    if (before != NULL) {
        memcpy(state, before, (size_t)count * sizeof *state);
    } else {
        memset(state, 0, (size_t)count * sizeof *state);
    }
}

#endif

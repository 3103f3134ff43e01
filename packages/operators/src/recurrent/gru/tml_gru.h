/* SPDX-License-Identifier: MIT-0 */
/*
 * Gated recurrent units (Cho et al., Learning Phrase Representations using RNN Encoder-Decoder, 2014): z and r are
 * logistic functions of products of x and of h with weights, the candidate is g = activation(W x + b + r * (R h +
 * b')), or activation(W x + b + R (r * h) + b') where the reset gate comes before, and h = z * h + (1 - z) * g.
 *
 * Layout: rows of weights are those of z, then of r, then of g.
 */
#ifndef TML_GRU_H
#define TML_GRU_H

#include "tml_rnn.h"

/* sums[3 * units] <- the bias of x */
static inline void tml_gru_start(float *sums, const TML_FLASH float *bias, int32_t count)
{
    for (int32_t i = 0; i < count; i++) {
        sums[i] = bias[i];
    }
}

/* `from_x`, `from_h`: sums of all rows. Those of r become the gate; the candidate's of h are times it. */
static inline void tml_gru_reset_after(float *from_x, float *from_h, int32_t units)
{
    for (int32_t i = 0; i < units; i++) {
        from_h[2 * units + i] *= tml_cell_logistic(from_x[units + i] + from_h[units + i]);
    }
}

/* to = r * h */
static inline void tml_gru_reset_before(const float *from_x, const float *from_h, const float *h, int32_t units, float *to)
{
    for (int32_t i = 0; i < units; i++) {
        to[i] = h[i] * tml_cell_logistic(from_x[units + i] + from_h[units + i]);
    }
}

static inline void tml_gru_update(const tml_cell_activation *activation, const float *from_x, const float *from_h, int32_t units, float *h)
{
    for (int32_t i = 0; i < units; i++) {
        const float update = tml_cell_logistic(from_x[i] + from_h[i]);
        const float fresh = tml_cell_activate(activation, from_x[2 * units + i] + from_h[2 * units + i]);
        h[i] = update * h[i] + (1.0f - update) * fresh;
    }
}

#endif

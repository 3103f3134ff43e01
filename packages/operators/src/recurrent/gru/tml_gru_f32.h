/* SPDX-License-Identifier: MIT-0 */
/*
 * Gated recurrent units with float32 weights; tml_gru.h has the algorithm.
 *
 * Layout: weights [3 * units, inputs] and [3 * units, units]. Reference: Keras's GRUCell.
 */
#ifndef TML_GRU_F32_H
#define TML_GRU_F32_H

#include "tml_gru.h"
#include "tml_rows_f32.h"

typedef struct {
    tml_rnn_sizes sizes;
    const TML_FLASH float *weights, *recurrent, *bias, *recurrent_bias;
    int32_t reset_after;
    tml_cell_activation activation;
} tml_gru_f32_params;

/*
 * x [batch,steps,inputs] or [steps,batch,inputs], y alike; h [batch,units] after the last step, before: that before
 * the first, NULL for zeros. Scratch: 6 * units floats, and `units` more where the reset gate comes before.
 */
static inline void tml_gru_f32(const tml_gru_f32_params *params, const float *x, const float *before, float *y, float *h, void *scratch)
{
    const tml_rnn_sizes z = params->sizes;
    const int32_t rows = 3 * z.units;
    float *const from_x = (float *)scratch, *const from_h = from_x + rows, *const open = from_h + rows;
    tml_cell_begin_f32(h, before, z.batch * z.units);
    for (int32_t sample = 0; sample < z.batch; sample++, h += z.units) {
        for (int32_t step = 0; step < z.steps; step++) {
            const int32_t at = sample * z.sample_step + step * z.time_step;
            tml_gru_start(from_x, params->bias, rows);
            tml_add_rows_f32(params->weights, x + at * z.inputs, z.inputs, rows, from_x);
            tml_gru_start(from_h, params->recurrent_bias, rows);
            tml_add_rows_f32(params->recurrent, h, z.units, params->reset_after ? rows : 2 * z.units, from_h);
            if (params->reset_after) {
                tml_gru_reset_after(from_x, from_h, z.units);
            } else {
                tml_gru_reset_before(from_x, from_h, h, z.units, open);
                tml_add_rows_f32(params->recurrent + 2 * z.units * z.units, open, z.units, z.units, from_h + 2 * z.units);
            }
            tml_gru_update(&params->activation, from_x, from_h, z.units, h);
            memcpy(y + at * z.units, h, (size_t)z.units * sizeof *y);
        }
    }
}

#endif

/* SPDX-License-Identifier: MIT-0 */
/*
 * A simple recurrent network (Elman, Finding Structure in Time, 1990): h = activation(W x + R h + b) in each step.
 *
 * Layout: weights as rows, one for each unit. Reference: LiteRT's kernel_utils::RnnBatchStep.
 */
#ifndef TML_RNN_F32_H
#define TML_RNN_F32_H

#include "tml_rnn.h"
#include "tml_rows_f32.h"

typedef struct {
    tml_rnn_sizes sizes;
    const TML_FLASH float *weights, *recurrent, *bias;
    tml_cell_activation activation;
} tml_rnn_f32_params;

/*
 * x [batch,steps,inputs] or [steps,batch,inputs], y alike; h [batch,units] after the last step, before: that before
 * the first, NULL for zeros. Scratch: `units` floats.
 */
static inline void tml_rnn_f32(const tml_rnn_f32_params *params, const float *x, const float *before, float *y, float *h, void *scratch)
{
    const tml_rnn_sizes z = params->sizes;
    float *const sums = (float *)scratch;
    tml_cell_begin_f32(h, before, z.batch * z.units);
    for (int32_t sample = 0; sample < z.batch; sample++, h += z.units) {
        for (int32_t step = 0; step < z.steps; step++) {
            const int32_t at = sample * z.sample_step + step * z.time_step;
            for (int32_t i = 0; i < z.units; i++) {
                sums[i] = params->bias[i];
            }
            tml_add_rows_f32(params->weights, x + at * z.inputs, z.inputs, z.units, sums);
            tml_add_rows_f32(params->recurrent, h, z.units, z.units, sums);
            for (int32_t i = 0; i < z.units; i++) {
                h[i] = tml_cell_activate(&params->activation, sums[i]);
            }
            memcpy(y + at * z.units, h, (size_t)z.units * sizeof *y);
        }
    }
}

#endif

/* SPDX-License-Identifier: MIT-0 */
/*
 * LSTM with float32 weights: dot products of four cells at once, as in tml_fully_connected_f32.
 *
 * Layout: x [batch, steps, inputs] or [steps, batch, inputs], weights a row a cell; NULL where there is no such
 * gate. Reference: LiteRT's lstm_eval::EvalFloat. tml_lstm.h has the algorithm.
 */
#ifndef TML_LSTM_F32_H
#define TML_LSTM_F32_H

#include "tml_lstm_cell_f32.h"
#include "tml_rows_f32.h"

typedef struct {
    tml_lstm_sizes sizes;
    const TML_FLASH float *input[TML_LSTM_GATES], *recurrent[TML_LSTM_GATES];
    const TML_FLASH float *projection, *projection_bias; /* NULL: none */
    float projection_limit;                              /* 0: none */
    tml_lstm_cell_f32 cell;
} tml_lstm_f32_params;

/*
 * x [batch,steps,inputs] or [steps,batch,inputs], y alike; h [batch,outputs] and c [batch,cells] after the last step,
 * h_before and c_before those before the first, NULL for zeros.
 * Scratch: 4 * cells floats, and `cells` more where there is a projection.
 */
static inline void tml_lstm_f32(const tml_lstm_f32_params *params, const float *x, const float *h_before, const float *c_before, float *y,
                                float *h, float *c, void *scratch)
{
    const tml_lstm_sizes z = params->sizes;
    float *const gates = (float *)scratch, *const hidden = gates + TML_LSTM_GATES * z.cells;
    tml_cell_begin_f32(h, h_before, z.batch * z.outputs);
    tml_cell_begin_f32(c, c_before, z.batch * z.cells);
    for (int32_t sample = 0; sample < z.batch; sample++, h += z.outputs, c += z.cells) {
        for (int32_t step = 0; step < z.steps; step++) {
            const int32_t at = sample * z.sample_step + step * z.time_step;
            for (int32_t gate = 0; gate < TML_LSTM_GATES; gate++) {
                float *const sums = gates + gate * z.cells;
                if (params->input[gate]) {
                    tml_lstm_start_gate_f32(&params->cell.gates[gate], z.cells, sums);
                    tml_add_rows_f32(params->input[gate], x + at * z.inputs, z.inputs, z.cells, sums);
                    tml_add_rows_f32(params->recurrent[gate], h, z.outputs, z.cells, sums);
                }
            }
            tml_lstm_cell_step_f32(&params->cell, z.cells, gates, c, !params->projection ? h : hidden);
            if (params->projection) {
                const float limit = params->projection_limit;
                for (int32_t i = 0; i < z.outputs; i++) {
                    const float value = tml_dot_f32(hidden, params->projection + i * z.cells, z.cells, params->projection_bias[i]);
                    h[i] = limit > 0.0f ? tml_clamp_f32(value, -limit, limit) : value;
                }
            }
            memcpy(y + at * z.outputs, h, (size_t)z.outputs * sizeof *y);
        }
    }
}

#endif

/* SPDX-License-Identifier: MIT-0 */
/*
 * LSTM with int8 weights on float activations: in each step x and h are quantised by their own range, once for all
 * gates.
 *
 * Layout: as tml_lstm_f32. Reference: LiteRT's lstm_eval::EvalHybrid. tml_lstm.h has the algorithm.
 */
#ifndef TML_LSTM_HYBRID_H
#define TML_LSTM_HYBRID_H

#include "tml_lstm_cell_f32.h"
#include "tml_rows_hybrid.h"

/* A matrix without weights: no such gate. */
typedef struct {
    tml_lstm_sizes sizes;
    tml_hybrid_matrix input[TML_LSTM_GATES], recurrent[TML_LSTM_GATES], projection;
    const TML_FLASH float *projection_bias;
    float projection_limit; /* 0: none */
    int32_t asymmetric;
    tml_lstm_cell_f32 cell;
} tml_lstm_hybrid_params;

/*
 * x [batch,steps,inputs] or [steps,batch,inputs], y alike; h [batch,outputs] and c [batch,cells] after the last step,
 * h_before and c_before those before the first, NULL for zeros.
 * Scratch: 4 * cells floats, `cells` more where there is a projection, then
 * inputs + outputs bytes, or as many as cells where these are more.
 */
static inline void tml_lstm_hybrid(const tml_lstm_hybrid_params *params, const float *x, const float *h_before, const float *c_before,
                                   float *y, float *h, float *c, void *scratch)
{
    const tml_lstm_sizes z = params->sizes;
    const int32_t projects = params->projection.weights ? 1 : 0;
    float *const gates = (float *)scratch, *const hidden = gates + TML_LSTM_GATES * z.cells;
    int8_t *const quantized = (int8_t *)(projects ? hidden + z.cells : hidden), *const recurrent = quantized + z.inputs;
    tml_cell_begin_f32(h, h_before, z.batch * z.outputs);
    tml_cell_begin_f32(c, c_before, z.batch * z.cells);
    for (int32_t sample = 0; sample < z.batch; sample++, h += z.outputs, c += z.cells) {
        for (int32_t step = 0; step < z.steps; step++) {
            const int32_t at = sample * z.sample_step + step * z.time_step;
            const tml_dynamic_scale of_x = tml_quantize_dynamic(x + at * z.inputs, z.inputs, params->asymmetric, quantized);
            const tml_dynamic_scale of_h = tml_quantize_dynamic(h, z.outputs, params->asymmetric, recurrent);
            for (int32_t gate = 0; gate < TML_LSTM_GATES; gate++) {
                float *const sums = gates + gate * z.cells;
                if (params->input[gate].weights) {
                    tml_lstm_start_gate_f32(&params->cell.gates[gate], z.cells, sums);
                    tml_add_rows_hybrid(&params->input[gate], quantized, of_x, z.inputs, z.cells, sums);
                    tml_add_rows_hybrid(&params->recurrent[gate], recurrent, of_h, z.outputs, z.cells, sums);
                }
            }
            tml_lstm_cell_step_f32(&params->cell, z.cells, gates, c, projects ? hidden : h);
            if (projects) {
                const tml_dynamic_scale dynamic = tml_quantize_dynamic(hidden, z.cells, params->asymmetric, quantized);
                const float limit = params->projection_limit;
                for (int32_t i = 0; i < z.outputs; i++) {
                    h[i] = params->projection_bias[i];
                }
                tml_add_rows_hybrid(&params->projection, quantized, dynamic, z.cells, z.outputs, h);
                for (int32_t i = 0; i < z.outputs && limit > 0.0f; i++) {
                    h[i] = tml_clamp_f32(h[i], -limit, limit);
                }
            }
            memcpy(y + at * z.outputs, h, (size_t)z.outputs * sizeof *y);
        }
    }
}

#endif

/* SPDX-License-Identifier: MIT-0 */
/*
 * Gated recurrent units with int8 weights on float activations: what they are multiplied with is quantised as it
 * comes, once for all gates.
 *
 * Layout: as in tml_gru_f32.h. Reference: Keras's GRUCell, tml_rows_hybrid.h.
 */
#ifndef TML_GRU_HYBRID_H
#define TML_GRU_HYBRID_H

#include "tml_gru.h"
#include "tml_rows_hybrid.h"

typedef struct {
    tml_rnn_sizes sizes;
    tml_hybrid_matrix weights, recurrent;
    const TML_FLASH float *bias, *recurrent_bias;
    int32_t reset_after, asymmetric;
    tml_cell_activation activation;
} tml_gru_hybrid_params;

/* Scratch: 7 * units floats, then as many bytes as the longer of x and h has elements. */
static inline void tml_gru_hybrid(const tml_gru_hybrid_params *params, const float *x, const float *before, float *y, float *h, void *scratch)
{
    const tml_rnn_sizes z = params->sizes;
    const int32_t rows = 3 * z.units;
    float *const from_x = (float *)scratch, *const from_h = from_x + rows, *const open = from_h + rows;
    int8_t *const quantized = (int8_t *)(open + z.units);
    tml_cell_begin_f32(h, before, z.batch * z.units);
    for (int32_t sample = 0; sample < z.batch; sample++, h += z.units) {
        for (int32_t step = 0; step < z.steps; step++) {
            const int32_t at = sample * z.sample_step + step * z.time_step;
            tml_dynamic_scale dynamic = tml_quantize_dynamic(x + at * z.inputs, z.inputs, params->asymmetric, quantized);
            tml_gru_start(from_x, params->bias, rows);
            tml_add_rows_hybrid(&params->weights, quantized, dynamic, z.inputs, rows, from_x);
            tml_gru_start(from_h, params->recurrent_bias, rows);
            dynamic = tml_quantize_dynamic(h, z.units, params->asymmetric, quantized);
            tml_add_rows_hybrid(&params->recurrent, quantized, dynamic, z.units, params->reset_after ? rows : 2 * z.units, from_h);
            if (params->reset_after) {
                tml_gru_reset_after(from_x, from_h, z.units);
            } else {
                const tml_hybrid_matrix candidate = { params->recurrent.weights + 2 * z.units * z.units, params->recurrent.scale };
                tml_gru_reset_before(from_x, from_h, h, z.units, open);
                dynamic = tml_quantize_dynamic(open, z.units, params->asymmetric, quantized);
                tml_add_rows_hybrid(&candidate, quantized, dynamic, z.units, z.units, from_h + 2 * z.units);
            }
            tml_gru_update(&params->activation, from_x, from_h, z.units, h);
            memcpy(y + at * z.units, h, (size_t)z.units * sizeof *y);
        }
    }
}

#endif

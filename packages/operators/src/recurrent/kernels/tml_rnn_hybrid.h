/* SPDX-License-Identifier: MIT-0 */
/*
 * A simple recurrent network with int8 weights on float activations: in each step x and h are quantised as they
 * come.
 *
 * Layout: as in tml_rnn_f32.h. Reference: LiteRT's hybrid kernel_utils::RnnBatchStep.
 */
#ifndef TML_RNN_HYBRID_H
#define TML_RNN_HYBRID_H

#include "tml_rnn.h"
#include "tml_rows_hybrid.h"

typedef struct {
    tml_rnn_sizes sizes;
    tml_hybrid_matrix weights, recurrent;
    const TML_FLASH float *bias;
    int32_t asymmetric;
    tml_cell_activation activation;
} tml_rnn_hybrid_params;

/* Scratch: `units` floats, then as many bytes as the longer of x and h has elements. */
static inline void tml_rnn_hybrid(const tml_rnn_hybrid_params *params, const float *x, const float *before, float *y, float *h, void *scratch)
{
    const tml_rnn_sizes z = params->sizes;
    float *const sums = (float *)scratch;
    int8_t *const quantized = (int8_t *)(sums + z.units);
    tml_cell_begin_f32(h, before, z.batch * z.units);
    for (int32_t sample = 0; sample < z.batch; sample++, h += z.units) {
        for (int32_t step = 0; step < z.steps; step++) {
            const int32_t at = sample * z.sample_step + step * z.time_step;
            tml_dynamic_scale dynamic = tml_quantize_dynamic(x + at * z.inputs, z.inputs, params->asymmetric, quantized);
            for (int32_t i = 0; i < z.units; i++) {
                sums[i] = params->bias[i];
            }
            tml_add_rows_hybrid(&params->weights, quantized, dynamic, z.inputs, z.units, sums);
            dynamic = tml_quantize_dynamic(h, z.units, params->asymmetric, quantized);
            tml_add_rows_hybrid(&params->recurrent, quantized, dynamic, z.units, z.units, sums);
            for (int32_t i = 0; i < z.units; i++) {
                h[i] = tml_cell_activate(&params->activation, sums[i]);
            }
            memcpy(y + at * z.units, h, (size_t)z.units * sizeof *y);
        }
    }
}

#endif

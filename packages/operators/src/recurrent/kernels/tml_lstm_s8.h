/* SPDX-License-Identifier: MIT-0 */
/*
 * LSTM with int8 activations and weights (8x8_16 in TensorFlow Lite). Zero points are folded into the biases, so each
 * gate takes two plain dot products a cell, which are rescaled to int16 with three integer bits before they are added.
 *
 * Reference: LiteRT's lstm_eval::EvalInteger8x8_16. tml_lstm.h has the algorithm.
 */
#ifndef TML_LSTM_S8_H
#define TML_LSTM_S8_H

#include "tml_dot_s8.h"
#include "tml_lstm_cell_s16.h"

/* Rows of weights times a vector; `weights` is NULL where there is none. */
typedef struct {
    const TML_FLASH int8_t *weights;
    const TML_FLASH int32_t *bias;
    int32_t multiplier, shift;
} tml_lstm_s8_product;

typedef struct {
    tml_lstm_sizes sizes;
    tml_lstm_s8_product input[TML_LSTM_GATES], recurrent[TML_LSTM_GATES];
    tml_lstm_s8_product projection;
    int32_t projection_limit; /* 0: none */
    int32_t output_zero_point;
    tml_lstm_cell_s16 cell;
} tml_lstm_s8_params;

/* to[row], or its sum with what is there, for all rows. */
static inline void tml_lstm_s8_rows(const tml_lstm_s8_product *product, const int8_t *x, int32_t depth, int32_t rows, int32_t adds, int16_t *to)
{
    const tml_lstm_s8_product p = *product; /* a copy: stores cannot change it */
    for (int32_t row = 0; row < rows; row += 4) {
        const int32_t count = rows - row < 4 ? rows - row : 4;
        const TML_FLASH int8_t *const weights = p.weights + row * depth;
        int32_t sums[4];
        for (int32_t i = 0; i < count; i++) {
            sums[i] = p.bias[row + i];
        }
        if (count == 4) {
            tml_dot4_s8(x, weights, depth, depth, 0, sums);
        } else {
            for (int32_t i = 0; i < count; i++) {
                sums[i] = tml_dot_s8(x, weights + i * depth, depth, 0, sums[i]);
            }
        }
        for (int32_t i = 0; i < count; i++) {
            const int32_t value = tml_requantize_twice(sums[i], p.multiplier, p.shift);
            to[row + i] = tml_saturate_s16(tml_clamp(value, -65536, 65535) + (adds ? to[row + i] : 0));
        }
    }
}

static inline void tml_lstm_s8_project(const tml_lstm_s8_params *params, const int8_t *hidden, int8_t *h)
{
    const tml_lstm_s8_product p = params->projection;
    const int32_t limit = params->projection_limit, cells = params->sizes.cells;
    for (int32_t row = 0; row < params->sizes.outputs; row++) {
        const int32_t sum = tml_dot_s8(hidden, p.weights + row * cells, cells, 0, p.bias[row]);
        int32_t value = tml_clamp(tml_requantize_twice(sum, p.multiplier, p.shift) + params->output_zero_point, -128, 127);
        if (limit > 0) {
            value = tml_clamp(value, -limit, limit);
        }
        h[row] = (int8_t)value;
    }
}

/*
 * x [batch,steps,inputs] or [steps,batch,inputs], y alike; h [batch,outputs] and c [batch,cells] after the last step,
 * h_before and c_before those before the first, NULL for zeros.
 * Scratch: 4 * cells int16, then `cells` bytes where there is a projection.
 */
static inline void tml_lstm_s8(const tml_lstm_s8_params *params, const int8_t *x, const int8_t *h_before, const int16_t *c_before,
                               int8_t *y, int8_t *h, int16_t *c, void *scratch)
{
    const tml_lstm_sizes z = params->sizes;
    int16_t *const gates = (int16_t *)scratch;
    int8_t *const hidden = (int8_t *)(gates + TML_LSTM_GATES * z.cells);
    if (h_before != NULL) {
        memcpy(h, h_before, (size_t)(z.batch * z.outputs));
    } else {
        memset(h, params->output_zero_point, (size_t)(z.batch * z.outputs));
    }
    if (c_before != NULL) {
        memcpy(c, c_before, (size_t)(z.batch * z.cells) * sizeof *c);
    } else {
        memset(c, 0, (size_t)(z.batch * z.cells) * sizeof *c);
    }
    for (int32_t sample = 0; sample < z.batch; sample++, h += z.outputs, c += z.cells) {
        for (int32_t step = 0; step < z.steps; step++) {
            const int32_t at = sample * z.sample_step + step * z.time_step;
            for (int32_t gate = 0; gate < TML_LSTM_GATES; gate++) {
                if (params->input[gate].weights) {
                    tml_lstm_s8_rows(&params->input[gate], x + at * z.inputs, z.inputs, z.cells, 0, gates + gate * z.cells);
                    tml_lstm_s8_rows(&params->recurrent[gate], h, z.outputs, z.cells, 1, gates + gate * z.cells);
                }
            }
            if (!params->projection.weights) {
                tml_lstm_cell_step_s16(&params->cell, &z, sample, gates, c, h);
            } else {
                tml_lstm_cell_step_s16(&params->cell, &z, sample, gates, c, hidden);
                tml_lstm_s8_project(params, hidden, h);
            }
            memcpy(y + at * z.outputs, h, (size_t)z.outputs);
        }
    }
}

#endif

/* SPDX-License-Identifier: MIT-0 */
/*
 * What follows the products of an integer LSTM: peepholes (Gers et al., 2002), layer normalisation (Ba et al., 2016),
 * activations, cells of 16 bits with a scale of 2^cell_bits, and the hidden state of 8 bits. To the bit as LiteRT.
 */
#ifndef TML_LSTM_CELL_S16_H
#define TML_LSTM_CELL_S16_H

#include "tml_inverse_square_root.h"
#include "tml_lstm.h"
#include "tml_requantize.h"
#include "tml_sigmoid_s16.h"

typedef struct {
    const TML_FLASH int16_t *peephole; /* NULL: none */
    int32_t peephole_multiplier, peephole_shift;
    const TML_FLASH int16_t *normalization; /* coefficients; NULL: none */
    const TML_FLASH int32_t *bias;          /* after the normalisation */
    int32_t multiplier, shift, guard;       /* guard: stands for a variance of 0 */
} tml_lstm_gate_s16;

typedef struct {
    tml_lstm_gate_s16 gates[TML_LSTM_GATES];
    int32_t coupled; /* the input gate is 1 less the forget gate */
    int32_t cell_bits, cell_limit;
    int32_t hidden_multiplier, hidden_shift, hidden_zero_point;
} tml_lstm_cell_s16;

/* The mean in units of 1/1024; deviations are divided by the standard deviation, times 1024. */
static inline void tml_lstm_normalize_s16(const tml_lstm_gate_s16 *gate, int32_t cells, int16_t *values)
{
    int32_t sum = 0, mean, multiplier, shift;
    int64_t squares = 0, variance;
    for (int32_t i = 0; i < cells; i++) {
        sum += values[i];
        squares += (int32_t)values[i] * values[i];
    }
    mean = (int32_t)((int64_t)sum * 1024 / cells);
    variance = (squares * (1048576 / cells) - (int64_t)mean * mean) / 1048576;
    tml_inverse_square_root(variance < 1 ? gate->guard : (int32_t)variance, &multiplier, &shift);
    for (int32_t i = 0; i < cells; i++) {
        const int32_t deviation = tml_requantize_twice(1024 * (int32_t)values[i] - mean, multiplier, shift);
        const int64_t weighted = (int64_t)deviation * gate->normalization[i] + gate->bias[i];
        const int32_t rounded = (int32_t)((weighted + (weighted > 0 ? 512 : -512)) / 1024);
        values[i] = tml_saturate_s16(tml_requantize_twice(rounded, gate->multiplier, gate->shift));
    }
}

/* LiteRT goes through the cells of all samples as if there were as many as outputs: `place` counts them so. */
static inline void tml_lstm_finish_gate_s16(const tml_lstm_gate_s16 *gate, const tml_lstm_sizes *sizes, int32_t sample, const int16_t *c,
                                            int16_t *values)
{
    if (gate->peephole) {
        for (int32_t i = 0; i < sizes->cells; i++) {
            const int32_t place = sample * sizes->cells + i;
            if (place < sizes->batch * sizes->outputs) {
                const int32_t product = (int32_t)gate->peephole[place % sizes->outputs] * c[i];
                const int32_t value = tml_requantize_twice(product, gate->peephole_multiplier, gate->peephole_shift);
                values[i] = tml_saturate_s16(values[i] + tml_clamp(value, -65536, 65535));
            }
        }
    }
    if (gate->normalization) {
        tml_lstm_normalize_s16(gate, sizes->cells, values);
    }
}

/* `gates`: [4, cells] sums, which it changes; c: the cells, which it brings to the next step; hidden [cells]. */
static inline void tml_lstm_cell_step_s16(const tml_lstm_cell_s16 *params, const tml_lstm_sizes *sizes, int32_t sample, int16_t *gates,
                                          int16_t *c, int8_t *hidden)
{
    const int32_t cells = sizes->cells, limit = params->cell_limit, bits = params->cell_bits;
    int16_t *const input = gates, *const forget = gates + cells, *const fresh = gates + 2 * cells, *const output = gates + 3 * cells;
    if (!params->coupled) {
        tml_lstm_finish_gate_s16(&params->gates[TML_LSTM_INPUT], sizes, sample, c, input);
    }
    tml_lstm_finish_gate_s16(&params->gates[TML_LSTM_FORGET], sizes, sample, c, forget);
    tml_lstm_finish_gate_s16(&params->gates[TML_LSTM_CELL], sizes, sample, c, fresh);
    for (int32_t i = 0; i < cells; i++) {
        const int16_t kept = tml_logistic_q3(forget[i]);
        const int16_t open = params->coupled ? (int16_t)(32767 - kept) : tml_logistic_q3(input[i]);
        const int32_t value = tml_divide_by_power((int32_t)kept * c[i], 15) +
                              tml_divide_by_power((int32_t)open * tml_tanh_q(fresh[i], 3), 30 + bits);
        c[i] = tml_saturate_s16(value);
        if (limit > 0) {
            c[i] = (int16_t)tml_clamp(c[i], -limit, limit);
        }
    }
    tml_lstm_finish_gate_s16(&params->gates[TML_LSTM_OUTPUT], sizes, sample, c, output);
    for (int32_t i = 0; i < cells; i++) {
        const int32_t product = (int32_t)tml_logistic_q3(output[i]) * tml_tanh_q(c[i], 15 + bits);
        const int32_t value = tml_requantize_twice(product, params->hidden_multiplier, params->hidden_shift);
        hidden[i] = (int8_t)tml_clamp(value + params->hidden_zero_point, -128, 127);
    }
}

#endif

/* SPDX-License-Identifier: MIT-0 */
/*
 * What follows the products of an LSTM with float activations: peepholes (Gers et al., 2002), layer normalisation (Ba
 * et al., 2016), activations and the cells. A bias is added after the normalisation where there is one, else before
 * the products.
 *
 * Reference: LiteRT's lstm_eval.cc for float activations.
 */
#ifndef TML_LSTM_CELL_F32_H
#define TML_LSTM_CELL_F32_H

#include <math.h>
#include "tml_cell_f32.h"
#include "tml_lstm.h"

typedef struct {
    const TML_FLASH float *peephole;      /* NULL: none */
    const TML_FLASH float *normalization; /* coefficients; NULL: none */
    const TML_FLASH float *bias;
} tml_lstm_gate_f32;

typedef struct {
    tml_lstm_gate_f32 gates[TML_LSTM_GATES];
    int32_t coupled; /* the input gate is 1 less the forget gate */
    tml_cell_activation activation;
    float cell_limit; /* 0: none */
} tml_lstm_cell_f32;

/* What the products of a gate are added to. */
static inline void tml_lstm_start_gate_f32(const tml_lstm_gate_f32 *gate, int32_t cells, float *values)
{
    for (int32_t i = 0; i < cells; i++) {
        values[i] = gate->normalization ? 0.0f : gate->bias[i];
    }
}

static inline void tml_lstm_finish_gate_f32(const tml_lstm_gate_f32 *gate, int32_t cells, const float *c, float *values)
{
    float mean = 0.0f, variance = 0.0f, factor;
    if (gate->peephole) {
        for (int32_t i = 0; i < cells; i++) {
            values[i] += gate->peephole[i] * c[i];
        }
    }
    if (!gate->normalization) {
        return;
    }
    for (int32_t i = 0; i < cells; i++) {
        mean += values[i];
    }
    mean /= (float)cells;
    for (int32_t i = 0; i < cells; i++) {
        variance += (values[i] - mean) * (values[i] - mean);
    }
    factor = 1.0f / sqrtf(variance / (float)cells + 1e-8f);
    for (int32_t i = 0; i < cells; i++) {
        values[i] = (values[i] - mean) * factor * gate->normalization[i] + gate->bias[i];
    }
}

/* `gates`: [4, cells] sums, which it changes; c: the cells, which it brings to the next step; hidden [cells]. */
static inline void tml_lstm_cell_step_f32(const tml_lstm_cell_f32 *params, int32_t cells, float *gates, float *c, float *hidden)
{
    const float limit = params->cell_limit;
    float *const input = gates, *const forget = gates + cells, *const fresh = gates + 2 * cells, *const output = gates + 3 * cells;
    if (!params->coupled) {
        tml_lstm_finish_gate_f32(&params->gates[TML_LSTM_INPUT], cells, c, input);
    }
    tml_lstm_finish_gate_f32(&params->gates[TML_LSTM_FORGET], cells, c, forget);
    tml_lstm_finish_gate_f32(&params->gates[TML_LSTM_CELL], cells, c, fresh);
    for (int32_t i = 0; i < cells; i++) {
        const float kept = tml_cell_logistic(forget[i]);
        const float open = params->coupled ? 1.0f - kept : tml_cell_logistic(input[i]);
        const float value = kept * c[i] + open * tml_cell_activate(&params->activation, fresh[i]);
        c[i] = limit > 0.0f ? tml_clamp_f32(value, -limit, limit) : value;
    }
    tml_lstm_finish_gate_f32(&params->gates[TML_LSTM_OUTPUT], cells, c, output);
    for (int32_t i = 0; i < cells; i++) {
        hidden[i] = tml_cell_logistic(output[i]) * tml_cell_activate(&params->activation, c[i]);
    }
}

#endif

/* SPDX-License-Identifier: MIT-0 */
/*
 * Long short-term memory (Hochreiter and Schmidhuber, 1997). In each step, gates i, f, g and o are products of the
 * input x and the former output h with weights; the cell becomes c = f * c + i * g, and the output h = o * tanh(c),
 * which a projection may make shorter. Arrays of gates are in this order. Weights are rows, one for each cell, so that
 * every product is one of contiguous vectors. All four gates' products are taken first; what follows them goes through
 * the cells.
 */
#ifndef TML_LSTM_H
#define TML_LSTM_H

#include "tml_port.h"

enum { TML_LSTM_INPUT, TML_LSTM_FORGET, TML_LSTM_CELL, TML_LSTM_OUTPUT, TML_LSTM_GATES };

/* Samples are sequences of steps; the steps say how far apart vectors of x and y are, in vectors. */
typedef struct {
    int32_t batch, steps;
    int32_t sample_step, time_step;
    int32_t inputs, cells, outputs;
} tml_lstm_sizes;

#endif

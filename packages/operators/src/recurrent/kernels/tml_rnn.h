/* SPDX-License-Identifier: MIT-0 */
/*
 * Sizes of networks whose whole state is what they give. Samples are sequences of steps.
 *
 * Layout: x [batch, steps, inputs] or [steps, batch, inputs]. Source: Elman, Finding Structure in Time, 1990.
 */
#ifndef TML_RNN_H
#define TML_RNN_H

#include "tml_cell_f32.h"

/* sample_step and time_step say how far apart vectors of x and y are, in vectors. */
typedef struct {
    int32_t batch, steps;
    int32_t sample_step, time_step;
    int32_t inputs, units;
} tml_rnn_sizes;

#endif

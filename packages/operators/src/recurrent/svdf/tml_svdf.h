/* SPDX-License-Identifier: MIT-0 */
/*
 * SVDF (Nakkiran et al., Compressing Deep Neural Networks using a Rank-Constrained Topology, 2015): each filter keeps
 * its products with the inputs of the last steps, oldest first, and `rank` filters add up to one unit. A step shifts
 * each filter's memory by one, puts the new product at its end and multiplies the memory with weights in time.
 */
#ifndef TML_SVDF_H
#define TML_SVDF_H

#include "tml_port.h"

typedef struct {
    int32_t batch, inputs, filters, memory, rank;
} tml_svdf_sizes;

#endif

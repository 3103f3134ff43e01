/* SPDX-License-Identifier: MIT-0 */
/*
 * Parameters of the kernels that combine rows by the number of their segment.
 *
 * Layout: as tml_segment_sum_f32.h and its siblings have it.
 */
#ifndef TML_SEGMENT_H
#define TML_SEGMENT_H

#include "tml_port.h"

typedef struct {
    int32_t rows, size; /* of the data; elements of a row */
    int32_t segments;
} tml_segment_params;

#endif

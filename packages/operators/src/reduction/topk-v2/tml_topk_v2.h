/* SPDX-License-Identifier: MIT-0 */
/*
 * Parameters of the kernels that find the greatest elements of rows.
 * Layout: x [rows, size], values and indices [rows, k].
 */
#ifndef TML_TOPK_V2_H
#define TML_TOPK_V2_H

#include "tml_port.h"

typedef struct {
    int32_t rows, size, k;
} tml_topk_v2_params;

#endif

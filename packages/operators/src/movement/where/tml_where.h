/* SPDX-License-Identifier: MIT-0 */
/*
 * Parameters of the kernels that tell where a tensor is not zero.
 *
 * Layout: as tml_where_f32.h and its siblings have it.
 */
#ifndef TML_WHERE_H
#define TML_WHERE_H

#include "tml_port.h"

typedef struct {
    int32_t count, rank; /* elements and dimensions of the operand */
    int32_t size[8];     /* of each dimension */
} tml_where_params;

#endif

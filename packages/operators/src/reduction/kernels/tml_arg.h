/* SPDX-License-Identifier: MIT-0 */
/*
 * Parameters of the kernels that find where the greatest or least element stands.
 * Layout: x [outer, size, inner], y [outer, inner].
 */
#ifndef TML_ARG_H
#define TML_ARG_H

#include "tml_port.h"

typedef struct {
    int32_t outer, size, inner;
    int32_t wide; /* the result is int64 */
} tml_arg_params;

#endif

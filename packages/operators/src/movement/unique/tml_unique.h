/* SPDX-License-Identifier: MIT-0 */
/*
 * Parameters of the kernels that give each element once.
 *
 * Layout: as tml_unique_f32.h and its siblings have it.
 */
#ifndef TML_UNIQUE_H
#define TML_UNIQUE_H

#include "tml_port.h"

typedef struct {
    int32_t count;
    int32_t wide; /* places have 64 bits, not 32 */
} tml_unique_params;

#endif

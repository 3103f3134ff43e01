/* SPDX-License-Identifier: MIT-0 */
/*
 * Parameters of SVDF in integers, see tml_svdf_s8.h.
 *
 * Layout: as tml_svdf.h has it.
 */
#ifndef TML_PARAMS_SVDF_S8_H
#define TML_PARAMS_SVDF_S8_H

#include "tml_svdf.h"

typedef struct {
    tml_svdf_sizes sizes;
    const TML_FLASH int8_t *feature; /* [filters, inputs] */
    const TML_FLASH int32_t *offset; /* [filters]: less the zero point of x times their weights */
    const TML_FLASH void *time;      /* [filters, memory] */
    const TML_FLASH int32_t *bias;   /* [filters / rank] */
    int32_t multiplier, shift;       /* to the memory */
    int32_t result_multiplier, result_shift;
    int32_t zero_point;
} tml_svdf_s8_params;

#endif

/* SPDX-License-Identifier: MIT-0 */
/*
 * Parameters of kernels whose weights are packed or coded, beside those of the kernel with plain weights.
 *
 * See tml_code.h for the code of weights.
 */
#ifndef TML_PARAMS_ENCODED_H
#define TML_PARAMS_ENCODED_H

#include "tml_params_conv.h"
#include "tml_params_fully_connected.h"

/* zeros: parameter of the code of runs of zeros, -1 where there are none; longest: bits of the longest code. */
typedef struct {
    int32_t zeros, longest;
} tml_code;

typedef struct {
    tml_fully_connected_s8_params plain;
    tml_code code;
} tml_fully_connected_coded_s8_params;

typedef struct {
    tml_fully_connected_hybrid_params plain;
    tml_code code;
} tml_fully_connected_coded_hybrid_params;

/* together: output channels that are decoded at once. */
typedef struct {
    tml_conv_s8_params plain;
    tml_code code;
    int32_t together;
} tml_conv_coded_s8_params;

typedef struct {
    tml_conv_s8_params plain;
    int32_t together;
} tml_conv_packed4_s8_params;

#endif

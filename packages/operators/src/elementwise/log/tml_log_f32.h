/* SPDX-License-Identifier: MIT-0 */
#ifndef TML_LOG_F32_H
#define TML_LOG_F32_H

#include "tml_map.h"

/* Natural logarithm. */
TML_MAP(tml_log_f32, float, float, , logf(x))

#endif

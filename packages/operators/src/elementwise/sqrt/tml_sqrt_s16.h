/* SPDX-License-Identifier: MIT-0 */
#ifndef TML_SQRT_S16_H
#define TML_SQRT_S16_H

#include "tml_map.h"
#include "tml_requantize.h"

/* Square root on stored integers, cut: of those below 0, 0. */
TML_MAP(tml_sqrt_s16, int16_t, int16_t,
        float scale; float output_scale;,
        x <= 0 ? 0 : tml_clamp((int32_t)(sqrtf(p.scale * (float)x) / p.output_scale), 0, 32767))

#endif

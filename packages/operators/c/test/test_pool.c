/* SPDX-License-Identifier: MIT-0 */
#include "check.h"
#include "tml_average_pool_2d_s8.h"
#include "tml_max_pool_2d_s8.h"
#include "tml_mean_f32.h"
#include "tml_mean_s8.h"

int main(void)
{
    const tml_pool_geometry halves = { 1, 2, 4, 1, 1, 2, 2, 2, 2, 2, 0, 0 };
    const tml_pool_s8_params params = { halves, -128, 127 };
    const int8_t x[8] = { 1, 2, -1, -2, 3, 4, -3, -4 };
    const tml_mean_f32_params rows = { { 2, 1, 1, 2, 2 } };
    const float f[8] = { 1, 2, 3, 4, 5, 6, 7, 8 };
    const tml_mean_s8_params all = { { 1, 1, 1, 4, 1 }, 1, 5, 1073741824, -1 };
    const int8_t four[4] = { 2, 3, 4, 5 };
    int8_t y[8];
    float means[4];
    tml_average_pool_2d_s8(&params, x, y);
    CHECK_ARRAY(y, 3, -3); /* 2.5 and -2.5, away from zero */
    memcpy(y, x, sizeof x);
    tml_max_pool_2d_s8(&params, y, y); /* in place */
    CHECK_ARRAY(y, 4, -1);
    tml_mean_f32(&rows, f, means);
    CHECK_ARRAY(means, 2, 3, 6, 7);
    tml_mean_s8(&all, four, y);
    CHECK_ARRAY(y, 8); /* (1 + 2 + 3 + 4) / 4 = 2.5, to 3, + 5 */
    return 0;
}

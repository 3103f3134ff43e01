/* SPDX-License-Identifier: MIT-0 */
#include "check.h"
#include "tml_conv_2d_f32.h"
#include "tml_conv_2d_s8.h"
#include "tml_depthwise_conv_2d_s8.h"
#include "tml_transpose_conv_f32.h"

/* 3x3 image, one channel, 2x2 filter, padding SAME: one row and column behind. */
static const tml_conv_geometry same = { 1, 3, 3, 1, 3, 3, 1, 2, 2, 1, 1, 1, 1, 0, 0 };

static void test_f32(void)
{
    const tml_conv_f32_params params = { same, 0.0f, INFINITY };
    const float x[9] = { 1, 2, 3, 4, 5, 6, 7, 8, 9 };
    const float filter[4] = { 1, 0, 0, -2 };
    const float bias[1] = { 10 };
    float y[9];
    tml_conv_2d_f32(&params, x, filter, bias, y);
    /* x[i][j] - 2 x[i+1][j+1] + 10, below 0 cut off */
    CHECK_ARRAY(y, 1, 0, 13, 0, 0, 16, 17, 18, 19);
}

static void test_s8(void)
{
    /* Zero point 3: the image is 0..8 in real terms. Factor 1/2, output zero point -1. */
    const tml_conv_s8_params params = { same, 3, -1, -128, 127 };
    const int8_t x[9] = { 3, 4, 5, 6, 7, 8, 9, 10, 11 };
    const int8_t filter[4] = { 1, 1, 1, 1 };
    const int32_t bias[1] = { 2 }, multiplier[1] = { 1073741824 };
    const int8_t shift[1] = { 0 };
    int8_t y[9];
    tml_conv_2d_s8(&params, x, filter, bias, multiplier, shift, y);
    /* sums 8 12 7, 20 24 13, 13 15 8; plus 2, halved with halves up, less 1 */
    CHECK_ARRAY(y, 4, 6, 4, 10, 12, 7, 7, 8, 4);
}

static void test_depthwise(void)
{
    /* Two channels, whole 2x2 image under one 2x2 filter each. */
    const tml_conv_s8_params params = { { 1, 2, 2, 2, 1, 1, 2, 2, 2, 1, 1, 1, 1, 0, 0 }, 0, 0, -128, 10 };
    const int8_t x[8] = { 1, 10, 2, 20, 3, 30, 4, 40 };
    const int8_t filter[8] = { 1, 1, 1, 0, 1, 0, 1, 0 };
    const int32_t bias[2] = { 0, 4 }, multiplier[2] = { 1073741824, 1073741824 };
    const int8_t shift[2] = { 0, 1 };
    int8_t y[2];
    tml_depthwise_conv_2d_s8(&params, x, filter, bias, multiplier, shift, y);
    CHECK_ARRAY(y, 5, 10); /* 10 / 2; 14, cut off at 10 */
}

static void test_transpose(void)
{
    /* 1x2 pixels spread by a 1x3 filter with stride 2: 5 results, the middle one from both. */
    const tml_conv_f32_params params = { { 1, 1, 2, 1, 1, 5, 1, 1, 3, 1, 2, 1, 1, 0, 0 }, -INFINITY, INFINITY };
    const float x[2] = { 1, 10 };
    const float filter[3] = { 1, 2, 3 };
    const float bias[1] = { 0 };
    float y[5];
    tml_transpose_conv_f32(&params, x, filter, bias, y);
    CHECK_ARRAY(y, 1, 2, 13, 20, 30);
}

int main(void)
{
    test_f32();
    test_s8();
    test_depthwise();
    test_transpose();
    return 0;
}

/* SPDX-License-Identifier: MIT-0 */
#include "check.h"
#include "tml_fully_connected_f32_f16w.h"
#include "tml_fully_connected_hybrid.h"
#include "tml_fully_connected_s8.h"

static void test_s8(void)
{
    const tml_fully_connected_s8_params params = { 1, 3, 5, 1, 2, -128, 127 };
    const int8_t x[3] = { 2, 3, 4 }; /* 1 2 3 */
    const int8_t weights[15] = { 1, 0, 0, 0, 1, 0, 0, 0, 1, 1, 1, 1, -1, -1, -1 };
    const int32_t bias[5] = { 0, 0, 0, 4, 1 };
    const int32_t multiplier[5] = { 1073741824, 1073741824, 1073741824, 1073741824, 1073741824 };
    const int8_t shift[5] = { 1, 1, 1, -1, -1 };
    int8_t y[5];
    tml_fully_connected_s8(&params, x, weights, bias, multiplier, shift, y);
    CHECK_ARRAY(y, 3, 4, 5, 5, 1); /* 10/4 = 2.5 to 3; -5/4 to -1 */
}

static void test_f16w(void)
{
    const tml_fully_connected_f32_params params = { 2, 2, 1, -INFINITY, 6.0f };
    const float x[4] = { 1, 2, 3, 4 };
    const uint16_t weights[2] = { 0x3c00, 0x3800 }; /* 1, 0.5 */
    const float bias[1] = { 2 };
    float y[2];
    tml_fully_connected_f32_f16w(&params, x, weights, bias, y);
    CHECK_ARRAY(y, 4, 6);
}

static void test_hybrid(void)
{
    const tml_fully_connected_hybrid_params params = { 1, 3, 1, 0, -INFINITY, INFINITY };
    const float x[3] = { 127.0f, -63.5f, 0.4f }; /* scale 1: 127, -64 (half away from zero), 0 */
    const int8_t weights[3] = { 1, 1, 100 };
    const float bias[1] = { 0.5f }, scale[1] = { 2.0f };
    int8_t scratch[3];
    float y[1];
    tml_fully_connected_hybrid(&params, x, weights, bias, scale, y, scratch);
    CHECK_ARRAY(scratch, 127, -64, 0);
    CHECK_ARRAY(y, 126.5);
}

static void test_asymmetric(void)
{
    /* 0 … 255 to -128 … 127 */
    const float x[3] = { 0.0f, 255.0f, 100.0f };
    int8_t q[3];
    const tml_dynamic_scale dynamic = tml_quantize_dynamic(x, 3, 1, q);
    CHECK_EQUAL(dynamic.scale, 1);
    CHECK_EQUAL(dynamic.zero_point, -128);
    CHECK_ARRAY(q, -128, 127, -28);
}

int main(void)
{
    test_s8();
    test_f16w();
    test_hybrid();
    test_asymmetric();
    return 0;
}

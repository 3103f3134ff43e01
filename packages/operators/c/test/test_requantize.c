/* SPDX-License-Identifier: MIT-0 */
#include "check.h"
#include "tml_requantize.h"

#define HALF 1073741824 /* 0.5 in 31 bits */

/* The parts must give what the 64-bit product gives, whatever the signs of their halves. */
static void check_parts(int32_t value, int32_t multiplier)
{
    const int64_t product = (int64_t)value * multiplier;
    CHECK_EQUAL(tml_high_by_parts(value, multiplier, 0), (int32_t)(product >> 31));
    CHECK_EQUAL(tml_high_by_parts(value, multiplier, 1), (int32_t)((product + HALF) >> 31));
}

static void check_all_parts(void)
{
    static const int32_t edges[] = { INT32_MIN, INT32_MIN + 0x7fff, INT32_MIN + 0x8000, -65537, -65536, -32769, -32768, -1, 0, 1,
                                     32767, 32768, 65535, 65536, 0x7fff7fff, 0x7fff8000, INT32_MAX };
    uint32_t seed = 1;
    for (int i = 0; i < 100000; i++) {
        seed = seed * 1664525u + 1013904223u;
        const int32_t multiplier = (int32_t)(0x40000000u + (seed >> 2) % 0x40000000u);
        seed = seed * 1664525u + 1013904223u;
        check_parts((int32_t)seed >> (seed % 24u), multiplier);
        check_parts(edges[(unsigned)i % (sizeof edges / sizeof *edges)], i % 3 == 0 ? INT32_MAX : multiplier);
    }
}

int main(void)
{
    check_all_parts();
    /* The multiply rounds halves up, the shift halves away from zero. */
    CHECK_EQUAL(tml_requantize_twice(5, HALF, 0), 3);
    CHECK_EQUAL(tml_requantize_twice(-5, HALF, 0), -2);
    CHECK_EQUAL(tml_requantize_twice(5, HALF, -1), 2); /* 2.5 to 3, 1.5 to 2 */
    CHECK_EQUAL(tml_requantize_once(5, HALF, -1), 1);  /* 1.25 */
    CHECK_EQUAL(tml_requantize_twice(-6, HALF, -1), -2); /* -3, -1.5 to -2 */
    CHECK_EQUAL(tml_requantize_once(-6, HALF, -1), -1);  /* -1.5 up */
    CHECK_EQUAL(tml_requantize_twice(100, HALF, 3), 400);
    CHECK_EQUAL(tml_requantize_once(100, HALF, 3), 400);
    CHECK_EQUAL(tml_requantize_twice(INT32_MAX, INT32_MAX, 0), 2147483646);
    CHECK_EQUAL(tml_requantize_twice(INT32_MIN, INT32_MAX, -31), -1);
    CHECK_EQUAL(tml_requantize_once(INT32_MIN, INT32_MAX, -31), -1);
    CHECK_EQUAL(tml_requantize_twice(12345, 0, 0), 0);
    CHECK_EQUAL(tml_clamp(-200, -128, 127), -128);
    CHECK_EQUAL(tml_clamp(200, -128, 127), 127);
    return 0;
}

/* SPDX-License-Identifier: MIT-0 */
#include "check.h"
#include "tml_requantize.h"

#define HALF 1073741824 /* 0.5 in 31 bits */

int main(void)
{
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

/* SPDX-License-Identifier: MIT-0 */
#include "check.h"
#include "tml_float16.h"

int main(void)
{
    CHECK_EQUAL(tml_float_from_half(0x0000), 0.0);
    CHECK_EQUAL(tml_float_from_half(0x3c00), 1.0);
    CHECK_EQUAL(tml_float_from_half(0xc100), -2.5);
    CHECK_EQUAL(tml_float_from_half(0x7bff), 65504.0);
    CHECK_EQUAL(tml_float_from_half(0x0001), 1.0 / 16777216.0); /* least subnormal */
    CHECK_EQUAL(tml_float_from_half(0x83ff), -1023.0 / 16777216.0);
    CHECK_EQUAL(tml_float_from_half(0x3555), 0.333251953125);
    return 0;
}

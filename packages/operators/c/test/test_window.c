/* SPDX-License-Identifier: MIT-0 */
#include "check.h"
#include "tml_window.h"

static void check(int32_t start, int32_t taps, int32_t dilation, int32_t size, int32_t first, int32_t end)
{
    const tml_taps inside = tml_taps_at(start, taps, dilation, size);
    CHECK_EQUAL(inside.first, first);
    CHECK_EQUAL(inside.end, end);
}

int main(void)
{
    check(0, 3, 1, 5, 0, 3);
    check(-1, 3, 1, 5, 1, 3);
    check(3, 3, 1, 5, 0, 2);
    check(-1, 3, 2, 5, 1, 3); /* taps at -1, 1, 3 */
    check(-3, 3, 2, 2, 2, 3); /* taps at -3, -1, 1 */
    check(2, 3, 2, 4, 0, 1);  /* taps at 2, 4, 6 */
    check(-9, 3, 1, 5, 3, 3); /* all in front */
    check(7, 3, 1, 5, 0, 0);  /* all behind */
    return 0;
}

/* SPDX-License-Identifier: MIT-0 */
/*
 * Results of one channel from cells (tml_cells_mve.h) for Helium: a patch of four cells is a vector, and its product
 * with the weights, summed over the vector, is a result. Several results lie within one patch where the filter is
 * small: then the weights move instead of the patch. Eight results are requantised in lanes.
 *
 *   pairs:  filters up to 3 x 3, two results along and two across in each patch
 *   run:    filters of one row of up to 13 values, four results along in each patch
 *   every:  filters up to 4 x 4, one result in each patch
 *   blocks: any filter, one result of several patches; each block of 4 x 4 weights has its own
 *
 * Cells lie `step` bytes apart from one patch to the next. Requantisation: twice (see tml_mve.h), or zeros, where what
 * is negative becomes the zero point anyway.
 */
#ifndef TML_PATCHES_MVE_H
#define TML_PATCHES_MVE_H

#include "tml_mve.h"
#include "tml_requantize.h"

/*
 * `words`: where the words of the first patch's four cells begin, less a step. `places`: where the eight results go.
 * `odd`: -1 where the shift is to the right, else 0. `y_step`: bytes from eight results to the next eight. `offsets`:
 * words of each block's patch, less a step; blocks end where weights are `end`. `rows`: where each line of results
 * begins in y. `count`: results in a line.
 */
typedef struct {
    int32_t words[4];
    uint16_t places[8];
    int32_t odd, zero_point, y_step;
    int32_t bias, multiplier, shift;
    const int8_t *weights, *end;
    const int32_t *offsets;
    const int8_t *cells;
    int32_t line_bytes;
    int8_t *y;
    const int32_t *rows;
    int32_t lines, count;
} tml_patch_walk;

#define TML_PATCH(step) "vldrw.u32 q5, [q4, #" step "]!\n"
#define TML_PATCH_OTHER(step) "vldrw.u32 q6, [q4, #" step "]!\n"
#define TML_PATCH_SUM(sum, patch, weights) "vmladav.s8 " sum ", " patch ", " weights "\n"
#define TML_PATCH_MORE(sum, patch, weights) "vmladava.s8 " sum ", " patch ", " weights "\n"
#define TML_PATCH_FOUR(a, b, c, d, patch) \
    TML_PATCH_SUM(a, patch, "q0") TML_PATCH_SUM(b, patch, "q1") TML_PATCH_SUM(c, patch, "q2") TML_PATCH_SUM(d, patch, "q3")
#define TML_PATCH_TWO(SUM, step, a, b) TML_PATCH(step) SUM(a, "q5", "q0") TML_PATCH_OTHER(step) SUM(b, "q6", "q0")
#define TML_PATCH_EIGHT(SUM, step) \
    TML_PATCH_TWO(SUM, step, "r0", "r2") TML_PATCH_TWO(SUM, step, "r4", "r6") \
    TML_PATCH_TWO(SUM, step, "r8", "r10") TML_PATCH_TWO(SUM, step, "r12", "lr")

/* The sums of eight results, in r0, r2, r4, r6, r8, r10, r12 and lr. */
#define TML_PATCH_SHARED(step) \
    TML_PATCH(step) TML_PATCH_FOUR("r0", "r2", "r4", "r6", "q5") \
    TML_PATCH_OTHER(step) TML_PATCH_FOUR("r8", "r10", "r12", "lr", "q6")
#define TML_PATCH_EVERY(step) TML_PATCH_EIGHT(TML_PATCH_SUM, step)
/* s4: y, s5: cells of the first patch; r7 weights, r9 offsets, r11 cells, r1 end. */
#define TML_PATCH_BLOCK(SUM, step) \
    "vldrw.u32 q4, [r9], #16\n" \
    "vldrw.u32 q0, [r7], #16\n" \
    "vadd.i32 q4, q4, r11\n" \
    TML_PATCH_EIGHT(SUM, step)
#define TML_PATCH_BLOCKS(step) \
    "vmov s4, r1\n" \
    "vmov r11, s5\n" \
    "ldrd r7, r1, [r5, #24]\n" \
    "ldr r9, [r5, #32]\n" \
    "add.w r0, r11, #(8*" step ")\n" \
    "vmov s5, r0\n" \
    TML_PATCH_BLOCK(TML_PATCH_SUM, step) \
    "3:\n" \
    TML_PATCH_BLOCK(TML_PATCH_MORE, step) \
    "cmp r7, r1\n" \
    "bne.n 3b\n" \
    "vmov r1, s4\n" \
    "ldrd r7, r9, [r5, #12]\n" \
    "ldr r11, [r5, #20]\n"

#define TML_PATCH_TWICE "vpt.s32 lt, q5, zr\n" "vaddt.i32 q5, q5, r0\n" "vpt.s32 lt, q6, zr\n" "vaddt.i32 q6, q6, r0\n"
#define TML_PATCH_ZEROS ""

#define TML_PATCH_WEIGHTS(vector, before) "vldrb.8 " vector ", [r0, #" before "]\n"
#define TML_PATCH_WEIGHTS_PAIRS \
    TML_PATCH_WEIGHTS("q0", "5") TML_PATCH_WEIGHTS("q1", "4") TML_PATCH_WEIGHTS("q2", "1") TML_PATCH_WEIGHTS("q3", "0")
#define TML_PATCH_WEIGHTS_RUN \
    TML_PATCH_WEIGHTS("q0", "3") TML_PATCH_WEIGHTS("q1", "2") TML_PATCH_WEIGHTS("q2", "1") TML_PATCH_WEIGHTS("q3", "0")
#define TML_PATCH_WEIGHTS_EVERY "vldrw.u32 q0, [r0]\n"
#define TML_PATCH_WEIGHTS_BLOCKS ""
#define TML_PATCH_LINE_BLOCKS "vmov s5, r0\n"
#define TML_PATCH_LINE ""

/* r1 y, r3 results left, r5 walk from `odd` on, r7 bias, r9 multiplier, r11 shift; q7 places. */
#define TML_PATCH_WALK(WEIGHTS, LINE, SUMS, REQUANTIZE) \
    __asm__ volatile( \
        "push {r7}\n" \
        "add.w r5, r0, #32\n" \
        "ldr r0, [r5, #24]\n" \
        WEIGHTS \
        "vldrw.u32 q7, [r5, #-16]\n" \
        "ldrd r7, r9, [r5, #12]\n" \
        "ldr r11, [r5, #20]\n" \
        "1:\n" \
        "ldrd r0, r2, [r5, #36]\n" \
        "vldrw.u32 q4, [r5, #-32]\n" \
        "ldrd r4, r6, [r5, #44]\n" \
        "vadd.i32 q4, q4, r0\n" \
        LINE \
        "add r0, r2\n" \
        "str r0, [r5, #36]\n" \
        "ldr r1, [r6], #4\n" \
        "str r6, [r5, #48]\n" \
        "add r1, r4\n" \
        "ldr r3, [r5, #56]\n" \
        "2:\n" \
        SUMS \
        TML_MVE_LANES("q5", "r0", "r4", "r8", "r12") \
        TML_MVE_LANES("q6", "r2", "r6", "r10", "lr") \
        "ldm r5, {r0, r2, r4}\n" \
        "vadd.i32 q5, q5, r7\n" \
        "vadd.i32 q6, q6, r7\n" \
        "vqrdmulh.s32 q5, q5, r9\n" \
        "vqrdmulh.s32 q6, q6, r9\n" \
        REQUANTIZE \
        "vrshl.s32 q5, r11\n" \
        "vrshl.s32 q6, r11\n" \
        TML_MVE_BYTES("q5", "q6", "r2") \
        "vctp.16 r3\n" \
        "subs r3, #8\n" \
        "vpst\n" \
        "vstrbt.16 q5, [r1, q7]\n" \
        "add r1, r4\n" \
        "bgt.w 2b\n" \
        "ldr r0, [r5, #52]\n" \
        "subs r0, #1\n" \
        "str r0, [r5, #52]\n" \
        "bne.w 1b\n" \
        "pop {r7}\n" \
        : "+r"(walk) \
        : \
        : TML_MVE_CLOBBER)

/* The assembly in C. `within`: results in a patch, `across`: bytes by which their weights lie apart in the other
 * direction. */
static inline void tml_patches_stand_in(tml_patch_walk *walk, int32_t within, int32_t across, int32_t step)
{
    for (; walk->lines > 0; walk->lines--, walk->rows++, walk->cells += walk->line_bytes) {
        int8_t *y = walk->y + *walk->rows;
        for (int32_t first = 0; first < walk->count; first += 8, y += walk->y_step) {
            const int32_t last = first + 8 < walk->count ? first + 8 : walk->count;
            for (int32_t t = first; t < last; t++) {
                const int32_t place = t % within;
                const int32_t before = within == 4 ? (across != 0 ? 5 - place % 2 - across * (place / 2) : 3 - place) : 0;
                const int8_t *weights = walk->weights + before;
                const int32_t *words = walk->offsets;
                int32_t sum = walk->bias;
                do {
                    const int8_t *patch = walk->cells + (t / within + 1) * step;
                    for (int32_t i = 0; i < 16; i++) {
                        sum = (int32_t)((uint32_t)sum + (uint32_t)(patch[words[i / 4] + i % 4] * weights[i]));
                    }
                    words += 4;
                    weights += 16;
                } while (within == 1 && weights < walk->end);
                const int32_t value = tml_requantize_twice(sum, walk->multiplier, walk->shift) + walk->zero_point;
                y[walk->places[t - first]] = (int8_t)tml_clamp(value, -128, 127);
            }
        }
    }
}

#define TML_PATCH_KERNEL(name, WEIGHTS, LINE, SUMS, within, across, step) \
    TML_APART void tml_patches_##name##_twice_mve(tml_patch_walk *job) \
    { \
        TML_MVE_BLOCK(register tml_patch_walk *walk __asm__("r0") = job; \
                      TML_PATCH_WALK(WEIGHTS, LINE, SUMS(#step), TML_PATCH_TWICE); \
                      , tml_patches_stand_in(job, within, across, step);) \
    } \
    TML_APART void tml_patches_##name##_zeros_mve(tml_patch_walk *job) \
    { \
        TML_MVE_BLOCK(register tml_patch_walk *walk __asm__("r0") = job; \
                      TML_PATCH_WALK(WEIGHTS, LINE, SUMS(#step), TML_PATCH_ZEROS); \
                      , tml_patches_stand_in(job, within, across, step);) \
    }

TML_PATCH_KERNEL(pairs, TML_PATCH_WEIGHTS_PAIRS, TML_PATCH_LINE, TML_PATCH_SHARED, 4, 4, 32)
TML_PATCH_KERNEL(run, TML_PATCH_WEIGHTS_RUN, TML_PATCH_LINE, TML_PATCH_SHARED, 4, 0, 16)
TML_PATCH_KERNEL(every1, TML_PATCH_WEIGHTS_EVERY, TML_PATCH_LINE, TML_PATCH_EVERY, 1, 0, 16)
TML_PATCH_KERNEL(every2, TML_PATCH_WEIGHTS_EVERY, TML_PATCH_LINE, TML_PATCH_EVERY, 1, 0, 32)
TML_PATCH_KERNEL(blocks1, TML_PATCH_WEIGHTS_BLOCKS, TML_PATCH_LINE_BLOCKS, TML_PATCH_BLOCKS, 1, 0, 16)
TML_PATCH_KERNEL(blocks2, TML_PATCH_WEIGHTS_BLOCKS, TML_PATCH_LINE_BLOCKS, TML_PATCH_BLOCKS, 1, 0, 32)

#endif

/* SPDX-License-Identifier: MIT-0 */
/*
 * Four channels of an image as cells, for Helium. A cell has 16 bytes: a word for each channel, with four values of
 * that channel that lie one above the other, or one after the other. So the same word of four cells in a row is a
 * patch of 4 x 4 values, or of 16 in a row, which one gather reads as a vector.
 *
 * Four gathers read a word of four channels for each of four cells, one for each value of the cells' words; the
 * interleaving stores (VST4) turn them into cells. What lies outside of the image is read as `fill`.
 */
#ifndef TML_CELLS_MVE_H
#define TML_CELLS_MVE_H

#include "tml_mve.h"

/*
 * Four cells at once. `from`: for each value of a word where its first channel is in the first cell. `lanes`: bytes
 * from there to the same value of each cell. `index`: the place of the first value of each cell along the image,
 * which is inside where it is less than `bound` as an unsigned number; `next`: from one value's index to the next
 * one's, and from the last one's to that of the first value of the next four cells. `advance`: bytes from four cells
 * to the next.
 */
typedef struct {
    const int8_t *from[4];
    int32_t next[4];
    int8_t *cells;
    int32_t advance, fours;
    int32_t lanes[4];
    int32_t index[4];
    int32_t bound, fill;
} tml_cells_job;

#define TML_CELLS_VALUES(vector, from, next) \
    "vpt.u32 hi, q7, q6\n" \
    "vldrwt.u32 " vector ", [" from ", q4]\n" \
    "vpsel " vector ", " vector ", q5\n" \
    "vadd.i32 q6, q6, " next "\n"

/* The assembly in C. */
static inline void tml_cells_stand_in(const tml_cells_job *job)
{
    int32_t lanes[4], index[4];
    memcpy(lanes, job->lanes, sizeof lanes);
    memcpy(index, job->index, sizeof index);
    int8_t *cell = job->cells;
    for (int32_t four = 0; four < job->fours; four++) {
        for (int32_t value = 0; value < 4; value++) {
            for (int32_t i = 0; i < 4; i++) {
                const int inside = (uint32_t)index[i] < (uint32_t)job->bound;
                for (int32_t channel = 0; channel < 4; channel++) {
                    const ptrdiff_t at = (ptrdiff_t)lanes[i] + channel;
                    cell[16 * i + 4 * channel + value] = inside ? job->from[value][at] : (int8_t)job->fill;
                }
                index[i] += job->next[value];
            }
        }
        for (int32_t i = 0; i < 4; i++) {
            lanes[i] += job->advance;
        }
        cell += 64;
    }
}

/* r1 to r4 from, r5, r6, r8, r9 next, r10 cells, r11 advance, lr rounds. */
TML_APART void tml_cells_mve(const tml_cells_job *cells)
{
    TML_MVE_BLOCK(register const tml_cells_job *job __asm__("r0") = cells;
                  __asm__ volatile("ldrd r1, r2, [r0, #76]\n"
                                   "vdup.32 q7, r1\n"
                                   "vdup.8 q5, r2\n"
                                   "vldrw.u32 q4, [r0, #44]\n"
                                   "vldrw.u32 q6, [r0, #60]\n"
                                   "ldm.w r0, {r1, r2, r3, r4, r5, r6, r8, r9, r10, r11, r12}\n"
                                   "dls lr, r12\n"
                                   "1:\n" TML_CELLS_VALUES("q0", "r1", "r5") TML_CELLS_VALUES("q1", "r2", "r6")
                                       TML_CELLS_VALUES("q2", "r3", "r8") TML_CELLS_VALUES("q3", "r4", "r9")
                                   "vst40.8 {q0, q1, q2, q3}, [r10]\n"
                                   "vadd.i32 q4, q4, r11\n"
                                   "vst41.8 {q0, q1, q2, q3}, [r10]\n"
                                   "vst42.8 {q0, q1, q2, q3}, [r10]\n"
                                   "vst43.8 {q0, q1, q2, q3}, [r10]!\n"
                                   "le lr, 1b\n"
                                   : "+r"(job)
                                   :
                                   : TML_MVE_CLOBBER);
                  , tml_cells_stand_in(cells);)
}

#endif

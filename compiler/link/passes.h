/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The passes between gathering and the bundle, in order. Each leaves a valid
 * program; `thothc dump --stage=ir --after=PASS` shows it.
 */
#ifndef COMPILER_LINK_PASSES_H
#define COMPILER_LINK_PASSES_H

#include "compiler/link/program.h"

struct program_pass {
    const char *name;
    void (*run)(struct program *program);
    const char *purpose;
};

/* All passes in order; the last row has no name. */
extern const struct program_pass program_passes[];

/* Runs the passes up to and including `last`, all for NULL. False if there is
 * no pass of that name. */
bool program_run_passes(struct program *program, const char *last);

void pass_fold(struct program *program);
void pass_hoist(struct program *program);
void pass_share(struct program *program);
void pass_merge(struct program *program);
void pass_require(struct program *program);
void pass_index(struct program *program);

#endif

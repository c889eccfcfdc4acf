/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A recommendation from the inside: all that one needs, from the project's
 * files to the stacks found, and what is made of them. Each step reports what
 * is wrong to the list of problems. Functions unwind when memory is short; the
 * public ones have a guard (thoth_advise.c).
 */
#ifndef RESOLVER_ADVISE_ADVISE_H
#define RESOLVER_ADVISE_ADVISE_H

#include "resolver/input/project_request.h"
#include "resolver/report/advice.h"

#include <locale.h>
#include <stdio.h>

/* What was made of a product so far. */
struct advise_product {
    struct thoth_advised_package *packages; /* by name; NULL: not yet */
    struct thoth_remark *remarks;           /* NULL: not yet */
    uint32_t package_count, remark_count;
};

struct thoth_advice {
    struct thoth_advise_options options; /* what they point to is copied */
    struct arena arena;
    struct problem_list problems;
    struct project project;
    struct kb *kb;
    struct closure_request request;
    struct closure *closure;
    struct thoth_space *space;
    struct thoth_bundle *bundle;
    struct thoth_context *context;
    struct thoth_pipeline *pipeline;
    struct rules rules;
    struct thoth_resolve_options resolve; /* the options' and the project's */
    struct thoth_resolution *resolution;
    struct thoth_resolution_facts facts;
    enum thoth_advice_outcome outcome;
    struct advise_product *products; /* and one more, without a stack */
    bool without_constraints; /* to find out what they are to blame for */
    bool bare_told;           /* that hashes are missing */
    struct place target;      /* the file that an output is made for */
    locale_t plain; /* numbers are printed in, whatever the program's is */
};

/* Do the options make sense? */
bool advise_options_check(const struct thoth_advise_options *options);

/* Takes over the options, then reads all there is, searches, and explains in
 * the list of problems why there is no stack. The advice is all zeros before,
 * and is released in any case. */
void advise_start(struct thoth_advice *advise,
                  const struct thoth_advise_options *options);
void advise_run(struct thoth_advice *advise);

/* Its beginning: reads all there is, so that a search could start. False with
 * the outcome. */
bool advise_prepare(struct thoth_advice *advise);
void advise_release(struct thoth_advice *advise);

/* What outputs are made of. */
struct advice advise_view(struct thoth_advice *advise);

/* Reports the packages of requirements that the knowledge base does not know,
 * who requires them, and names like theirs. False if a direct one is unknown.
 */
bool advise_check_known(struct thoth_advice *advise);

/* Reports a package that the knowledge base does not know, and a version that
 * requires it. Nothing if it is known. */
void advise_report_missing(struct thoth_advice *advise, uint32_t package);

/* Lets the versions of the user's lock file be the only candidates, if the
 * options say so. False with an error. */
bool advise_keep_lock(struct thoth_advice *advise);

/* Has the search look at the stack of the user's lock file first. */
void advise_offer_lock(struct thoth_advice *advise);

/* Why that is no stack, in the arena; empty when it is, or there is none. */
struct thoth_text advise_own_fault(struct thoth_advice *advise);

/* Reports why there is no stack: the direct requirements that conflict, and
 * the constraints. */
enum thoth_advice_outcome advise_explain_conflict(struct thoth_advice *advise);

/* The constraint of a package that applies in the environment, from `from` on,
 * or NULL. */
const struct project_requirement *
advise_constraint(const struct thoth_advice *advise,
                  const struct project_requirement *from,
                  struct thoth_text name);

/* Whether a specifier set allows a version, pre-release or not. */
bool advise_allows(struct thoth_text specifier, struct thoth_text version);

/* "the constraint tool<2 (constraints.txt:3:1)", zero-terminated. */
struct thoth_text
advise_constraint_text(struct thoth_advice *advise,
                       const struct project_requirement *constraint);

/* "rule NAME at FILE:LINE", zero-terminated; empty for THOTH_NO_UNIT. */
struct thoth_text advise_unit_text(struct thoth_advice *advise, uint32_t unit);

/* The packages of a product in the order of their names. */
const struct thoth_advised_package *
advise_packages(struct thoth_advice *advise, uint32_t product, uint32_t *count);

/* What rules say of a product; past the last one, of the run alone. */
enum thoth_status advise_remarks(struct thoth_advice *advise, uint32_t product,
                                 const struct thoth_remark **remarks,
                                 uint32_t *count);

/* The bytes of an output, in the arena. */
enum thoth_status advise_make(struct thoth_advice *advise,
                              enum thoth_output output,
                              struct thoth_text *bytes);

/* ---- Between the makers of outputs --------------------------------------- */

/* The best stack as pinned requirements. */
struct thoth_text advise_requirements(struct thoth_advice *advise);

/* The dependency graph of the best stack as text of Graphviz, a picture of
 * that, and the course of the search. */
struct thoth_text advise_graph_text(struct thoth_advice *advise);
enum thoth_status advise_draw_graph(struct thoth_advice *advise,
                                    const char *format,
                                    struct thoth_text *picture);
struct thoth_text advise_plot(struct thoth_advice *advise);

/* A stream into memory, and what was written to it, in the arena. */
struct advise_stream {
    FILE *file;
    char *text;
    size_t size;
};
void advise_stream_open(struct advise_stream *stream);
struct thoth_text advise_stream_close(struct thoth_advice *advise,
                                      struct advise_stream *stream);

#endif

/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A recommendation from the inside: all that one needs, from the project's
 * files to the stacks found, and the outputs that are made of it.
 */
#ifndef RESOLVER_ADVISE_ADVISE_H
#define RESOLVER_ADVISE_ADVISE_H

#include "resolver/input/project_request.h"
#include "resolver/report/advice.h"

struct advise_options {
    struct project_options project;
    const char *kb;              /* path, or NULL: the default */
    const char *rules;           /* path of a bundle, or NULL: none */
    const char *lock;            /* where outputs go; NULL: nowhere */
    const char *requirements;    /* likewise */
    const char *json;            /* likewise */
    const char *graph;           /* likewise; its suffix is a format */
    const char *plot;            /* likewise */
    const char *const *upgrades; /* packages not to keep */
    size_t upgrade_count;
    bool keep_lock;
    bool develop;
    bool dry_run;
    bool all_reasons;          /* print INFO, too */
    bool pipeline;             /* name units of the pipeline in the report */
    bool recommendation_given; /* else the environment says the type */
    struct thoth_resolve_options resolve;
};

struct advise {
    const struct advise_options *options;
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
    bool without_constraints; /* to find out what they are to blame for */
    bool
        refused; /* requirements can be met, but all stacks seen were refused */
};

enum advise_outcome {
    ADVISE_STACKS,   /* there are products, or all is there to search */
    ADVISE_NO_STACK, /* the project has errors, or cannot be resolved */
    ADVISE_UNUSABLE, /* the knowledge base or the rules cannot be used */
};

/* Reads all there is, searches, and explains in the list of problems why there
 * is no stack. The options must outlive it. Release in any case. */
void advise_start(struct advise *advise, const struct advise_options *options);
enum advise_outcome advise_search(struct advise *advise);

/* Its beginning: reads all there is, so that a search could start. */
enum advise_outcome advise_prepare(struct advise *advise);
void advise_release(struct advise *advise);

/* What outputs are made of. */
struct advice advise_view(struct advise *advise);

/* Reports the packages of requirements that the knowledge base does not know,
 * who requires them, and names like theirs. False if a direct one is unknown.
 */
bool advise_check_known(struct advise *advise);

/* Reports a package that the knowledge base does not know, and a version that
 * requires it. Nothing if it is known. */
void advise_report_missing(struct advise *advise, uint32_t package);

/* Lets the versions of the user's lock file be the only candidates, if the
 * options say so. False with an error. */
bool advise_keep_lock(struct advise *advise);

/* Has the search look at the stack of the user's lock file first. */
void advise_offer_lock(struct advise *advise);

/* Why that is no stack, in the arena; empty when it is, or there is none. */
struct thoth_text advise_own_fault(struct advise *advise);

/* Reports why there is no stack: the direct requirements that conflict, and
 * the constraints. */
void advise_explain_conflict(struct advise *advise);

/* The constraint of a package that applies in the environment, from `from` on,
 * or NULL. */
const struct project_requirement *
advise_constraint(const struct advise *advise,
                  const struct project_requirement *from,
                  struct thoth_text name);

/* "the constraint tool<2 (constraints.txt:3:1)", zero-terminated. */
struct thoth_text
advise_constraint_text(struct advise *advise,
                       const struct project_requirement *constraint);

/* "rule NAME at FILE:LINE", zero-terminated; empty for THOTH_NO_UNIT. */
struct thoth_text advise_unit_text(struct advise *advise, uint32_t unit);

/* Writes the outputs that are asked for, as far as there is something to write:
 * without a stack, only the report. False with an error in the list. */
bool advise_write_outputs(struct advise *advise);

/* Writes the best stack as a Pipfile.lock. False with an error in the list. */
bool advise_write_lock(struct advise *advise, const char *path);

/* Writes it as pinned requirements. */
bool advise_write_requirements(struct advise *advise, const char *path);

/* Writes the report as JSON. */
bool advise_write_report(struct advise *advise, const char *path);

/* Draws the dependency graph of the best stack, or the course of the search. */
bool advise_write_graph(struct advise *advise, const char *path);
bool advise_write_plot(struct advise *advise, const char *path);

/* Writes a whole file, or to standard output if the path is "-". */
bool advise_write_file(struct advise *advise, const char *path,
                       const char *bytes, size_t size);

/* Packages of a stack that are there for development only: only[i] is of
 * stack[i]. */
void advise_develop_only(const struct advise *advise,
                         const struct thoth_choice *stack, uint32_t count,
                         bool *only);

#endif

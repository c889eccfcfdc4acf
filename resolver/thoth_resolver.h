/* SPDX-License-Identifier: Apache-2.0 */
/*
 * libthoth-resolver: finds stacks of package versions that satisfy each other's
 * requirements and that rules score best.
 *
 * The way through: describe what there is to choose from in a space; resolve
 * it with a predictor, or prove the best stack with THOTH_PREDICT_EXACT; read
 * the resolution. Where no stack exists, ask for an explanation.
 *
 * - Functions return THOTH_OK or another enum thoth_status; they never print,
 *   exit or abort. Who creates releases; release functions take NULL.
 * - Texts going in are copied; texts coming out live as long as the object
 *   they were asked of. They are UTF-8 and not NUL-terminated.
 * - A space belongs to one thread at a time. While it resolves, nothing may
 *   change it. There are no globals.
 * - The same space, options and seed give the same resolution, unless time or
 *   an interrupt ended it.
 */
#ifndef THOTH_RESOLVER_H
#define THOTH_RESOLVER_H

#include "runtime/thoth.h"

#ifdef __cplusplus
extern "C" {
#endif

/* ---- Spaces ----------------------------------------------------------- */

/* Packages, their versions, and what each version requires. The versions of a
 * package are counted from 0, the one to prefer first: by custom the newest.
 * One "version" may be a version from one of several indexes. */
struct thoth_space;

/* Sets of versions of one package: bit i % 64 of word i / 64 is version i. */
#define THOTH_SPACE_WORDS(versions) (((size_t)(versions) + 63) / 64)

THOTH_API enum thoth_status thoth_space_create(struct thoth_space **space);
THOTH_API void thoth_space_release(struct thoth_space *space);

/* Adds a package with so many versions, all usable, with score 0 and without
 * requirements. At most 65,535 packages: THOTH_E_LIMIT. */
THOTH_API enum thoth_status thoth_space_add_package(struct thoth_space *space,
                                                    struct thoth_text name,
                                                    uint32_t versions,
                                                    uint32_t *package);

/* Names a version; `index` is where it comes from. */
THOTH_API enum thoth_status thoth_space_name_version(struct thoth_space *space,
                                                     uint32_t package,
                                                     uint32_t version,
                                                     struct thoth_text text,
                                                     struct thoth_text index);

/* What is decided about a version before the search. */
enum thoth_version_fate {
    THOTH_FATE_OPEN,     /* it has a score */
    THOTH_FATE_REFUSED,  /* a rule refuses it, whatever the stack */
    THOTH_FATE_SKIPPED,  /* left out when resolved, with its requirements */
    THOTH_FATE_ASK,      /* `step` of struct thoth_space_rules decides */
    THOTH_FATE_ASK_SKIP, /* likewise; it may leave the version out, too */
};

/* The score, from -1e6 to 1e6, is kept to nine decimals, so that sums do not
 * depend on their order. Where `step` decides it is an upper bound of what
 * it can answer. THOTH_E_ARGUMENT if it is not finite. */
THOTH_API enum thoth_status
thoth_space_judge_version(struct thoth_space *space, uint32_t package,
                          uint32_t version, enum thoth_version_fate fate,
                          double score);

/* The versions that sieves leave; NULL: the package is skipped, wherever it is
 * required. */
THOTH_API enum thoth_status thoth_space_sieve(struct thoth_space *space,
                                              uint32_t package,
                                              const uint64_t *usable);

/* `version` of `package` requires one of the `allowed` versions of `required`;
 * in the order of the requirements of a version. */
THOTH_API enum thoth_status thoth_space_require(struct thoth_space *space,
                                                uint32_t package,
                                                uint32_t version,
                                                uint32_t required,
                                                const uint64_t *allowed);

/* The project itself requires it. */
THOTH_API enum thoth_status
thoth_space_require_directly(struct thoth_space *space, uint32_t required,
                             const uint64_t *allowed);

/* Where `version` of `package` is a candidate, so is a stack with `other` in
 * place of the whole package: requirements of the package that allow the
 * version are then satisfied. A version that sieves take out stands for none.
 */
THOTH_API enum thoth_status thoth_space_add_pseudonym(struct thoth_space *space,
                                                      uint32_t package,
                                                      uint32_t version,
                                                      uint32_t other_package,
                                                      uint32_t other_version);

/* `step` may add a version when it is asked about `version`. */
THOTH_API enum thoth_status thoth_space_announce(struct thoth_space *space,
                                                 uint32_t package,
                                                 uint32_t version,
                                                 uint32_t added_package,
                                                 uint32_t added_version);

THOTH_API uint32_t thoth_space_count(const struct thoth_space *space);
THOTH_API uint32_t thoth_space_version_count(const struct thoth_space *space,
                                             uint32_t package);
THOTH_API struct thoth_text
thoth_space_package_name(const struct thoth_space *space, uint32_t package);
THOTH_API struct thoth_text
thoth_space_version_text(const struct thoth_space *space, uint32_t package,
                         uint32_t version);
THOTH_API struct thoth_text
thoth_space_version_index(const struct thoth_space *space, uint32_t package,
                          uint32_t version);

/* A package version of a space. */
struct thoth_choice {
    uint32_t package, version;
};

/* Requirement `number` of a package version: which package, and, unless
 * `allowed` is NULL, room for the set of its versions. False past the last. */
THOTH_API bool thoth_space_requirement(const struct thoth_space *space,
                                       struct thoth_choice of, uint32_t number,
                                       uint32_t *required, uint64_t *allowed);

/* ---- Rules that need the stack ---------------------------------------- */

struct thoth_step_answer {
    enum thoth_verdict verdict;
    double score;                     /* of THOTH_ACCEPTED */
    const struct thoth_choice *added; /* by rules; valid until the next call */
    uint32_t added_count;
};

/* What is asked while searching. `resolved` is in order of resolution. Anything
 * but THOTH_OK ends the search with that status. NULL functions accept.
 *
 * A step's answer above the version's bound, or with an addition or a skip that
 * was not announced, is THOTH_E_ARGUMENT. An added version joins the candidates
 * of its package, unless one is resolved or requirements or sieves exclude it.
 * Whether a stride accepts must not depend on the order. */
struct thoth_space_rules {
    enum thoth_status (*step)(void *user, const struct thoth_choice *resolved,
                              uint32_t count, struct thoth_choice choice,
                              struct thoth_step_answer *answer);
    enum thoth_status (*stride)(void *user, const struct thoth_choice *resolved,
                                uint32_t count, enum thoth_verdict *verdict);
    void *user;
};

/* ---- Resolving -------------------------------------------------------- */

enum thoth_predictor {
    THOTH_PREDICT_AUTO,
    THOTH_PREDICT_LOOKAHEAD,
    THOTH_PREDICT_TD,
    THOTH_PREDICT_MCTS,
    THOTH_PREDICT_ASA,
    THOTH_PREDICT_HILL,
    THOTH_PREDICT_LATEST,
    THOTH_PREDICT_WALK,
    THOTH_PREDICT_SAMPLE,
    THOTH_PREDICT_EXACT,
    THOTH_PREDICTORS
};

/* "td", and the predictor of a name; THOTH_PREDICTORS if there is none. */
THOTH_API const char *thoth_predictor_name(enum thoth_predictor predictor);
THOTH_API enum thoth_predictor thoth_predictor_find(struct thoth_text name);

struct thoth_progress {
    uint64_t iterations, accepted, discarded;
    double seconds;
    double best; /* valid when accepted > 0 */
};

/* One iteration, for plots. */
struct thoth_sample {
    uint64_t accepted;
    double score;       /* of the state that the move led to, or came from */
    double temperature; /* 0 for predictors that have none */
    double best;        /* of the accepted stacks; NaN while there is none */
};

struct thoth_resolve_options {
    enum thoth_predictor predictor;
    enum thoth_recommendation recommendation; /* decides what auto is */
    uint64_t seed;
    uint32_t count;           /* stacks to report; 3 */
    uint64_t limit;           /* stacks to accept before stopping; 10,000 */
    int64_t beam_width;       /* -1: unlimited */
    int64_t latest_versions;  /* of a package's candidates; -1: unlimited */
    uint32_t td_steps;        /* n of td; 1 */
    bool td_trace;            /* credit all resolved package versions */
    double timeout;           /* seconds; 0: none */
    const volatile int *stop; /* stops when not 0; may be NULL */
    uint32_t history;         /* samples to keep at most; 0: none */
    /* A stack that the caller has already, in any order; looked at before the
     * search, and among the products if it is good enough, behind others of the
     * same score. */
    const struct thoth_choice *own;
    uint32_t own_count;                    /* 0: none */
    const struct thoth_space_rules *rules; /* may be NULL */
    /* Called now and then while searching; NULL: not. */
    void (*progress)(void *user, const struct thoth_progress *progress);
    void *progress_user;
};

/* The defaults, as above. */
THOTH_API void
thoth_resolve_options_init(struct thoth_resolve_options *options);

/* Why a search ended. */
enum thoth_end {
    THOTH_END_LIMIT,     /* the stacks asked for were accepted */
    THOTH_END_EXHAUSTED, /* there is nothing left to try */
    THOTH_END_PROVED,    /* exact: there are no better stacks */
    THOTH_END_TIMEOUT,
    THOTH_END_INTERRUPTED,
    THOTH_END_EAGER_STOP, /* a rule ended it */
};

THOTH_API const char *thoth_end_text(enum thoth_end end);

struct thoth_resolution;

/* THOTH_OK also when no stack was found: then there are no products. */
THOTH_API enum thoth_status
thoth_resolve(struct thoth_space *space,
              const struct thoth_resolve_options *options,
              struct thoth_resolution **resolution);
THOTH_API void thoth_resolution_release(struct thoth_resolution *resolution);

/* What came of the caller's own stack. */
enum thoth_own_verdict {
    THOTH_OWN_ABSENT, /* none was given, or nothing can be resolved */
    THOTH_OWN_SCORED,
    THOTH_OWN_MISSING,  /* a package that it needs is not in it */
    THOTH_OWN_EXCLUDED, /* requirements, sieves or limits exclude a version */
    THOTH_OWN_REFUSED,  /* a rule refuses a version, or the whole stack */
};

struct thoth_own {
    enum thoth_own_verdict verdict;
    double score;
    /* What is to blame. The package is UINT32_MAX for the whole stack; of one
     * that is missing there is no version. */
    struct thoth_choice at;
    uint32_t product; /* its number; UINT32_MAX: others are better */
};

struct thoth_resolution_facts {
    enum thoth_end end;
    enum thoth_predictor predictor; /* the one that auto chose */
    const char *reason;             /* why auto chose it; "" otherwise */
    uint64_t iterations, accepted, discarded, invalid;
    uint64_t states; /* most in the beam at once */
    double seconds, cpu_seconds;
    /* exact: no stack scores more, in whatever order its versions are resolved;
     * otherwise infinite */
    double bound;
    uint32_t products;
    uint32_t samples;
    struct thoth_own own;
};
THOTH_API void
thoth_resolution_describe(const struct thoth_resolution *resolution,
                          struct thoth_resolution_facts *facts);

/* Product `number`, best first: its score and its package versions in order of
 * resolution. NULL past the last. */
THOTH_API const struct thoth_choice *
thoth_resolution_product(const struct thoth_resolution *resolution,
                         uint32_t number, uint32_t *count, double *score);

/* The history; `samples` of struct thoth_resolution_facts says how many. When
 * there were more iterations than room, every second sample was dropped, as
 * often as necessary. */
THOTH_API const struct thoth_sample *
thoth_resolution_history(const struct thoth_resolution *resolution);

#ifdef __cplusplus
}
#endif

#endif

/* SPDX-License-Identifier: Apache-2.0 */
/*
 * libthoth-resolver: finds stacks of package versions that satisfy each other's
 * requirements and that rules score best. It has two sections.
 *
 * Advice, at the end, is all of a recommendation: name a project's folder, a
 * knowledge base and compiled rules; get stacks with their reasons, or why
 * there is none, and the files that are made of them.
 *
 * The search alone, before it, knows neither files nor rules. The way through:
 * describe what there is to choose from in a space; resolve it with a
 * predictor, or prove the best stack with THOTH_PREDICT_EXACT; read the
 * resolution.
 *
 * - Functions return THOTH_OK or another enum thoth_status; they never print,
 *   exit or abort. Who creates releases; release functions take NULL.
 * - Texts going in are copied; texts coming out live as long as the object
 *   they were asked of. They are UTF-8 and not NUL-terminated.
 * - Objects belong to one thread at a time, and different ones to different
 *   threads. While a space resolves, nothing may change it. There are no
 *   globals.
 * - The same input, options and seed give the same resolution, unless time or
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
    /* When not 0, time is nearly up: temperatures are 0, so that predictors
     * that have one use what they know. May be NULL. */
    const volatile int *exploit;
    uint32_t history; /* samples to keep at most; 0: none */
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

/* ---- Advice: what is asked -------------------------------------------- */

/* Paths and names are NUL-terminated. Lists may be NULL when they are empty. */
struct thoth_advise_options {
    const char *folder;         /* of the project; "." */
    const char *environment;    /* an entry of runtime_environments in
                                 * .thoth.yaml; NULL: the first */
    const char *knowledge_base; /* NULL: $THOTH_KB, or thoth/kb.sqlite in
                                 * $XDG_DATA_HOME or ~/.local/share */
    const char *rules;          /* a bundle; NULL: only built-in rules */
    const char *usage;          /* library usage as JSON; NULL: none */
    const char *const *labels;  /* "KEY=VALUE" */
    size_t label_count;
    const char *const *extras; /* optional dependencies to include */
    size_t extra_count;
    const char *const *upgrades; /* packages that keep_lock is not for; if */
    size_t upgrade_count;        /* there are any, all others are kept */
    bool keep_lock;              /* keep the versions of the lock file */
    bool develop;                /* with packages for development */
    bool recommend;  /* resolve.recommendation counts; otherwise, what the
                      * environment says */
    bool name_units; /* name all rules that take part in the report */
    /* How to search: predictor, limits, progress and where to look for the
     * request to stop, which a signal handler or another thread may set.
     * `own` and `rules` are decided by the project and must be left out. */
    struct thoth_resolve_options resolve;
};

/* The defaults: the project of the current folder, and as
 * thoth_resolve_options_init says. */
THOTH_API void thoth_advise_options_init(struct thoth_advise_options *options);

/* The type that is called "stable", "testing", "latest", "performance" or
 * "security"; without a name, stable. False if there is none of that name. */
THOTH_API bool thoth_recommendation_find(struct thoth_text name,
                                         enum thoth_recommendation *type);

/* Is it a name that a package can have, in any spelling (PEP 508)? */
THOTH_API bool thoth_package_name_valid(struct thoth_text name);

/* ---- Advice: what comes of it ----------------------------------------- */

/* Owns all it was made with, and keeps the knowledge base open for reading.
 * Functions below that take a number count from 0. Texts are as files, the
 * knowledge base and rules have them: they may hold control characters. */
struct thoth_advice;

/* Reads the project, the knowledge base and the rules, and searches. THOTH_OK
 * when that was done, whatever came of it: the outcome is among the facts, and
 * problems say what is wrong. THOTH_E_ARGUMENT for options that make no sense,
 * THOTH_E_MEMORY; there is no advice then, and *advice is NULL.
 *
 * `resolve.progress` is called on the calling thread, and not after the call.
 * What the options point to is copied, but for `resolve.stop` and
 * `resolve.exploit`, which live as long as the advice. Outputs are made of the
 * knowledge base and the Pipfile as these are when asked for. */
THOTH_API enum thoth_status
thoth_advise(const struct thoth_advise_options *options,
             struct thoth_advice **advice);
THOTH_API void thoth_advice_release(struct thoth_advice *advice);

enum thoth_advice_outcome {
    THOTH_ADVICE_STACKS,    /* there are products, the best one first */
    THOTH_ADVICE_PROJECT,   /* the project has errors, or asks for packages or
                             * versions that there are not */
    THOTH_ADVICE_CONFLICT,  /* proved: its requirements cannot be met */
    THOTH_ADVICE_REFUSED,   /* its requirements can be met, but rules refuse the
                             * project, or the stacks seen before the end */
    THOTH_ADVICE_UNDECIDED, /* no stack was found, nor that there is none */
    THOTH_ADVICE_UNUSABLE,  /* the knowledge base or the rules cannot be used */
};

struct thoth_advice_facts {
    enum thoth_advice_outcome outcome;
    uint32_t products;
    uint32_t problems; /* that can be asked for */
    uint32_t unkept;   /* more problems, which were only counted */
    /* Where the lock file of the project is, or should be, NUL-terminated;
     * empty if a project of its kind has none. */
    struct thoth_text lock;
    /* Why the stack of that file is none of this project; empty if it is, or
     * was not looked at. */
    struct thoth_text own_fault;
};
/* THOTH_E_MEMORY leaves out the texts. */
THOTH_API enum thoth_status
thoth_advice_describe(struct thoth_advice *advice,
                      struct thoth_advice_facts *facts);

/* Something wrong with the input. */
struct thoth_problem {
    bool error;             /* or a warning */
    struct thoth_text path; /* of the file; empty: none */
    uint32_t line, column;  /* from 1, columns in characters; 0: none */
    struct thoth_text message;
    /* What to do about it, in terms of the program thoth; or empty. */
    struct thoth_text advice;
};

/* In the order in which they were found; outputs and explanations may add some.
 * False past the last. */
THOTH_API bool thoth_advice_problem(const struct thoth_advice *advice,
                                    uint32_t number,
                                    struct thoth_problem *problem);

/* How the search went: why it ended, the scores of products, what came of the
 * lock file, the history; NULL if there was none. The space gives names to its
 * package versions. Both belong to the advice. */
THOTH_API const struct thoth_resolution *
thoth_advice_resolution(const struct thoth_advice *advice);
THOTH_API const struct thoth_space *
thoth_advice_space(const struct thoth_advice *advice);

/* A package version of a product. */
struct thoth_advised_package {
    struct thoth_choice choice;
    struct thoth_text name, version, index;
    bool direct;  /* the project requires it itself */
    bool develop; /* only packages for development need it */
    /* Where it is to be installed, as the lock file says; empty: everywhere. */
    struct thoth_text markers;
};

/* All packages of a product, in the order of names; they live as long as the
 * advice. THOTH_E_ARGUMENT past the last product; THOTH_E_MEMORY. */
THOTH_API enum thoth_status
thoth_advice_packages(struct thoth_advice *advice, uint32_t product,
                      const struct thoth_advised_package **packages,
                      uint32_t *count);

/* What a rule says. */
struct thoth_remark {
    /* THOTH_EFFECT_JUSTIFICATION: of the stack. THOTH_EFFECT_STACK_INFO: of
     * the project, or of versions of its packages that were left out. */
    enum thoth_effect_kind kind;
    struct thoth_text severity; /* INFO, WARNING or ERROR; may be empty */
    struct thoth_text text;
    struct thoth_text package;    /* that it is about, or empty */
    struct thoth_text link;       /* where to read more, or empty */
    struct thoth_text unit, path; /* the rule; empty for one that is built in */
    uint32_t line;
    /* The first remark of the product that says the same of some package;
     * itself if there is none before. */
    uint32_t like;
};

/* Remarks on a product, those of the project first; past the last product, and
 * so where there are none, those of the project alone. *remarks lives as long
 * as the advice. Where rules cannot say why, THOTH_E_RULE or
 * what else is wrong with them, a problem, and *count 0; THOTH_E_MEMORY. */
THOTH_API enum thoth_status
thoth_advice_remarks(struct thoth_advice *advice, uint32_t product,
                     const struct thoth_remark **remarks, uint32_t *count);

/* ---- Advice: files ------------------------------------------------------ */

enum thoth_output {
    THOTH_OUTPUT_LOCK,         /* the best stack as a Pipfile.lock */
    THOTH_OUTPUT_REQUIREMENTS, /* as pinned requirements */
    THOTH_OUTPUT_REPORT,       /* JSON; also where there is no stack */
    THOTH_OUTPUT_GRAPH_DOT,    /* the best stack's dependencies */
    THOTH_OUTPUT_GRAPH_SVG,    /* likewise, drawn by Graphviz's program dot */
    THOTH_OUTPUT_GRAPH_PNG,
    THOTH_OUTPUT_GRAPH_PDF,
    THOTH_OUTPUT_PLOT_SVG, /* the history of the search */
    THOTH_OUTPUTS
};

/* The bytes of an output, made anew by each call; they live as long as the
 * advice. THOTH_E_ARGUMENT
 * when there is nothing that it could be made of. THOTH_E_IO or THOTH_E_RULE
 * when it cannot be made, and a problem that says why; THOTH_E_MEMORY. */
THOTH_API enum thoth_status thoth_advice_output(struct thoth_advice *advice,
                                                enum thoth_output output,
                                                struct thoth_text *bytes);

/* The same to a file, which appears whole or not at all; THOTH_E_IO with a
 * problem when it cannot be written. Devices and pipes are written to. */
THOTH_API enum thoth_status thoth_advice_save(struct thoth_advice *advice,
                                              enum thoth_output output,
                                              const char *path);

/* ---- Advice: explanations ----------------------------------------------- */

enum thoth_explanation_kind {
    THOTH_EXPLAINS_ANSWER,      /* is the package in the best stack? */
    THOTH_EXPLAINS_REQUIREMENT, /* who requires it */
    THOTH_EXPLAINS_SCORE,       /* what it scores, by which rules */
    THOTH_EXPLAINS_REMARK,      /* what rules say of it */
    THOTH_EXPLAINS_OTHER,       /* why it is not in another version */
    THOTH_EXPLAINS_STACK,       /* the best stack with the version asked for */
};

/* One line of an explanation, without a line's end. */
struct thoth_explanation {
    enum thoth_explanation_kind kind;
    uint32_t depth; /* it is about the line before that has less */
    struct thoth_text text;
};

/* Why the best stack has a package in its version, and not in others; or, if
 * `version` is not empty, why not in that one, and what the best stack with it
 * is, which is searched for as the options say. *lines live as long as the
 * advice. THOTH_E_ARGUMENT when there is no stack, or nobody knows the
 * package or the version, of which a problem says more; THOTH_E_MEMORY. */
THOTH_API enum thoth_status
thoth_advice_explain(struct thoth_advice *advice, struct thoth_text package,
                     struct thoth_text version,
                     const struct thoth_explanation **lines, uint32_t *count);

#ifdef __cplusplus
}
#endif

#endif

/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Compiled rules in the search. What does not depend on the stack is decided
 * before: sieves cut candidates, plans give scores; only versions with rules
 * that look at the stack are asked while searching. Two rules are built in, as
 * the reference has them: a version with known vulnerabilities loses 0.2, or
 * is left out when security is asked for.
 */
#ifndef RESOLVER_SEARCH_RULES_H
#define RESOLVER_SEARCH_RULES_H

#include "resolver/search/closure_space.h"

#define RULES_VULNERABLE 0.2 /* taken off the score */

/* Something said about a stack or a run. Texts belong to bundle, closure and
 * space. */
struct rule_message {
    struct thoth_message message;
    enum thoth_effect_kind kind;
    uint32_t unit;    /* who says it, or THOTH_NO_UNIT: built in */
    uint32_t package; /* of the space, at whose step; SPACE_NONE: the stack */
};

struct rule_messages {
    struct rule_message *messages;
    uint32_t count, room;
};

/* The end of a run that boots ask for. */
struct rules_refusal {
    enum thoth_verdict verdict;
    uint32_t unit;
    struct thoth_text message;
};

struct rules {
    const struct thoth_bundle *bundle;
    const struct thoth_pipeline *pipeline;
    const struct closure *closure;
    struct thoth_space *space;
    bool security;
    struct thoth_catalog *catalog;
    struct thoth_plans *plans;
    struct thoth_run *run; /* of what is said about the run */
    struct thoth_state *state;
    struct thoth_outcome outcome;
    thoth_package *packages;      /* by version of the space */
    uint32_t *refused;            /* likewise: the unit that refused it last */
    struct thoth_choice *choices; /* by package of the catalog */
    uint32_t choice_room;
    struct thoth_choice *added; /* of the last step */
    uint32_t added_room;
    thoth_package *dependents;
    struct thoth_graph graph;
    struct rule_messages said; /* stack information and logs of the run, and of
                                * versions that steps refuse */
    struct rules_refusal refusal;
    struct thoth_error error;
    struct thoth_space_rules callbacks; /* for struct thoth_resolve_options */
};

struct rules_request {
    const struct thoth_bundle *bundle;     /* NULL: only the built-in rules */
    const struct thoth_pipeline *pipeline; /* of the bundle, or NULL */
    const struct closure *closure;
    struct thoth_space *space; /* of the closure */
    bool security;             /* a secure stack is asked for */
    bool with_develop;
};

/* Tells a request which packages the units of the pipeline may bring in. Lists
 * and texts are in the arena or the bundle. */
void rules_companions(struct arena *arena,
                      const struct thoth_pipeline *pipeline,
                      struct closure_request *request);

/* Runs boots, then decides what can be decided. After a stop by a boot,
 * refusal.verdict is not THOTH_ACCEPTED, and nothing else is done. On failure
 * `error` says why. Release in any case. */
enum thoth_status rules_start(struct rules *rules,
                              const struct rules_request *request);
void rules_release(struct rules *rules);

/* All reasons of a stack: of the steps of its package versions in order, then
 * of wraps; sorted by package name, severity and text. Advised changes of
 * manifest files are among them. */
enum thoth_status rules_explain(struct rules *rules,
                                const struct thoth_choice *stack,
                                uint32_t count, struct rule_messages *messages);
void rule_messages_release(struct rule_messages *messages);

/* ---- Rule by rule ------------------------------------------------------- */

/* What a rule adds to a score; the built-in one has no unit. */
struct rule_share {
    uint32_t unit; /* or THOTH_NO_UNIT */
    double score;
};

/* The steps of a package version. */
struct rule_judgement {
    enum thoth_verdict verdict;
    uint32_t unit; /* whose verdict, or THOTH_NO_UNIT */
    struct thoth_text message;
    double score;
    struct rule_share *shares; /* in order; also those that the end undoes */
    uint32_t count, room;
    bool failed; /* memory was short */
};

/* Have rules been asked about the version? Not where it cannot be used. */
bool rules_know(const struct rules *rules, struct thoth_choice choice);

/* What rules say of `choice`, which they know, when the stack is resolved.
 * Release the judgement in any case. */
enum thoth_status rules_judge(struct rules *rules,
                              const struct thoth_choice *stack, uint32_t count,
                              struct thoth_choice choice,
                              struct rule_judgement *judgement);
void rule_judgement_release(struct rule_judgement *judgement);

/* The sieve that takes the version or its package out, or THOTH_NO_UNIT. */
enum thoth_status rules_sieve_of(struct rules *rules,
                                 struct thoth_choice choice, uint32_t *unit);

/* ---- Between the files of this module ---------------------------------- */

/* Appends the effects of the outcome that are texts. False: no memory. */
bool rules_note(struct rules *rules, struct rule_messages *messages,
                uint32_t package);

/* What a rule says when its step, which rules->outcome is of, refuses a version
 * goes to what was said of the run, once for each rule and package. Strides
 * refuse stacks: no package. */
enum thoth_status rules_note_refusal(struct rules *rules,
                                     struct thoth_choice choice);

/* The state of a stack, and who in it requires `choice`. */
enum thoth_status rules_show_stack(struct rules *rules,
                                   const struct thoth_choice *stack,
                                   uint32_t count, struct thoth_choice choice);

/* The package of a name as rules write it, or CLOSURE_NONE. */
uint32_t rules_find_package(const struct rules *rules, struct thoth_text name);

/* Sieves, pseudonyms and plans of all packages. */
enum thoth_status rules_decide(struct rules *rules);

#endif

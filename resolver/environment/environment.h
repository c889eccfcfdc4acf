/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The environment that a project is resolved for: an entry of
 * `runtime_environments` in .thoth.yaml, or this machine. All is optional; the
 * text of what is not known has length 0. Its texts belong to whoever made it.
 */
#ifndef RESOLVER_ENVIRONMENT_ENVIRONMENT_H
#define RESOLVER_ENVIRONMENT_ENVIRONMENT_H

#include "runtime/text.h"

enum environment_field {
#define ENVIRONMENT_FIELD(id, group, key, shape) ENVIRONMENT_##id,
#include "grammar/environment_fields.def"
#undef ENVIRONMENT_FIELD
    ENVIRONMENT_FIELDS
};

enum environment_shape {
    SHAPE_TEXT,
    SHAPE_NUMBER,         /* decimal, no leading zeros */
    SHAPE_WORDS,          /* a list of words; joined by one space */
    SHAPE_VERSION,        /* a version, PEP 440 */
    SHAPE_PLATFORM,       /* "linux-x86_64" */
    SHAPE_IMAGE,          /* a base image with its tag */
    SHAPE_RECOMMENDATION, /* stable, testing, latest, ... */
};

struct environment_fact {
    const char *group; /* key of the mapping around it, or "" */
    const char *key;
    enum environment_shape shape;
};

/* Of environments that do not say theirs, for markers and rules. */
#define ENVIRONMENT_DEFAULT_PLATFORM "linux-x86_64"

struct environment {
    struct thoth_text fields[ENVIRONMENT_FIELDS];
};

const struct environment_fact *environment_fact(enum environment_field field);

/* What is wrong with the text of a field: a message, or NULL. An image without
 * a tag is wrong: no rule could be told which image it is. */
const char *environment_fault(enum environment_field field,
                              struct thoth_text text);

/* The recommendation type of a name; stable when the text is empty. False if
 * there is no such type. */
bool environment_recommendation(struct thoth_text name,
                                enum thoth_recommendation *type);

/* What there is in `more` replaces what is in the environment. */
void environment_overlay(struct environment *environment,
                         const struct environment *more);

#endif

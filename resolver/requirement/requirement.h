/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Requirements in the form of PEP 508: a name, extras, a specifier set or a
 * URL, a marker. Read as packaging reads them; specifier sets may have the
 * legacy clauses that libthoth knows, such as `>dev`; and a comma ends a
 * version behind `===`, too.
 */
#ifndef RESOLVER_REQUIREMENT_REQUIREMENT_H
#define RESOLVER_REQUIREMENT_REQUIREMENT_H

#include "resolver/requirement/marker.h"

struct requirement {
    struct thoth_text written; /* the name as its author spells it */
    struct thoth_text name;    /* normal form, PEP 503 */
    struct thoth_text *extras; /* normal form, sorted, all different */
    size_t extra_count;
    struct thoth_text specifier;   /* clauses joined by commas, no spaces; "" */
    struct thoth_text url;         /* of "name @ URL", or "" */
    struct thoth_text marker_text; /* as written, or "" */
    const struct marker *marker;   /* NULL: none */
};

/* Longer texts are refused. */
#define REQUIREMENT_LIMIT 16384

/* Parses a whole text. False, with *fault, when it is no requirement. Memory
 * comes from the arena; the marker points into the text. */
bool requirement_parse(struct arena *arena, struct thoth_text text,
                       struct requirement *requirement,
                       struct marker_fault *fault);

/* The canonical text: normal name, sorted extras, the specifier as above. */
struct thoth_text requirement_print(struct arena *arena,
                                    const struct requirement *requirement);

/* Is it wanted in the environment, when these extras of the package that has
 * it are asked for? Without a marker always. */
bool requirement_applies(const struct marker *marker,
                         const struct marker_values *values,
                         const struct thoth_text *extras, size_t extra_count);

/* The normal form of a name (PEP 503), in the arena. */
struct thoth_text requirement_normal_name(struct arena *arena,
                                          struct thoth_text name);

/* Is it a name that a package may have (PEP 508)? */
bool requirement_is_name(struct thoth_text name);

#endif

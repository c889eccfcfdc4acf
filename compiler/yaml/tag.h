/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a tag makes of its node. Tags come from grammar/yaml_tags.def; several
 * may share a builder. A scalar without tag gets its builder from its text.
 */
#ifndef COMPILER_YAML_TAG_H
#define COMPILER_YAML_TAG_H

#include "runtime/text.h"

#include <stdbool.h>

enum tag_builder {
    TAG_BUILDS_NULL,
    TAG_BUILDS_BOOL,
    TAG_BUILDS_INT,
    TAG_BUILDS_FLOAT,
    TAG_BUILDS_STRING,
    TAG_BUILDS_BINARY,
    TAG_BUILDS_TIMESTAMP,
    TAG_BUILDS_SEQUENCE,
    TAG_BUILDS_MAPPING,
    TAG_BUILDS_SET,
    TAG_BUILDS_PAIRS, /* a sequence of tuples */
    TAG_BUILDS_TUPLE,
    /* From here on nothing is built. */
    TAG_BUILDS_MERGE, /* as a key: takes over entries; no value */
    TAG_BUILDS_VALUE, /* as a key: the string `=`; no value */
    TAG_BUILDS_UNKNOWN,
    TAG_BUILDER_COUNT
};

/* The builder of an explicit tag, resolved to its full form. */
enum tag_builder tag_builder_of(const char *tag);

/* What to print before the rest of a tag in full form, which is cut to that:
 * "!!" for the core tags, else nothing. */
const char *tag_shorten(struct thoth_text *tag);

/* The tag that messages use for a builder: "!!str". */
const char *tag_builder_name(enum tag_builder builder);

/*
 * Whether nothing says what the node is: no tag, or the non-specific tag `!`,
 * which PyYAML treats alike.
 */
static inline bool tag_is_absent(const char *tag)
{
    return !tag || (tag[0] == '!' && tag[1] == '\0');
}

/*
 * The builder of a plain scalar, by PyYAML's implicit resolvers. As there a
 * pattern's end also matches before one final line break, which a text in
 * quotes can have after the tag `!`.
 */
enum tag_builder tag_of_plain_scalar(struct thoth_text text);

#endif

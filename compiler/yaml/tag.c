/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Explicit tags: the rows of grammar/yaml_tags.def and their names.
 */
#include "compiler/yaml/tag.h"

#include <string.h>

static const char CORE_PREFIX[] = "tag:yaml.org,2002:";

static const struct {
    const char *suffix;
    enum tag_builder builder;
} TAGS[] = {
#define YAML_TAG(suffix, builder) {suffix, TAG_BUILDS_##builder},
#include "grammar/yaml_tags.def"
#undef YAML_TAG
};

static const char *const NAMES[TAG_BUILDER_COUNT] = {
    [TAG_BUILDS_NULL] = "!!null",
    [TAG_BUILDS_BOOL] = "!!bool",
    [TAG_BUILDS_INT] = "!!int",
    [TAG_BUILDS_FLOAT] = "!!float",
    [TAG_BUILDS_STRING] = "!!str",
    [TAG_BUILDS_BINARY] = "!!binary",
    [TAG_BUILDS_TIMESTAMP] = "!!timestamp",
    [TAG_BUILDS_SEQUENCE] = "!!seq",
    [TAG_BUILDS_MAPPING] = "!!map",
    [TAG_BUILDS_SET] = "!!set",
    [TAG_BUILDS_PAIRS] = "!!pairs",
    [TAG_BUILDS_TUPLE] = "!!python/tuple",
    [TAG_BUILDS_MERGE] = "!!merge",
    [TAG_BUILDS_VALUE] = "!!value",
    [TAG_BUILDS_UNKNOWN] = "an unknown tag",
};

enum tag_builder tag_builder_of(const char *tag)
{
    const size_t prefix = sizeof CORE_PREFIX - 1;

    if (strncmp(tag, CORE_PREFIX, prefix) != 0)
        return TAG_BUILDS_UNKNOWN;
    for (size_t i = 0; i < sizeof TAGS / sizeof TAGS[0]; i++)
        if (strcmp(tag + prefix, TAGS[i].suffix) == 0)
            return TAGS[i].builder;
    return TAG_BUILDS_UNKNOWN;
}

const char *tag_shorten(struct thoth_text *tag)
{
    const size_t prefix = sizeof CORE_PREFIX - 1;

    if (tag->length < prefix || memcmp(tag->at, CORE_PREFIX, prefix) != 0)
        return "";
    tag->at += prefix;
    tag->length -= prefix;
    return "!!";
}

const char *tag_builder_name(enum tag_builder builder)
{
    return NAMES[builder];
}

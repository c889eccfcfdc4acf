/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Fields of environments, by their table.
 */
#include "resolver/environment/environment.h"

static const struct environment_fact FACTS[] = {
#define ENVIRONMENT_FIELD(id, group, key, shape)                               \
    [ENVIRONMENT_##id] = {group, key, SHAPE_##shape},
#include "grammar/environment_fields.def"
#undef ENVIRONMENT_FIELD
};

static const char *const RECOMMENDATIONS[] = {
    [THOTH_RECOMMEND_STABLE] = "stable",
    [THOTH_RECOMMEND_TESTING] = "testing",
    [THOTH_RECOMMEND_LATEST] = "latest",
    [THOTH_RECOMMEND_PERFORMANCE] = "performance",
    [THOTH_RECOMMEND_SECURITY] = "security",
};

const struct environment_fact *environment_fact(enum environment_field field)
{
    return &FACTS[field];
}

bool environment_recommendation(struct thoth_text name,
                                enum thoth_recommendation *type)
{
    *type = THOTH_RECOMMEND_STABLE;
    if (!name.length)
        return true;
    for (size_t i = 0; i < sizeof RECOMMENDATIONS / sizeof *RECOMMENDATIONS;
         i++)
        if (thoth_text_equal(name, thoth_text_of(RECOMMENDATIONS[i]))) {
            *type = (enum thoth_recommendation)i;
            return true;
        }
    return false;
}

static bool is_number(struct thoth_text text)
{
    for (size_t i = 0; i < text.length; i++)
        if (text.at[i] < '0' || text.at[i] > '9')
            return false;
    return text.length <= 20 && (text.length == 1 || text.at[0] != '0');
}

static bool is_version(struct thoth_text text)
{
    struct thoth_version *version;
    bool valid;

    if (thoth_version_parse(text, NULL, &version))
        return false;
    valid = !thoth_version_is_legacy(version);
    thoth_version_release(version);
    return valid;
}

/* A colon behind the last slash: one before it belongs to a port. */
static bool has_tag(struct thoth_text image)
{
    size_t i = image.length;

    while (i-- > 0 && image.at[i] != '/')
        if (image.at[i] == ':')
            return i > 0 && i + 1 < image.length;
    return false;
}

static bool has_machine(struct thoth_text platform)
{
    const char *dash = memchr(platform.at, '-', platform.length);

    return dash && dash > platform.at &&
           dash + 1 < platform.at + platform.length;
}

const char *environment_fault(enum environment_field field,
                              struct thoth_text text)
{
    enum thoth_recommendation type;

    if (!text.length)
        return NULL;
    switch (FACTS[field].shape) {
    case SHAPE_NUMBER:
        return is_number(text) ? NULL : "is no decimal number";
    case SHAPE_VERSION:
        return is_version(text) ? NULL : "is no version (PEP 440)";
    case SHAPE_PLATFORM:
        return has_machine(text) ? NULL : "is no platform such as linux-x86_64";
    case SHAPE_IMAGE:
        return has_tag(text) ? NULL : "is a base image without a tag";
    case SHAPE_RECOMMENDATION:
        return environment_recommendation(text, &type)
                   ? NULL
                   : "is none of stable, testing, latest, performance, "
                     "security";
    case SHAPE_TEXT:
    case SHAPE_WORDS:
        break;
    }
    return NULL;
}

void environment_overlay(struct environment *environment,
                         const struct environment *more)
{
    for (int i = 0; i < ENVIRONMENT_FIELDS; i++)
        if (more->fields[i].length)
            environment->fields[i] = more->fields[i];
}

/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What is asked of parsed requirements.
 */
#include "resolver/requirement/requirement.h"

#include "resolver/requirement/scanner.h"

bool requirement_applies(const struct marker *marker,
                         const struct marker_values *values,
                         const struct thoth_text *extras, size_t extra_count)
{
    if (!marker || marker_holds(marker, values, thoth_text_of("")))
        return true;
    if (!marker_asks_extra(marker))
        return false;
    for (size_t i = 0; i < extra_count; i++)
        if (marker_holds(marker, values, extras[i]))
            return true;
    return false;
}

struct thoth_text requirement_normal_name(struct arena *arena,
                                          struct thoth_text name)
{
    size_t length = thoth_name_normalise(name, NULL, 0);
    char *normal = arena_allocate(arena, length + 1);

    thoth_name_normalise(name, normal, length);
    return (struct thoth_text){normal, length};
}

bool requirement_is_name(struct thoth_text name)
{
    if (!name.length || name.at[0] == '_' || !scanner_is_word(name.at[0]) ||
        name.at[name.length - 1] == '_' ||
        !scanner_is_word(name.at[name.length - 1]))
        return false;
    for (size_t i = 0; i < name.length; i++)
        if (!scanner_is_word(name.at[i]) && name.at[i] != '.' &&
            name.at[i] != '-')
            return false;
    return true;
}

static char *append(char *out, struct thoth_text text)
{
    if (text.length)
        memcpy(out, text.at, text.length);
    return out + text.length;
}

static size_t printed_length(const struct requirement *requirement)
{
    size_t length = requirement->name.length + requirement->specifier.length +
                    requirement->url.length + requirement->marker_text.length +
                    16;

    for (size_t i = 0; i < requirement->extra_count; i++)
        length += requirement->extras[i].length + 1;
    return length;
}

struct thoth_text requirement_print(struct arena *arena,
                                    const struct requirement *requirement)
{
    char *text = arena_allocate(arena, printed_length(requirement));
    char *out = append(text, requirement->name);

    for (size_t i = 0; i < requirement->extra_count; i++) {
        *out++ = i ? ',' : '[';
        out = append(out, requirement->extras[i]);
    }
    if (requirement->extra_count)
        *out++ = ']';
    if (requirement->url.length) {
        out = append(out, thoth_text_of(" @ "));
        out = append(out, requirement->url);
        if (requirement->marker_text.length)
            *out++ = ' ';
    }
    out = append(out, requirement->specifier);
    if (requirement->marker_text.length) {
        out = append(out, thoth_text_of("; "));
        out = append(out, requirement->marker_text);
    }
    return (struct thoth_text){text, (size_t)(out - text)};
}

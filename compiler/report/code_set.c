/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Names of codes, and which codes are reported.
 */
#include "compiler/report/code_set.h"

#include "compiler/base/near_name.h"
#include "runtime/text.h"

#include <string.h>

static struct thoth_text code_text(uint32_t code)
{
    return thoth_text_of(diagnostic_fact((enum diagnostic_code)code)->code);
}

enum diagnostic_code code_find(struct thoth_text text)
{
    uint32_t code = 0;

    while (code < DIAG_COUNT && !thoth_text_equal(text, code_text(code)))
        code++;
    return (enum diagnostic_code)code;
}

struct thoth_text code_nearest(struct thoth_text text)
{
    struct near_name near;

    near_name_start(&near, text);
    for (uint32_t code = 0; code < DIAG_COUNT; code++)
        near_name_offer(&near, code_text(code));
    return near.best;
}

bool code_set_add(struct code_set *set, struct thoth_text name)
{
    bool found = false;

    for (uint32_t code = 0; name.length && code < DIAG_COUNT; code++) {
        struct thoth_text text = code_text(code);

        if (text.length < name.length ||
            memcmp(text.at, name.at, name.length) != 0)
            continue;
        found = true;
        if (set->length[code] < name.length)
            set->length[code] = (uint8_t)name.length;
    }
    set->given |= found;
    return found;
}

bool code_set_add_list(struct code_set *set, struct thoth_text list,
                       struct thoth_text *wrong)
{
    const char *at = list.at, *end = list.at + list.length;

    do {
        const char *start, *stop;

        while (at < end && *at == ' ')
            at++;
        start = at;
        while (at < end && *at != ',')
            at++;
        stop = at;
        while (stop > start && stop[-1] == ' ')
            stop--;
        *wrong = (struct thoth_text){start, (size_t)(stop - start)};
        if (!code_set_add(set, *wrong))
            return false;
    } while (at++ < end);
    return true;
}

void code_set_join(struct code_set *set, const struct code_set *more)
{
    for (uint32_t code = 0; code < DIAG_COUNT; code++)
        if (set->length[code] < more->length[code])
            set->length[code] = more->length[code];
    set->given |= more->given;
}

bool code_enabled(enum diagnostic_code code, const struct code_set *select,
                  const struct code_set *ignore)
{
    if (code_is_trouble(code))
        return true;
    if (select->given && !select->length[code])
        return false;
    return !ignore->length[code] || select->length[code] > ignore->length[code];
}

bool code_is_trouble(enum diagnostic_code code)
{
    switch (code) {
    case DIAG_FILE_UNREADABLE:
    case DIAG_FILE_TOO_LARGE:
    case DIAG_FILE_NOT_REGULAR:
    case DIAG_PATH_MISSING:
    case DIAG_PATH_NOT_RULES:
    case DIAG_DIRECTORY_UNREADABLE:
    case DIAG_LINK_BROKEN:
        return true;
    default:
        return false;
    }
}

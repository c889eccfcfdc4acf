/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Answers vectors about versions and specifier sets, through the public header
 * alone.
 */
#include "tests/conformance/answer.h"

#include "runtime/text.h"

static struct thoth_version *version_of(struct thoth_text text)
{
    struct thoth_version *version;
    enum thoth_status status = thoth_version_parse(text, NULL, &version);

    if (status != THOTH_OK)
        answering_fail("version", thoth_status_text(status));
    return version;
}

static bool contains(struct thoth_text specifier_text,
                     struct thoth_text version_text, bool prereleases)
{
    struct thoth_version *version = version_of(version_text);
    struct thoth_specifier *specifier;
    enum thoth_status status =
        thoth_specifier_parse(specifier_text, NULL, &specifier);
    bool result;

    if (status != THOTH_OK)
        answering_fail("specifier", thoth_status_text(status));
    result = thoth_specifier_contains(specifier, version, prereleases);
    thoth_specifier_release(specifier);
    thoth_version_release(version);
    return result;
}

void answer_pep440(struct answering *answering)
{
    struct case_line line;

    while (answering_next(answering, &line)) {
        const json_t *prereleases = json_object_get(line.object, "prereleases");

        answering_open(answering, &line, "expect");
        case_write_bool(&answering->writer,
                        contains(answering_text(&line, "specifier"),
                                 answering_text(&line, "version"),
                                 json_is_true(prereleases)));
        answering_close(answering);
        case_line_release(&line);
    }
}

void answer_pep440_order(struct answering *answering)
{
    static const char *const orders[] = {"-1", "0", "1"};
    struct case_line line;

    while (answering_next(answering, &line)) {
        struct thoth_version *a = version_of(answering_text(&line, "a"));
        struct thoth_version *b = version_of(answering_text(&line, "b"));
        const char *order = orders[thoth_version_compare(a, b) + 1];

        answering_open(answering, &line, "cmp");
        case_write_raw(&answering->writer, thoth_text_of(order));
        answering_close(answering);
        thoth_version_release(a);
        thoth_version_release(b);
        case_line_release(&line);
    }
}

static bool is_version(struct thoth_text text)
{
    struct thoth_version *version = version_of(text);
    bool result = !thoth_version_is_legacy(version);

    thoth_version_release(version);
    return result;
}

static bool is_specifier(struct thoth_text text)
{
    struct thoth_specifier *specifier;
    enum thoth_status status = thoth_specifier_parse(text, NULL, &specifier);

    if (status == THOTH_OK)
        thoth_specifier_release(specifier);
    else if (status != THOTH_E_SPECIFIER)
        answering_fail("specifier", thoth_status_text(status));
    return status == THOTH_OK;
}

void answer_pep440_valid(struct answering *answering)
{
    struct case_line line;

    while (answering_next(answering, &line)) {
        bool valid = json_object_get(line.object, "version")
                         ? is_version(answering_text(&line, "version"))
                         : is_specifier(answering_text(&line, "specifier"));

        answering_open(answering, &line, "valid");
        case_write_bool(&answering->writer, valid);
        answering_close(answering);
        case_line_release(&line);
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The wording of mistakes that only records of version v2 of the language have.
 */
#include "compiler/check/report.h"

/* "all, any, not": the alternatives of a record. */
static const char *alternatives(struct checker *checker, enum record_id record)
{
    uint32_t count;
    const struct member_fact *members = record_members(record, &count);
    const char *text = "", *joint = "";

    for (uint32_t i = 0; i < count; i++) {
        if (!members[i].alternative)
            continue;
        text = arena_format(checker->list->arena, "%s%s%s", text, joint,
                            field_fact(members[i].field)->key.at)
                   .at;
        joint = ", ";
    }
    return text;
}

void report_alternatives(struct checker *checker, enum record_id record,
                         const struct ast_node *mapping, uint32_t found)
{
    struct diagnostic *diagnostic;

    if (found == 0)
        diagnostic = diagnostic_report(
            checker->list, DIAG_KEYS_ALTERNATIVE, report_head(mapping),
            "%s needs a key that says what it is", record_fact(record)->noun);
    else
        diagnostic = diagnostic_report(checker->list, DIAG_KEYS_ALTERNATIVE,
                                       report_head(mapping),
                                       "%s is said by one key, found %u",
                                       record_fact(record)->noun, found);
    if (found == 0)
        diagnostic_add_note(checker->list, diagnostic, "it is one of: %s",
                            alternatives(checker, record));
    else if (record == RECORD_CONDITION)
        diagnostic_add_note(checker->list, diagnostic,
                            "conditions that must all hold stand in a list "
                            "below 'all'");
}

void report_later(struct checker *checker, struct diagnostic *diagnostic,
                  unsigned language)
{
    diagnostic_add_note(checker->list, diagnostic,
                        "version v%u of the language has this: files that use "
                        "it say 'metadata: {version: v%u}'",
                        language, language);
}

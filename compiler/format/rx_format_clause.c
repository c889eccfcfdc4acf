/* SPDX-License-Identifier: Apache-2.0 */
/*
 * `match` and `run`, whose parts stand one below the other if they do not fit
 * on one line.
 */
#include "compiler/format/rx_formatter.h"
#include "compiler/rx/rx_grammar.h"

#include <stddef.h>

/* A list with commas, aligned at its first entry, or a record. */
static void format_list(struct rx_formatter *formatter, struct rx_part part)
{
    struct layout *layout = &formatter->layout;

    if (rx_token_is(formatter, part.first, "{")) {
        rx_format_part(formatter, part);
        return;
    }
    layout_add_fill(layout);
    layout_add(layout, LAYOUT_ALIGN);
    while (part.first < part.end) {
        uint32_t comma = rx_part_find(formatter, part, ",");

        rx_format_part(formatter, (struct rx_part){part.first, comma});
        if (comma < part.end) {
            rx_format_token(formatter, comma);
            layout_add(layout, LAYOUT_BREAK);
        }
        part.first = comma + 1;
    }
    layout_add(layout, LAYOUT_OUTDENT);
    layout_add(layout, LAYOUT_END);
}

/* What begins another part of a match. */
static bool begins_part(const struct rx_formatter *formatter, uint32_t number)
{
    return rx_token_is(formatter, number, "with") ||
           rx_token_is(formatter, number, "required") ||
           rx_token_is(formatter, number, "where");
}

/* One part, from its word on. */
static void format_match_part(struct rx_formatter *formatter,
                              struct rx_part part)
{
    struct layout *layout = &formatter->layout;
    uint32_t words = rx_token_is(formatter, part.first, "required") ? 2 : 1;

    if (!begins_part(formatter, part.first)) {
        format_list(formatter, part);
        return;
    }
    for (; words && part.first < part.end; words--) {
        rx_format_token(formatter, part.first++);
        layout_add_word(layout, " ");
    }
    layout_add(layout, LAYOUT_ALIGN);
    if (rx_token_is(formatter, part.first - 1, "where"))
        rx_format_part(formatter, part);
    else
        format_list(formatter, part);
    layout_add(layout, LAYOUT_OUTDENT);
}

void rx_format_match(struct rx_formatter *formatter, struct rx_part part)
{
    struct layout *layout = &formatter->layout;

    layout_add(layout, LAYOUT_GROUP);
    while (part.first < part.end) {
        uint32_t end = rx_token_after(formatter, part.first);

        if (rx_token_is(formatter, part.first, "where"))
            end = part.end;
        while (end < part.end && !begins_part(formatter, end))
            end = rx_token_after(formatter, end);
        format_match_part(formatter, (struct rx_part){part.first, end});
        part.first = end;
        if (part.first < part.end)
            rx_format_break(formatter);
    }
    layout_add(layout, LAYOUT_END);
}

static bool is_attribute(const struct rx_formatter *formatter, uint32_t number)
{
    static const char *const NAMES[] = {
        "link", "package", "advisory", "cve", "cve_name", "range", "prefix"};

    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
        if (rx_token_is(formatter, number, NAMES[i]))
            return true;
    return false;
}

/* The token behind an attribute's value. */
static uint32_t after_attribute(const struct rx_formatter *formatter,
                                uint32_t number, uint32_t end)
{
    number++;
    if (number < end && rx_token_is(formatter, number, "version"))
        number++;
    if (number < end)
        number++;
    while (number < end && formatter->tokens[number].kind == RX_TOKEN_STRING)
        number++;
    return number;
}

/* A message is followed by attributes; other actions are any part. */
static void format_action(struct rx_formatter *formatter, struct rx_part part)
{
    struct layout *layout = &formatter->layout;
    uint32_t message = part.first;

    if (rx_token_is(formatter, part.first, "{")) {
        rx_format_part(formatter, part);
        return;
    }
    while (message < part.end &&
           formatter->tokens[message].kind != RX_TOKEN_STRING &&
           !is_attribute(formatter, message))
        message = rx_token_after(formatter, message);
    while (message < part.end && !is_attribute(formatter, message))
        message = rx_token_after(formatter, message);
    layout_add(layout, LAYOUT_GROUP);
    layout_add(layout, LAYOUT_ALIGN);
    rx_format_part(formatter, (struct rx_part){part.first, message});
    while (message < part.end) {
        uint32_t end = after_attribute(formatter, message, part.end);

        rx_format_break(formatter);
        rx_format_part(formatter, (struct rx_part){message, end});
        message = end;
    }
    layout_add(layout, LAYOUT_OUTDENT);
    layout_add(layout, LAYOUT_END);
}

void rx_format_run(struct rx_formatter *formatter, struct rx_part part)
{
    struct layout *layout = &formatter->layout;

    layout_add(layout, LAYOUT_GROUP);
    while (part.first < part.end) {
        uint32_t comma = rx_part_find(formatter, part, ",");

        format_action(formatter, (struct rx_part){part.first, comma});
        if (comma < part.end) {
            rx_format_token(formatter, comma);
            layout_add(layout, LAYOUT_BREAK);
        }
        part.first = comma + 1;
    }
    layout_add(layout, LAYOUT_END);
}

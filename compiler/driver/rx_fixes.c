/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The token that an edit covers says how the new text is written there. A
 * string with values in it says something else in each place, and a value says
 * what stands elsewhere: both are left alone.
 */
#include "compiler/driver/rx_fixes.h"

#include "compiler/lint/place.h"
#include "compiler/print/write_lexeme.h"

/* The text that a YAML scalar of an edit means. False: it is not one that
 * checks write. */
static bool read_scalar(struct thoth_text scalar, struct thoth_text *text,
                        struct arena *arena)
{
    char quote = scalar.length ? *scalar.at : '\0';
    struct text_builder out = {.arena = arena};

    *text = scalar;
    if (quote != '"' && quote != '\'')
        return scalar.length > 0;
    if (scalar.length < 2 || scalar.at[scalar.length - 1] != quote)
        return false;
    for (size_t i = 1; i + 1 < scalar.length; i++) {
        char escape = quote == '"' ? '\\' : quote;

        if (scalar.at[i] == escape)
            i++;
        text_builder_byte(&out, scalar.at[i]);
    }
    *text = text_builder_from(&out, 0);
    return true;
}

static bool is_simple_string(struct thoth_text token)
{
    if (token.length < 2 || *token.at != '"' ||
        memchr(token.at + 1, '"', token.length - 1) !=
            token.at + token.length - 1)
        return false;
    return !memchr(token.at, '\\', token.length) &&
           !memmem(token.at, token.length, "${", 2);
}

/* Writes a text in place of a token; false if that is neither a string on one
 * line, nor a name, nor a specifier that the text is, too. */
static bool write_token(struct text_builder *out, struct thoth_text token,
                        struct thoth_text text)
{
    if (is_simple_string(token))
        rx_write_string(out, text);
    else if (rx_is_name(token))
        rx_write_name(out, text);
    else if (rx_is_plain_specifier(token) && rx_is_plain_specifier(text))
        text_builder_text(out, text);
    else
        return false;
    return true;
}

static bool settle(struct diagnostic_edit *edit, struct place_finder *finder)
{
    struct text_builder out = {.arena = finder->scratch};
    struct thoth_text token = place_source(finder, edit->span), text;

    if (!read_scalar(edit->text, &text, finder->scratch) ||
        !write_token(&out, token, text))
        return false;
    edit->text = text_builder_from(&out, 0);
    return true;
}

void rx_fixes_settle(struct diagnostic *first, struct thoth_text content,
                     struct arena *arena)
{
    struct place_finder finder = {.content = content, .scratch = arena};

    for (struct diagnostic *one = first; one; one = one->next) {
        if (!one->fix || !one->fix->edits)
            continue;
        for (struct diagnostic_edit *edit = one->fix->edits; edit && one->fix;
             edit = edit->next)
            if (!settle(edit, &finder))
                one->fix = NULL;
    }
}

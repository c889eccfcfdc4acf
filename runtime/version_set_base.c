/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Bases as lists of numbers, infinitely many zeros behind them.
 */
#include "runtime/version_set_base.h"

#include "runtime/pep440_key.h"
#include "runtime/version_set_suffix.h"

/* Takes the next number off a release; "" for 0 and beyond its end. */
static struct thoth_text next_number(struct thoth_text *rest)
{
    struct thoth_text number = {rest->at, 0};

    while (number.length < rest->length && number.at[number.length] != '.')
        ++number.length;
    rest->at += number.length;
    rest->length -= number.length;
    if (rest->length > 0) {
        ++rest->at;
        --rest->length;
    }
    return pep440_significant(number);
}

static int number_order(struct thoth_text a, struct thoth_text b)
{
    if (a.length != b.length)
        return a.length < b.length ? -1 : 1;
    return thoth_text_order(a, b);
}

/* A release being written, number by number. */
struct release_writer {
    char *from, *at;
    size_t count;
    char *end;           /* behind the last number that is not 0 */
    size_t count_at_end; /* numbers up to there */
};

static void put_number(struct release_writer *writer, struct thoth_text number)
{
    bool is_zero = number.length == 0;

    if (writer->count > 0)
        *writer->at++ = '.';
    if (is_zero)
        number = thoth_text_of("0");
    memcpy(writer->at, number.at, number.length);
    writer->at += number.length;
    ++writer->count;
    if (!is_zero) {
        writer->end = writer->at;
        writer->count_at_end = writer->count;
    }
}

static bool start_release(struct release_writer *writer,
                          struct version_arena *arena, size_t room)
{
    char *from = version_arena_take(arena, room, 1);

    *writer = (struct release_writer){from, from, 0, from, 0};
    return from != NULL;
}

/* The base of what has been written. */
static struct version_base finish(const struct release_writer *writer,
                                  struct version_arena *arena,
                                  struct thoth_text epoch)
{
    struct version_base base = {.epoch = epoch, .spelled = writer->count};
    struct pep440_parts parts = {.epoch = epoch};
    char *key;

    base.release.at = writer->from;
    base.release.length = (size_t)(writer->end - writer->from);
    base.count = writer->count_at_end;
    parts.release = base.release;
    key = version_arena_take(
        arena, PEP440_KEY_ROOM(epoch.length + base.release.length), 1);
    base.key = (struct thoth_text){key, 0};
    if (key != NULL)
        base.key.length = (size_t)(pep440_key_put_base(key, &parts) - key);
    return base;
}

static const struct version_base no_base = {
    .key = {"", 0}, .epoch = {"", 0}, .release = {"", 0}, .spelled = 1};

struct version_base version_base_of(struct version_arena *arena,
                                    const struct pep440_parts *parts)
{
    struct thoth_text rest = parts->release;
    struct release_writer writer;

    if (!start_release(&writer, arena, rest.length))
        return no_base;
    while (rest.length > 0)
        put_number(&writer, next_number(&rest));
    return finish(&writer, arena, pep440_significant(parts->epoch));
}

struct version_base version_base_copy(struct version_arena *arena,
                                      const struct version_base *base)
{
    struct version_base copy = *base;

    copy.key = version_arena_copy(arena, base->key);
    copy.epoch = version_arena_copy(arena, base->epoch);
    copy.release = version_arena_copy(arena, base->release);
    return copy;
}

struct version_base version_base_after(struct version_arena *arena,
                                       const struct pep440_parts *parts)
{
    struct thoth_text rest = parts->release;
    struct release_writer writer;

    if (!start_release(&writer, arena, rest.length + 1))
        return no_base;
    while (rest.length > 0) {
        struct thoth_text number = next_number(&rest);

        if (rest.length == 0)
            number = version_number_next(arena, number);
        put_number(&writer, number);
    }
    return finish(&writer, arena, pep440_significant(parts->epoch));
}

bool version_base_is_prefix(struct version_arena *arena,
                            const struct version_base *base,
                            const struct version_base *next)
{
    struct thoth_text rest = base->release, last = next->release;
    size_t count = 0;

    if (next->count < base->count ||
        !thoth_text_equal(base->epoch, next->epoch))
        return false;
    while (++count < next->count)
        if (number_order(next_number(&rest), next_number(&last)) != 0)
            return false;
    return thoth_text_equal(version_number_next(arena, next_number(&rest)),
                            next_number(&last));
}

/*
 * Writes numbers between two releases, the first of which is less: the numbers
 * they share, then where they differ one more than the low one has, if that
 * is still less than the high one, or else the low one's and one more behind.
 */
static void put_between(struct release_writer *writer,
                        struct version_arena *arena, struct thoth_text low,
                        struct thoth_text high, bool is_unbounded)
{
    for (;;) {
        struct thoth_text a = next_number(&low), b = next_number(&high);
        int order = is_unbounded ? -1 : number_order(a, b);
        struct thoth_text next;

        if (order == 0) {
            put_number(writer, a);
            continue;
        }
        next = version_number_next(arena, a);
        if (is_unbounded || number_order(next, b) < 0 || high.length > 0) {
            put_number(writer, next);
            return;
        }
        put_number(writer, a);
        is_unbounded = true;
    }
}

struct version_base version_base_between(struct version_arena *arena,
                                         const struct version_base *low,
                                         const struct version_base *high)
{
    enum { SHORT = 3 };
    static const struct thoth_text zero = {"", 0};
    struct thoth_text epoch = low == NULL ? zero : low->epoch;
    struct thoth_text from = low == NULL ? zero : low->release;
    struct thoth_text to = high == NULL ? zero : high->release;
    bool is_unbounded = high == NULL || !thoth_text_equal(epoch, high->epoch);
    struct release_writer writer;
    struct version_base base;

    if (!start_release(&writer, arena, 2 * (from.length + to.length) + 8))
        return no_base;
    put_between(&writer, arena, from, to, is_unbounded);
    if (low == NULL && writer.count > SHORT && start_release(&writer, arena, 1))
        put_number(&writer, zero);
    base = finish(&writer, arena, epoch);
    if (base.spelled < 2)
        base.spelled = 2;
    return base;
}

/* The text of an epoch, the first `count` numbers of a release and one more. */
static struct thoth_text text_up_to(struct version_arena *arena,
                                    const struct version_base *base,
                                    size_t count, struct thoth_text last)
{
    struct thoth_text rest = base->release;
    size_t room =
        base->epoch.length + 2 + rest.length + 2 * count + last.length;
    char *text = version_arena_take(arena, room + 1, 1);
    struct release_writer writer = {0};

    if (text == NULL)
        return (struct thoth_text){"", 0};
    writer.at = text;
    if (base->epoch.length > 0) {
        memcpy(text, base->epoch.at, base->epoch.length);
        writer.at += base->epoch.length;
        *writer.at++ = '!';
    }
    while (writer.count < count)
        put_number(&writer, next_number(&rest));
    put_number(&writer, last);
    return (struct thoth_text){text, (size_t)(writer.at - text)};
}

bool version_base_span(struct version_arena *arena,
                       const struct version_base *low,
                       const struct version_base *high, size_t digits,
                       struct thoth_text *least, struct thoth_text *most)
{
    const struct version_base *from = low == NULL ? &no_base : low;
    struct thoth_text a, b, rest, last;
    size_t shared = 0;

    if (high == NULL || !thoth_text_equal(from->epoch, high->epoch))
        return false;
    rest = from->release;
    last = high->release;
    while (a = next_number(&rest), b = next_number(&last),
           number_order(a, b) == 0)
        ++shared;
    if (b.length > digits)
        return false;
    if (last.length == 0)
        b = version_number_previous(arena, b);
    *most = text_up_to(arena, high, shared, b);
    *least = low == NULL ? (struct thoth_text){"", 0}
                         : text_up_to(arena, low, shared, a);
    return true;
}

bool version_base_is_lowest(const struct version_base *base)
{
    return base->epoch.length == 0 && base->release.length == 0;
}

size_t version_base_shortest(const struct version_base *base)
{
    return base->count == 0 ? 1 : base->count;
}

size_t version_base_length(const struct version_base *base, size_t count)
{
    return base->epoch.length + 1 + base->release.length +
           2 * (count - base->count);
}

char *version_base_write(char *out, const struct version_base *base,
                         size_t count)
{
    if (base->epoch.length > 0) {
        memcpy(out, base->epoch.at, base->epoch.length);
        out += base->epoch.length;
        *out++ = '!';
    }
    if (base->release.length > 0)
        memcpy(out, base->release.at, base->release.length);
    out += base->release.length;
    for (size_t i = base->count; i < count; ++i) {
        if (i > 0)
            *out++ = '.';
        *out++ = '0';
    }
    return out;
}

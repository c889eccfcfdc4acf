/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Version objects: one block that holds the struct, the normal form (for a
 * legacy version the text as given) and the sort key. The room for both is
 * bounded by the length of the text, so nothing is measured twice.
 */
#include "runtime/pep440_key.h"
#include "runtime/pep440_legacy.h"
#include "runtime/pep440_scan.h"
#include "runtime/unicode.h"

/* Bytes that hold the normal form of a version of `length` bytes: an absent
 * number adds a digit, `r` becomes `.post`, U+0130 grows by half. */
#define NORMAL_ROOM(length) (2 * (length) + 16)

/* Longer texts are refused so that no size overflows. */
static const size_t longest_text = SIZE_MAX / 64;

/* Where the normal form is being written. */
struct normal_writer {
    char *at;
};

static struct thoth_text put_text(struct normal_writer *writer,
                                  struct thoth_text text)
{
    struct thoth_text copy = {writer->at, text.length};

    if (text.length > 0)
        memcpy(writer->at, text.at, text.length);
    writer->at += text.length;
    return copy;
}

static void put_string(struct normal_writer *writer, const char *string)
{
    put_text(writer, thoth_text_of(string));
}

static struct thoth_text put_number(struct normal_writer *writer,
                                    struct thoth_text digits)
{
    digits = pep440_significant(digits);
    if (digits.length == 0)
        digits = thoth_text_of("0");
    return put_text(writer, digits);
}

static struct thoth_text put_release(struct normal_writer *writer,
                                     struct thoth_text release)
{
    const char *from = writer->at;
    const char *at = release.at, *end = at + release.length;

    while (at < end) {
        const char *number = at;

        while (at < end && *at != '.')
            ++at;
        if (number != release.at)
            put_string(writer, ".");
        put_number(writer, (struct thoth_text){number, (size_t)(at - number)});
        ++at; /* the dot, or just past the end */
    }
    return (struct thoth_text){from, (size_t)(writer->at - from)};
}

static struct thoth_text put_local(struct normal_writer *writer,
                                   struct thoth_text local)
{
    const char *from = writer->at;
    struct thoth_text part;

    while (pep440_next_local(&local, &part)) {
        struct unicode_lower_walk walk = unicode_lower_begin(part);
        uint32_t code;

        if (writer->at != from)
            put_string(writer, ".");
        if (pep440_is_number(part)) {
            put_number(writer, part);
            continue;
        }
        while ((code = unicode_lower_next(&walk)) != UNICODE_END)
            writer->at += unicode_encode(code, writer->at);
    }
    return (struct thoth_text){from, (size_t)(writer->at - from)};
}

static void put_suffix(struct normal_writer *writer, struct pep440_parts *parts)
{
    static const char *const pre_words[] = {"", "a", "b", "rc"};

    if (parts->pre != PEP440_PRE_NONE) {
        put_string(writer, pre_words[parts->pre]);
        parts->pre_number = put_number(writer, parts->pre_number);
    }
    if (parts->has_post) {
        put_string(writer, ".post");
        parts->post_number = put_number(writer, parts->post_number);
    }
    if (parts->has_dev) {
        put_string(writer, ".dev");
        parts->dev_number = put_number(writer, parts->dev_number);
    }
}

/*
 * Writes the normal form at `out`, turns the parts into stretches of it, and
 * returns its end.
 */
static char *write_normal(struct pep440_version *version, char *out)
{
    struct normal_writer writer = {out};
    struct pep440_parts *parts = &version->parts;
    struct thoth_text epoch = pep440_significant(parts->epoch);

    if (epoch.length > 0) {
        epoch = put_text(&writer, epoch);
        put_string(&writer, "!");
    }
    parts->epoch = epoch;
    parts->release = put_release(&writer, parts->release);
    version->base_text = (struct thoth_text){out, (size_t)(writer.at - out)};
    put_suffix(&writer, parts);
    version->public_text = (struct thoth_text){out, (size_t)(writer.at - out)};
    if (parts->has_local) {
        put_string(&writer, "+");
        parts->local = put_local(&writer, parts->local);
    }
    version->normal = (struct thoth_text){out, (size_t)(writer.at - out)};
    return writer.at;
}

static struct pep440_version *
make_version(const struct pep440_parts *parts, struct thoth_text text,
             const struct thoth_allocator *allocator)
{
    struct pep440_version *version;
    struct pep440_key_lengths lengths;
    char *at;

    version =
        thoth_allocate(allocator, sizeof(*version) + NORMAL_ROOM(text.length) +
                                      PEP440_KEY_ROOM(text.length));
    if (version == NULL)
        return NULL;
    *version = (struct pep440_version){
        .is_prerelease = parts->pre != PEP440_PRE_NONE || parts->has_dev,
        .is_postrelease = parts->has_post,
        .parts = *parts};
    at = write_normal(version, (char *)(version + 1));
    lengths = pep440_key_write(at, parts);
    version->key = (struct thoth_text){at, lengths.full};
    version->public_key = (struct thoth_text){at, lengths.public_part};
    version->base_key = (struct thoth_text){at, lengths.base};
    return version;
}

static struct pep440_version *
make_legacy_version(struct thoth_text text,
                    const struct thoth_allocator *allocator)
{
    struct normal_writer writer;
    struct pep440_version *version;
    size_t key_length = pep440_legacy_key_length(text);

    version =
        thoth_allocate(allocator, sizeof(*version) + text.length + key_length);
    if (version == NULL)
        return NULL;
    *version = (struct pep440_version){.is_legacy = true};
    writer.at = (char *)(version + 1);
    version->normal = put_text(&writer, text);
    version->public_text = version->base_text = version->normal;
    version->key = (struct thoth_text){writer.at, key_length};
    version->public_key = version->base_key = version->key;
    pep440_legacy_key_write(writer.at, text);
    return version;
}

int pep440_version_parse(struct thoth_text text,
                         const struct thoth_allocator *allocator,
                         struct pep440_version **version)
{
    struct thoth_text trimmed = unicode_trim(text);
    struct pep440_parts parts;

    *version = NULL;
    if (text.length > longest_text)
        return PEP440_E_MEMORY;
    if (pep440_scan_version(trimmed, &parts))
        *version = make_version(&parts, trimmed, allocator);
    else
        *version = make_legacy_version(text, allocator);
    return *version == NULL ? PEP440_E_MEMORY : PEP440_OK;
}

void pep440_version_free(struct pep440_version *version,
                         const struct thoth_allocator *allocator)
{
    thoth_release(allocator, version);
}

bool pep440_is_valid(struct thoth_text text)
{
    struct pep440_parts parts;

    return pep440_scan_version(unicode_trim(text), &parts);
}

int pep440_compare(const struct pep440_version *a,
                   const struct pep440_version *b)
{
    return thoth_text_order(a->key, b->key);
}

struct thoth_text pep440_version_release(const struct pep440_version *version,
                                         size_t index)
{
    struct thoth_text rest = version->parts.release;

    for (; index < version->parts.release_count; --index) {
        const char *dot = memchr(rest.at, '.', rest.length);
        size_t length = dot == NULL ? rest.length : (size_t)(dot - rest.at);

        if (index == 0)
            return (struct thoth_text){rest.at, length};
        rest.at += length + 1;
        rest.length -= length + 1;
    }
    return thoth_text_of("0");
}

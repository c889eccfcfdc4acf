/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Legacy keys, made part by part without a list. The reference appends parts
 * to a list and takes trailing "00000000" and "*final-" off again; those two
 * are the only parts that can vanish, and at any time the ones at the list's
 * end are some "*final-" followed by some "00000000". Two counters stand for
 * them until a part comes that lets them stay.
 */
#include "runtime/pep440_legacy.h"

#include "runtime/pep440_key.h"
#include "runtime/unicode.h"

enum {
    NUMBER_WIDTH = 8, /* numbers are padded with zeros to this width */
    WORD_ROOM = 8     /* "preview", the longest word of interest, and NUL */
};

/*
 * In strings, NUL and 0x01 are written as two bytes so that END stays below
 * every character.
 */
enum { KEY_STRING_END = 0x00, KEY_STRING_ESCAPE = 0x01 };

/* Where the bytes of a key go: counted, and written or compared. */
struct key_sink {
    char *out;                 /* or NULL */
    struct thoth_text against; /* compared with when out is NULL */
    size_t length;
    int order; /* of the bytes so far against `against` */
};

static void sink_put(struct key_sink *sink, unsigned char byte)
{
    if (sink->out != NULL) {
        sink->out[sink->length] = (char)byte;
    } else if (sink->order == 0 && sink->length < sink->against.length) {
        unsigned char other = (unsigned char)sink->against.at[sink->length];

        sink->order = (byte > other) - (byte < other);
    }
    ++sink->length;
}

static void sink_put_code(struct key_sink *sink, uint32_t code)
{
    char bytes[UNICODE_MAX_BYTES];
    size_t length = unicode_encode(code, bytes);

    if (code <= KEY_STRING_ESCAPE) {
        sink_put(sink, KEY_STRING_ESCAPE);
        sink_put(sink, (unsigned char)(code + 1));
        return;
    }
    for (size_t i = 0; i < length; ++i)
        sink_put(sink, (unsigned char)bytes[i]);
}

/* A whole string of the key, given in plain ASCII. */
static void sink_put_string(struct key_sink *sink, const char *string)
{
    for (; *string != '\0'; ++string)
        sink_put(sink, (unsigned char)*string);
    sink_put(sink, KEY_STRING_END);
}

enum part_kind { PART_NUMBER, PART_WORD, PART_DOT, PART_DASH, PART_OTHER };

static enum part_kind kind_of(uint32_t code)
{
    if (code >= 'a' && code <= 'z')
        return PART_WORD;
    if (code == '.')
        return PART_DOT;
    if (code == '-')
        return PART_DASH;
    return unicode_is_decimal(code) ? PART_NUMBER : PART_OTHER;
}

/* A run of characters of one kind; dots and dashes stand alone. */
struct part {
    enum part_kind kind;
    size_t count;                    /* characters */
    bool is_zero;                    /* only ASCII zeros */
    uint32_t first;                  /* the first character */
    char word[WORD_ROOM];            /* PART_WORD: its beginning */
    struct unicode_lower_walk start; /* where it starts */
};

static bool next_part(struct unicode_lower_walk *walk, struct part *part)
{
    struct unicode_lower_walk ahead = *walk;
    uint32_t code = unicode_lower_next(&ahead);

    if (code == UNICODE_END)
        return false;
    *part = (struct part){.kind = kind_of(code), .first = code};
    part->is_zero = true;
    part->start = *walk;
    do {
        if (part->kind == PART_WORD && part->count < WORD_ROOM - 1)
            part->word[part->count] = (char)code;
        part->is_zero = part->is_zero && code == '0';
        ++part->count;
        *walk = ahead;
        code = unicode_lower_next(&ahead);
    } while (code != UNICODE_END && kind_of(code) == part->kind &&
             part->kind != PART_DOT && part->kind != PART_DASH);
    return true;
}

/* The key so far, less the parts that may still vanish. */
struct legacy_key {
    struct key_sink sink;
    size_t finals; /* "*final-" at the end, before the zeros */
    size_t zeros;  /* "00000000" at the end */
};

static void keep_pending(struct legacy_key *key)
{
    for (; key->finals > 0; --key->finals)
        sink_put_string(&key->sink, "*final-");
    for (; key->zeros > 0; --key->zeros)
        sink_put_string(&key->sink, "00000000");
}

static void put_characters(struct legacy_key *key, const struct part *part)
{
    struct unicode_lower_walk walk = part->start;

    for (size_t i = 0; i < part->count; ++i)
        sink_put_code(&key->sink, unicode_lower_next(&walk));
    sink_put(&key->sink, KEY_STRING_END);
}

static void put_number_part(struct legacy_key *key, const struct part *part)
{
    if (part->is_zero && part->count <= NUMBER_WIDTH) {
        ++key->zeros;
        return;
    }
    keep_pending(key);
    for (size_t i = part->count; i < NUMBER_WIDTH; ++i)
        sink_put(&key->sink, '0');
    put_characters(key, part);
}

/* The word that stands for the part in the key, or NULL for itself. */
static const char *replacement(const struct part *part)
{
    if (part->kind != PART_WORD || part->count >= WORD_ROOM)
        return NULL;
    if (strcmp(part->word, "pre") == 0 || strcmp(part->word, "preview") == 0 ||
        strcmp(part->word, "rc") == 0)
        return "*c";
    return strcmp(part->word, "dev") == 0 ? "*@" : NULL;
}

/* A part that gets a star and sorts below or above "*final". */
static void put_star_part(struct legacy_key *key, const struct part *part)
{
    const char *substitute = replacement(part);
    bool before_final;

    if (substitute != NULL)
        before_final = strcmp(substitute, "*final") < 0;
    else if (part->kind == PART_WORD)
        before_final = strcmp(part->word, "final") < 0;
    else
        before_final = part->first < 'f';
    if (before_final && key->zeros == 0)
        key->finals = 0;
    key->zeros = 0;
    keep_pending(key);
    if (substitute != NULL) {
        sink_put_string(&key->sink, substitute);
        return;
    }
    sink_put(&key->sink, '*');
    put_characters(key, part);
}

static void put_part(struct legacy_key *key, const struct part *part)
{
    switch (part->kind) {
    case PART_DOT:
        return;
    case PART_DASH: /* "-" reads as "final-" */
        key->zeros = 0;
        ++key->finals;
        return;
    case PART_NUMBER:
        /* Only ASCII digits are padded; others keep the star. */
        if (part->first < 0x80) {
            put_number_part(key, part);
            return;
        }
        break;
    case PART_WORD:
    case PART_OTHER:
        break;
    }
    put_star_part(key, part);
}

static struct key_sink make_key(struct key_sink sink, struct thoth_text version)
{
    struct unicode_lower_walk walk = unicode_lower_begin(version);
    struct legacy_key key = {.sink = sink};
    struct part part;

    sink_put(&key.sink, KEY_LEGACY);
    while (next_part(&walk, &part))
        put_part(&key, &part);
    key.zeros = 0;
    keep_pending(&key);
    sink_put_string(&key.sink, "*final");
    return key.sink;
}

size_t pep440_legacy_key_length(struct thoth_text version)
{
    return make_key((struct key_sink){0}, version).length;
}

char *pep440_legacy_key_write(char *out, struct thoth_text version)
{
    return out + make_key((struct key_sink){.out = out}, version).length;
}

int pep440_legacy_key_order(struct thoth_text version, struct thoth_text key)
{
    struct key_sink sink = make_key((struct key_sink){.against = key}, version);

    if (sink.order != 0)
        return sink.order;
    return (sink.length > key.length) - (sink.length < key.length);
}

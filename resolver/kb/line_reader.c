/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A buffer of decompressed bytes from which lines are cut. Whether the file is
 * compressed is told by its first four bytes, not by its name.
 */
#include "resolver/kb/line_reader.h"

#include "compiler/base/out_of_memory.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>
#include <zstd.h>

enum { CHUNK = 1 << 18 };

struct line_reader {
    char *path;
    int file;
    ZSTD_DStream *stream; /* NULL: not compressed */
    char *raw;            /* CHUNK bytes, compressed */
    ZSTD_inBuffer input;
    char *buffer;
    size_t begin, end, room; /* what is left of the buffer */
    bool ended;              /* of the file */
    bool inside_frame;       /* compressed data that goes on */
    bool pending;            /* the stream may have more without input */
    uint32_t line;
};

static int read_bytes(struct line_reader *reader, char *to, size_t size,
                      size_t *got, struct problem_list *problems)
{
    ssize_t count;

    do
        count = read(reader->file, to, size);
    while (count < 0 && errno == EINTR);
    if (count < 0) {
        struct place place = {.path = thoth_text_of(reader->path)};

        problem_error(problems, place, NULL, "cannot be read: %s",
                      strerror(errno));
        return -1;
    }
    *got = (size_t)count;
    return 0;
}

static bool is_compressed(const char *bytes, size_t count)
{
    return count >= 4 && !memcmp(bytes, "\x28\xB5\x2F\xFD", 4);
}

/* Reads the first bytes, which tell how the others are read. */
static bool begin(struct line_reader *reader, struct problem_list *problems)
{
    size_t got = 1, total = 0;

    while (total < 4 && got) {
        if (read_bytes(reader, reader->raw + total, CHUNK - total, &got,
                       problems))
            return false;
        total += got;
    }
    reader->ended = !got;
    if (!is_compressed(reader->raw, total)) {
        memcpy(reader->buffer, reader->raw, total);
        reader->end = total;
        return true;
    }
    reader->stream = ZSTD_createDStream();
    if (!reader->stream)
        memory_ran_out();
    reader->input = (ZSTD_inBuffer){reader->raw, total, 0};
    return true;
}

struct line_reader *line_reader_open(const char *path,
                                     struct problem_list *problems)
{
    struct line_reader *reader = memory_cleared(1, sizeof *reader);
    size_t length = strlen(path) + 1;

    reader->path = memory_allocate(length);
    memcpy(reader->path, path, length);
    reader->raw = memory_allocate(CHUNK);
    reader->room = 2 * CHUNK;
    reader->buffer = memory_allocate(reader->room);
    reader->file = strcmp(path, "-") ? open(path, O_RDONLY | O_CLOEXEC)
                                     : dup(STDIN_FILENO);
    if (reader->file < 0) {
        struct place place = {
            .path = arena_copy_text(problems->arena, thoth_text_of(path))};

        problem_error(problems, place, NULL, "cannot be opened: %s",
                      strerror(errno));
    } else if (begin(reader, problems)) {
        return reader;
    }
    line_reader_close(reader);
    return NULL;
}

void line_reader_close(struct line_reader *reader)
{
    if (!reader)
        return;
    if (reader->file >= 0)
        close(reader->file);
    ZSTD_freeDStream(reader->stream);
    free(reader->buffer);
    free(reader->raw);
    free(reader->path);
    free(reader);
}

static bool damaged(const struct line_reader *reader, const char *what,
                    struct problem_list *problems)
{
    struct place place = line_reader_place(reader);

    place.path = arena_copy_text(problems->arena, place.path);
    place.column = 1;
    place.line++;
    problem_error(problems, place, "fetch the file again",
                  "the compressed data is damaged: %s", what);
    return false;
}

/* Decompresses some bytes behind the end of the buffer. */
static bool decompress(struct line_reader *reader,
                       struct problem_list *problems)
{
    ZSTD_outBuffer output = {reader->buffer + reader->end,
                             reader->room - reader->end, 0};
    size_t left, got = 0;

    if (reader->input.pos == reader->input.size && !reader->pending) {
        if (read_bytes(reader, reader->raw, CHUNK, &got, problems))
            return false;
        reader->input = (ZSTD_inBuffer){reader->raw, got, 0};
        if (!got) {
            reader->ended = true;
            return !reader->inside_frame ||
                   damaged(reader, "it ends too early", problems);
        }
    }
    left = ZSTD_decompressStream(reader->stream, &output, &reader->input);
    if (ZSTD_isError(left))
        return damaged(reader, ZSTD_getErrorName(left), problems);
    reader->inside_frame = left != 0;
    reader->pending = output.pos == output.size;
    reader->end += output.pos;
    return true;
}

/* Makes room and adds bytes to the buffer. */
static bool fill(struct line_reader *reader, struct problem_list *problems)
{
    size_t got = 0;

    if (reader->begin) {
        memmove(reader->buffer, reader->buffer + reader->begin,
                reader->end - reader->begin);
        reader->end -= reader->begin;
        reader->begin = 0;
    }
    if (reader->end == reader->room) {
        reader->room *= 2;
        reader->buffer = memory_grow(reader->buffer, reader->room, 1);
    }
    if (reader->stream)
        return decompress(reader, problems);
    if (read_bytes(reader, reader->buffer + reader->end,
                   reader->room - reader->end, &got, problems))
        return false;
    reader->end += got;
    reader->ended = !got;
    return true;
}

static int cut(struct line_reader *reader, struct thoth_text *line,
               size_t length, size_t step)
{
    *line = (struct thoth_text){reader->buffer + reader->begin, length};
    if (length && line->at[length - 1] == '\r')
        line->length--;
    reader->begin += step;
    reader->line++;
    return 1;
}

int line_reader_next(struct line_reader *reader, struct thoth_text *line,
                     struct problem_list *problems)
{
    size_t searched = 0;

    for (;;) {
        size_t length = reader->end - reader->begin;
        const char *start = reader->buffer + reader->begin;
        const char *found = length > searched ? memchr(start + searched, '\n',
                                                       length - searched)
                                              : NULL;

        if (found)
            return cut(reader, line, (size_t)(found - start),
                       (size_t)(found - start) + 1);
        if (length > LINE_LIMIT) {
            struct place place = line_reader_place(reader);

            place.path = arena_copy_text(problems->arena, place.path);
            place.line++;
            place.column = 1;
            problem_error(problems, place, NULL,
                          "the line is longer than %u MiB", LINE_LIMIT >> 20);
            return -1;
        }
        if (reader->ended)
            return length ? cut(reader, line, length, length) : 0;
        searched = length;
        if (!fill(reader, problems))
            return -1;
    }
}

struct place line_reader_place(const struct line_reader *reader)
{
    return (struct place){thoth_text_of(reader->path), reader->line, 1};
}

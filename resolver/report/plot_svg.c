/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Drawn by hand: a frame with a grid, ticks on the left for scores, on the
 * right for temperatures, below for iterations, and three lines.
 */
#include "resolver/report/plot_svg.h"

#include "resolver/report/axis.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

/* In pixels: of the document, and of the frame in it. */
enum {
    WIDTH = 860,
    HEIGHT = 480,
    LEFT = 70,
    RIGHT = 780,
    TOP = 60,
    BOTTOM = 420
};

struct plot {
    FILE *stream;
    const struct thoth_resolution_facts *facts;
    const struct thoth_sample *samples;
    uint64_t step; /* iterations from one sample to the next */
    struct axis iterations, scores, temperatures;
    bool has_temperature;
};

/* ---- Where things are ---------------------------------------------------- */

static double x_of(const struct plot *plot, double iteration)
{
    return LEFT + axis_place(&plot->iterations, iteration) * (RIGHT - LEFT);
}

static double y_of(const struct axis *axis, double value)
{
    return BOTTOM - axis_place(axis, value) * (BOTTOM - TOP);
}

/* As a resolution keeps samples: every second one is dropped, as often as
 * necessary. */
static uint64_t step_of(const struct thoth_resolution_facts *facts)
{
    uint64_t step = 1;

    while (facts->samples > 0 &&
           (facts->iterations + step - 1) / step > facts->samples &&
           step <= UINT64_MAX / 4)
        step *= 2;
    return step;
}

static void fit_axes(struct plot *plot)
{
    double least = INFINITY, most = -INFINITY, hottest = 0;
    uint64_t iterations = plot->facts->iterations;

    for (uint32_t i = 0; i < plot->facts->samples; i++) {
        const struct thoth_sample *sample = &plot->samples[i];

        least = fmin(least, sample->score);
        most = fmax(most, sample->score);
        if (!isnan(sample->best))
            most = fmax(most, sample->best);
        hottest = fmax(hottest, sample->temperature);
    }
    if (!isfinite(least) || !isfinite(most))
        least = most = 0;
    plot->scores = axis_fit(least, most, 7);
    plot->iterations = axis_fit(0, iterations > 1 ? (double)iterations : 1, 8);
    plot->has_temperature = hottest > 0 && isfinite(hottest);
    plot->temperatures = axis_fit(0, plot->has_temperature ? hottest : 1, 7);
}

/* ---- Axes -----------------------------------------------------------------
 */

static void print_label(const struct plot *plot, double x, double y,
                        const char *anchor, const char *text)
{
    fprintf(plot->stream, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">", x,
            y, anchor);
    xml_print_text(plot->stream, (struct thoth_text){text, strlen(text)});
    fputs("</text>\n", plot->stream);
}

static void print_line(const struct plot *plot, const char *class, double x1,
                       double y1, double x2, double y2)
{
    fprintf(plot->stream,
            "<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" "
            "y2=\"%.1f\"/>\n",
            class, x1, y1, x2, y2);
}

static void print_tick_label(const struct plot *plot, const struct axis *axis,
                             uint32_t tick, double x, double y,
                             const char *anchor)
{
    char text[64];

    snprintf(text, sizeof(text), "%.*f", axis->decimals, axis_tick(axis, tick));
    print_label(plot, x, y, anchor, text);
}

static void print_iteration_axis(const struct plot *plot)
{
    const struct axis *axis = &plot->iterations;

    for (uint32_t i = 0; i < axis->ticks; i++) {
        double x = x_of(plot, axis_tick(axis, i));

        print_line(plot, "grid", x, TOP, x, BOTTOM);
        print_line(plot, "tick", x, BOTTOM, x, BOTTOM + 5);
        print_tick_label(plot, axis, i, x, BOTTOM + 20, "middle");
    }
    print_label(plot, (LEFT + RIGHT) / 2.0, BOTTOM + 44, "middle", "iteration");
}

static void print_score_axis(const struct plot *plot)
{
    const struct axis *axis = &plot->scores;

    for (uint32_t i = 0; i < axis->ticks; i++) {
        double y = y_of(axis, axis_tick(axis, i));

        print_line(plot, "grid", LEFT, y, RIGHT, y);
        print_line(plot, "tick", LEFT - 5, y, LEFT, y);
        print_tick_label(plot, axis, i, LEFT - 9, y + 4, "end");
    }
    print_label(plot, LEFT, TOP - 12, "middle", "score");
}

static void print_temperature_axis(const struct plot *plot)
{
    const struct axis *axis = &plot->temperatures;

    for (uint32_t i = 0; plot->has_temperature && i < axis->ticks; i++) {
        double y = y_of(axis, axis_tick(axis, i));

        print_line(plot, "tick", RIGHT, y, RIGHT + 5, y);
        print_tick_label(plot, axis, i, RIGHT + 9, y + 4, "start");
    }
    if (plot->has_temperature)
        print_label(plot, RIGHT, TOP - 12, "middle", "temperature");
}

/* ---- Lines ----------------------------------------------------------------
 */

enum series { SERIES_SCORE, SERIES_BEST, SERIES_TEMPERATURE, SERIES };

static const char *const series_names[SERIES] = {"score", "best",
                                                 "temperature"};

static double value_of(const struct thoth_sample *sample, enum series series)
{
    return series == SERIES_SCORE  ? sample->score
           : series == SERIES_BEST ? sample->best
                                   : sample->temperature;
}

/* A line through the samples that have a value. */
static void print_series(const struct plot *plot, enum series series)
{
    const struct axis *axis =
        series == SERIES_TEMPERATURE ? &plot->temperatures : &plot->scores;

    fprintf(plot->stream, "<polyline class=\"%s\" points=\"",
            series_names[series]);
    for (uint32_t i = 0; i < plot->facts->samples; i++) {
        double value = value_of(&plot->samples[i], series);

        if (isfinite(value))
            fprintf(plot->stream, "%.1f,%.1f ",
                    x_of(plot, (double)(i * plot->step)), y_of(axis, value));
    }
    fputs("\"/>\n", plot->stream);
}

static void print_legend(const struct plot *plot)
{
    static const char *const texts[SERIES] = {
        "score of the state", "best stack so far", "temperature"};
    double x = LEFT + 60;

    for (int i = 0; i < (plot->has_temperature ? SERIES : SERIES - 1); i++) {
        print_line(plot, series_names[i], x, TOP - 16, x + 30, TOP - 16);
        print_label(plot, x + 36, TOP - 12, "start", texts[i]);
        x += 190;
    }
}

static void print_title(const struct plot *plot,
                        const struct thoth_resolution *resolution)
{
    const struct thoth_resolution_facts *facts = plot->facts;
    double best;
    uint32_t count;
    char text[200];
    int length =
        snprintf(text, sizeof(text),
                 "Predictor %s: %" PRIu64 " stacks in %" PRIu64 " iterations",
                 thoth_predictor_name(facts->predictor), facts->accepted,
                 facts->iterations);

    if (thoth_resolution_product(resolution, 0, &count, &best) != NULL)
        snprintf(text + length, sizeof(text) - (size_t)length, ", best %.9g",
                 best);
    fputs("<g class=\"title\">\n", plot->stream);
    print_label(plot, WIDTH / 2.0, 24, "middle", text);
    fputs("</g>\n", plot->stream);
}

static void print_head(FILE *stream)
{
    fprintf(stream,
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" "
            "height=\"%d\" viewBox=\"0 0 %d %d\">\n",
            WIDTH, HEIGHT, WIDTH, HEIGHT);
    fputs("<style>\n"
          "text { font: 12px sans-serif; fill: #333333 }\n"
          ".title text { font-size: 15px }\n"
          "line, polyline, rect { fill: none }\n"
          ".grid { stroke: #e6e6e6 }\n"
          ".tick, .frame { stroke: #333333 }\n"
          ".score { stroke: #9ebcda }\n"
          ".best { stroke: #08519c; stroke-width: 2.5 }\n"
          ".temperature { stroke: #cb5a2a; stroke-width: 1.5; "
          "stroke-dasharray: 6 3 }\n"
          "</style>\n",
          stream);
    fprintf(stream,
            "<rect width=\"%d\" height=\"%d\" style=\"fill: #ffffff\"/>\n",
            WIDTH, HEIGHT);
}

void plot_print(FILE *stream, const struct thoth_resolution *resolution)
{
    struct thoth_resolution_facts facts;
    struct plot plot = {.stream = stream, .facts = &facts};

    thoth_resolution_describe(resolution, &facts);
    plot.samples = thoth_resolution_history(resolution);
    plot.step = step_of(&facts);
    fit_axes(&plot);
    print_head(stream);
    print_title(&plot, resolution);
    print_iteration_axis(&plot);
    print_score_axis(&plot);
    print_temperature_axis(&plot);
    fprintf(stream,
            "<rect class=\"frame\" x=\"%d\" y=\"%d\" width=\"%d\" "
            "height=\"%d\"/>\n",
            LEFT, TOP, RIGHT - LEFT, BOTTOM - TOP);
    print_series(&plot, SERIES_SCORE);
    print_series(&plot, SERIES_BEST);
    if (plot.has_temperature)
        print_series(&plot, SERIES_TEMPERATURE);
    print_legend(&plot);
    fputs("</svg>\n", stream);
}

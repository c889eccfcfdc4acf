/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Axes at round numbers, text in XML, and plots of searches that hardly were.
 */
#include "resolver/report/axis.h"
#include "resolver/report/plot_svg.h"
#include "resolver/search/resolution.h"
#include "tests/harness/run.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define NEAR(actual, expected) CU_ASSERT_DOUBLE_EQUAL(actual, expected, 1e-9)

static void is_axis(struct axis axis, double low, double high, double step,
                    uint32_t ticks, int decimals)
{
    NEAR(axis.low, low);
    NEAR(axis.high, high);
    NEAR(axis.step, step);
    CU_ASSERT_EQUAL(axis.ticks, ticks);
    CU_ASSERT_EQUAL(axis.decimals, decimals);
}

/* By Heckbert's rule: the step is the round number nearest to the range divided
 * by the ticks less one, and the ends are multiples of it. */
static void axes(void)
{
    struct axis axis = axis_fit(0, 70000, 8);

    is_axis(axis, 0, 70000, 10000, 8, 0);
    NEAR(axis_place(&axis, 35000), 0.5);
    NEAR(axis_tick(&axis, 3), 30000);
    is_axis(axis_fit(-0.31, 5.04, 7), -1, 6, 1, 8, 0);
    is_axis(axis_fit(0.1, 0.33, 6), 0.1, 0.35, 0.05, 6, 2);
    is_axis(axis_fit(-0.2, 0.2, 5), -0.2, 0.2, 0.1, 5, 1);
    axis = axis_fit(-0.2, 0.2, 5);
    CU_ASSERT(axis_tick(&axis, 2) == 0 && !signbit(axis_tick(&axis, 2)));
    is_axis(axis_fit(0, 7, 2), 0, 10, 10, 2, 0);
}

static void flat(void)
{
    is_axis(axis_fit(0, 0, 5), -0.6, 0.6, 0.2, 7, 1);
    is_axis(axis_fit(3, 3, 2), 2, 4, 1, 3, 0);
}

static void prints_as(const char *text, size_t length, const char *expected)
{
    char *printed = NULL;
    size_t size = 0;
    FILE *stream = open_memstream(&printed, &size);

    CU_ASSERT_PTR_NOT_NULL_FATAL(stream);
    xml_print_text(stream, (struct thoth_text){text, length});
    fclose(stream);
    CU_ASSERT_STRING_EQUAL(printed, expected);
    free(printed);
}

#define REPLACED "\xEF\xBF\xBD"

static void xml(void)
{
    prints_as("a<b>&\"c\"", 8, "a&lt;b&gt;&amp;&quot;c&quot;");
    prints_as("caf\xC3\xA9 \xF0\x9F\x90\x8D", 10,
              "caf\xC3\xA9 "
              "\xF0\x9F\x90\x8D");
    prints_as("\x01\t\n", 3, REPLACED "\t\n");
    prints_as("a\0b", 3, "a" REPLACED "b");
    prints_as("\xC3", 1, REPLACED);
    prints_as("\xC3(", 2, REPLACED "(");
    prints_as("\xC0\xAF", 2, REPLACED REPLACED);
    prints_as("\xED\xA0\x80", 3, REPLACED REPLACED REPLACED);
    prints_as("\xEF\xBF\xBF", 3, REPLACED REPLACED REPLACED);
    prints_as("\xF5\x80\x80\x80", 4, REPLACED REPLACED REPLACED REPLACED);
}

/* The plot of a resolution, to be freed. */
static char *plot_of(const struct thoth_resolution *resolution)
{
    char *printed = NULL;
    size_t size = 0;
    FILE *stream = open_memstream(&printed, &size);

    CU_ASSERT_PTR_NOT_NULL_FATAL(stream);
    plot_print(stream, resolution);
    fclose(stream);
    return printed;
}

/* Neither samples nor stacks: still a document, and nothing but numbers. */
static void empty(void)
{
    struct thoth_resolution *resolution = resolution_create(10);
    char *plot = plot_of(resolution);

    CU_ASSERT_PTR_NOT_NULL(strstr(plot, "</svg>\n"));
    CU_ASSERT_PTR_NULL(strstr(plot, "nan"));
    CU_ASSERT_PTR_NULL(strstr(plot, "inf"));
    CU_ASSERT_PTR_NULL(strstr(plot, ">temperature<"));
    free(plot);
    thoth_resolution_release(resolution);
}

/* Eight iterations in four samples: each stands for two of them. The frame is
 * 710 pixels wide from 70, and 360 high up from 420. */
static void lines(void)
{
    struct thoth_resolution *resolution = resolution_create(4);
    char *plot;

    for (uint64_t i = 0; i < 8; i++) {
        struct thoth_sample sample = {.accepted = i,
                                      .score = (double)i / 2,
                                      .temperature = 8 - (double)i,
                                      .best = i < 2 ? NAN : 4};

        CU_ASSERT(resolution_sample(resolution, i, &sample));
        resolution->facts.iterations = i + 1;
    }
    CU_ASSERT_EQUAL(resolution->facts.samples, 4);
    plot = plot_of(resolution);
    CU_ASSERT_PTR_NOT_NULL(
        strstr(plot, "<polyline class=\"score\" points=\"70.0,420.0 "
                     "247.5,330.0 425.0,240.0 602.5,150.0 \"/>"));
    CU_ASSERT_PTR_NOT_NULL(strstr(
        plot,
        "<polyline class=\"best\" points=\"247.5,60.0 425.0,60.0 602.5,60.0 "));
    CU_ASSERT_PTR_NOT_NULL(
        strstr(plot, "<polyline class=\"temperature\" points=\"70.0,60.0 "));
    CU_ASSERT_PTR_NOT_NULL(strstr(plot, ">temperature<"));
    free(plot);
    thoth_resolution_release(resolution);
}

static const struct test_case cases[] = {
    {"axes have ticks at round numbers", axes},
    {"an axis for one value has a range", flat},
    {"text in XML means itself", xml},
    {"a search without iterations has a plot", empty},
    {"lines go through the samples", lines},
};

TEST_MAIN("plot", cases)

# SPDX-License-Identifier: Apache-2.0
#
# docs/ and man/: pages for readers. A manual page is one more line in
# dist_man_MANS (man/thothc.1), any other page one more line in EXTRA_DIST.

dist_man_MANS += \
	man/thothc-bench.1 \
	man/thothc-build.1 \
	man/thothc-check.1 \
	man/thothc-convert.1 \
	man/thothc-diff.1 \
	man/thothc-dump.1 \
	man/thothc-eval.1 \
	man/thothc-explain.1 \
	man/thothc-fmt.1 \
	man/thothc-list.1 \
	man/thothc-lsp.1 \
	man/thothc-new.1 \
	man/thothc-schema.1 \
	man/thothc-show.1 \
	man/thothc-stats.1 \
	man/thothc-test.1 \
	man/thothc-why.1 \
	man/thothc.1 \
	man/thoth-advise.1 \
	man/thoth-config.1 \
	man/thoth-inputs.1 \
	man/thoth-kb.1 \
	man/thoth-why.1 \
	man/thoth.1

EXTRA_DIST += \
	docs/architecture.md \
	docs/bundle-format.md \
	docs/cases.md \
	docs/checking.md \
	docs/compatibility.md \
	docs/diagnostics.md \
	docs/convert.md \
	docs/diff.md \
	docs/editors/README.md \
	docs/editors/vim/ftdetect/rx.vim \
	docs/editors/vim/syntax/rx.vim \
	docs/editors/vscode/language-configuration.json \
	docs/editors/vscode/package.json \
	docs/editors/vscode/syntaxes/rx.tmLanguage.json \
	docs/example_tests.yaml \
	docs/rule-tests.md \
	docs/stdlib.md \
	docs/embedding.md \
	docs/example_advise.c \
	docs/example_case.jsonl \
	docs/example_resolver.c \
	docs/example_rule.yaml \
	docs/example_slip.yaml \
	docs/example_stack.jsonl \
	docs/fields.md \
	docs/formatting.md \
	docs/ir.md \
	docs/language.md \
	docs/native-code.md \
	docs/knowledge-base.md \
	docs/project-files.md \
	docs/report.md \
	docs/performance.md \
	docs/predictors.md \
	docs/resolver.md \
	docs/semantics.md \
	docs/testing.md \
	docs/update \
	docs/why.md

# Prints the tables of the pages; `make docs` puts them there.
noinst_PROGRAMS += docs/generate
docs_generate_SOURCES = \
	docs/generate.c \
	docs/generate.h \
	docs/generate_bundle.c \
	docs/generate_check.c \
	docs/generate_fields.c
docs_generate_LDADD =

# The program of docs/embedding.md, here with the library's objects.
noinst_PROGRAMS += docs/example
docs_example_SOURCES = docs/example.c
docs_example_CPPFLAGS = -I$(top_srcdir)/runtime
docs_example_LDADD = libruntime.la

.PHONY: docs
docs: docs/generate
	$(top_srcdir)/docs/update $(abs_top_builddir)/docs/generate

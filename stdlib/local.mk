# SPDX-License-Identifier: Apache-2.0
#
# stdlib/: the standard library of the match/run language. A new module is one
# more line; stdlib/NAME.rx is the module std.NAME, and part of thothc.

stdlib_modules = \
	stdlib/index.rx

EXTRA_DIST += $(stdlib_modules)

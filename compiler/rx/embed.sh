#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# embed.sh FILE.rx...: writes the modules of the standard library as C, for
# rx_library.c. stdlib/NAME.rx becomes the module std.NAME.
set -eu

for file; do
    name=$(basename "$file" .rx)
    echo "static const unsigned char MODULE_$name[] = {"
    od -An -v -tx1 "$file" | sed 's/ \([0-9a-f][0-9a-f]\)/0x\1,/g'
    echo '};'
done
echo 'static const struct rx_library_module MODULES[] = {'
for file; do
    name=$(basename "$file" .rx)
    echo "{\"std.$name\","
    echo " {(const char *)MODULE_$name, sizeof MODULE_$name}},"
done
echo '};'

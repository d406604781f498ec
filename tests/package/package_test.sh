#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Builds the Debian package, unpacks it, and uses what is in it.
# usage: package_test.sh BUILD_DIR SOURCE_DIR
set -eu
build=$1
source=$2
for tool in cpack dpkg-deb dpkg-shlibdeps gzip strip; do
  command -v "$tool" >/dev/null || { echo "SKIPPED: $tool is not installed"; exit 77; }
done
directory=$(mktemp -d)
trap 'rm -rf "$directory"' EXIT
faults=0
fault() { echo "FAILED $*"; faults=$((faults + 1)); }

(cd "$build" && cpack -G DEB -B "$directory/cpack") >"$directory/log" 2>&1 || { cat "$directory/log"; exit 1; }
package=$(echo "$directory"/cpack/chokepoint_*.deb)
root=$directory/root
dpkg-deb -x "$package" "$root"

field() { dpkg-deb -f "$package" "$1"; }
[ "$(field Package)" = chokepoint ] || fault "Package: $(field Package)"
for name in Maintainer Description Section; do
  [ -n "$(field "$name")" ] || fault "no $name"
done
for library in libc6 libstdc++6 libxapian30 libicu libxxhash0 libcld2-0 libboost-program-options; do
  field Depends | grep -q -F "$library" || fault "Depends lacks $library: $(field Depends)"
done

(cd "$root" && find . ! -type d | sed 's|^\./||' | LC_ALL=C sort) >"$directory/files"
cat >"$directory/wanted" <<'FILES'
usr/bin/chokepoint-indexer
usr/bin/chokepoint-searcher
usr/share/bash-completion/completions/chokepoint-indexer
usr/share/bash-completion/completions/chokepoint-searcher
usr/share/chokepoint/chokepoint.schema.json
usr/share/doc/chokepoint/README.md
usr/share/doc/chokepoint/changelog.Debian.gz
usr/share/doc/chokepoint/changelog.gz
usr/share/doc/chokepoint/copyright
usr/share/fish/vendor_completions.d/chokepoint-indexer.fish
usr/share/fish/vendor_completions.d/chokepoint-searcher.fish
usr/share/man/man1/chokepoint-indexer.1.gz
usr/share/man/man1/chokepoint-searcher.1.gz
usr/share/man/man7/chokepoint-query.7.gz
usr/share/zsh/vendor-completions/_chokepoint
FILES
diff "$directory/wanted" "$directory/files" || fault "other files than wanted"

# The programs work, and call each other by the names they have here.
PATH=$root/usr/bin:$PATH
chokepoint-indexer --no-config --db="$directory/idx" --quiet "$source/tests/cli/articles" || fault "chokepoint-indexer"
count=$(chokepoint-searcher --no-config --db="$directory/idx" --count tiktok) || fault "chokepoint-searcher"
[ "$count" -gt 0 ] || fault "nothing found"
chokepoint-searcher --no-config --db="$directory/none" 2>&1 | grep -q '"chokepoint-indexer --db=' || fault "a hint names another program"

CHOKEPOINT_INDEXER=chokepoint-indexer "$source/scripts/rebuild" --no-config --db="$directory/idx" "$directory/none" 2>&1 |
  grep -q 'failed with status 2: .*none' || fault "scripts/rebuild does not say why"

# Pages refer to pages that are here, and to no name that is not.
for page in "$root"/usr/share/man/man?/*.gz; do
  gzip -dc "$page" >"$directory/page"
  name=$(basename "$page" .gz)
  grep -nE '(^|[^A-Za-z0-9_/.-])(indexer|searcher)([^A-Za-z0-9_/.-]|$)' "$directory/page" && fault "$name names a program as it was built"
  grep -qiF ".Dt ${name%.*} ${name##*.}" "$directory/page" || fault "$name has another title"
  sed -n 's/^\.Xr \(chokepoint-[a-z]*\) \([0-9]\).*/\1.\2/p' "$directory/page" | sort -u | while read -r other; do
    [ -e "$root/usr/share/man/man${other##*.}/$other.gz" ] || echo "$other"
  done >"$directory/missing"
  [ ! -s "$directory/missing" ] || fault "$name refers to $(cat "$directory/missing")"
done

if command -v bash >/dev/null; then
  # shellcheck disable=SC2016
  bash --norc -c '. "$1" && complete -p chokepoint-searcher && complete -p chokepoint-indexer' - \
    "$root/usr/share/bash-completion/completions/chokepoint-searcher" >/dev/null || fault "completion of bash"
fi
if command -v lintian >/dev/null; then
  lintian --fail-on error --allow-root "$package" || fault "lintian"
else
  echo "SKIPPED lintian: it is not installed"
fi

# By hand, zsh's completion goes elsewhere.
DESTDIR="$directory/by-hand" cmake --install "$build" --prefix /usr/local >/dev/null
[ -e "$directory/by-hand/usr/local/share/zsh/site-functions/_chokepoint" ] || fault "cmake --install: no completion for zsh"
[ -x "$directory/by-hand/usr/local/bin/chokepoint-searcher" ] || fault "cmake --install: no program"

echo "$faults failed"
[ "$faults" -eq 0 ]

# SPDX-License-Identifier: GPL-2.0-or-later
# Completion for fish of chokepoint-searcher and chokepoint-indexer, and of searcher and indexer as they are
# built. Everything is asked of the program that is being typed, by --complete; nothing is listed here, and
# nothing of what it answers is ever evaluated.

# The word before the cursor as the program would get it; its quote may still be open.
function __chokepoint_word
    set -l word (commandline -ct)
    for closing in '' "'" '"'
        if set -l plain (string unescape -- $word$closing)
            printf '%s\n' $plain
            return
        end
    end
    printf '%s\n' $word
end

# The words before it likewise; of what fish leaves as it is, "~/" and a leading variable are replaced.
function __chokepoint_words_before
    for word in (commandline -opc)
        if set -l parts (string match -r -- '^(--[a-z-]+=)?\$([A-Za-z_][A-Za-z0-9_]*)(.*)$' $word)
            printf '%s\n' $parts[2]"$$parts[3]"$parts[4]
        else
            string replace -r '^~/' $HOME/ -- $word
        end
    end
end

function __chokepoint_complete
    set -l words (__chokepoint_words_before)
    set -l program $words[1]
    command -q -- $program; or return
    set -l word (__chokepoint_word)
    for line in ($program "--complete=$word" $words[2..-1] 2>/dev/null)
        if test "$line" = \tfiles
            set -l head (string match -r -- '^--[a-z-]+=' $word)
            for path in (__fish_complete_path (string sub -s (math 1 + (string length -- "$head")) -- $word))
                printf '%s%s\n' "$head" $path
            end
        else
            printf '%s\n' $line
        end
    end
end

for program in chokepoint-searcher chokepoint-indexer searcher indexer
    complete -c $program -f -a '(__chokepoint_complete)'
end

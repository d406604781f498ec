# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Completion for bash of chokepoint-searcher and chokepoint-indexer, and of searcher and indexer as they are
# built. Everything is asked of the program that is being typed, by --complete; nothing is listed here, and
# nothing of what it answers is ever evaluated.

# REPLY = $1 as the program would get it: quotes taken off, "~/" and variables replaced, nothing executed.
_chokepoint_unquoted() {
  local text=$1 quote='' c name
  REPLY=
  # shellcheck disable=SC2088
  [[ $text == '~/'* ]] && REPLY=$HOME/ text=${text:2}
  while [[ -n $text ]]; do
    c=${text:0:1}
    text=${text:1}
    if [[ $quote == "'" ]]; then
      if [[ $c == "'" ]]; then quote=; else REPLY+=$c; fi
    elif [[ $c == \\ && -n $text && ($quote != '"' || ${text:0:1} == [\\\"\$\`]) ]]; then
      REPLY+=${text:0:1}
      text=${text:1}
    elif [[ $c == '"' ]]; then
      if [[ $quote == '"' ]]; then quote=; else quote='"'; fi
    elif [[ $c == "'" && -z $quote ]]; then
      quote="'"
    elif [[ $c == \$ && $text =~ ^(\{([A-Za-z_][A-Za-z0-9_]*)\}|([A-Za-z_][A-Za-z0-9_]*)) ]]; then
      name=${BASH_REMATCH[2]}${BASH_REMATCH[3]}
      REPLY+=${!name-}
      text=${text:${#BASH_REMATCH[1]}}
    else
      REPLY+=$c
    fi
  done
}

# words = the words before the cursor, put together again where bash broke them at "=" or ":"; the last is
# the one being typed. All as typed.
_chokepoint_words() {
  local rest=${COMP_LINE:0:COMP_POINT} part i
  words=()
  for ((i = 0; i <= COMP_CWORD; i++)); do
    part=${COMP_WORDS[i]}
    if ((i == 0)) || [[ $rest == [[:space:]]* ]]; then
      words+=('')
      rest=${rest#"${rest%%[![:space:]]*}"}
    fi
    ((i == COMP_CWORD)) && part=$rest # the cursor may be inside of the word
    words[${#words[@]} - 1]+=$part
    rest=${rest#"$part"}
  done
}

# REPLY = $1 in the form in which bash is to insert it, after what opened with the quote $2; fails if it
# cannot be written there.
_chokepoint_quoted() {
  case $2 in
    "'")
      REPLY=$1
      [[ $1 != *"'"* ]]
      ;;
    '"')
      REPLY=${1//\\/\\\\}
      REPLY=${REPLY//\$/\\\$}
      REPLY=${REPLY//\`/\\\`}
      # "!" cannot be escaped here, and a last "\"" bash would take for the closing one.
      [[ $1 != *[\"!]* ]]
      ;;
    *) printf -v REPLY %q "$1" ;;
  esac
}

_chokepoint() {
  local -a words=() before=() values=() labels=()
  local word head tail program quote='' line i REPLY
  COMPREPLY=()
  _chokepoint_words
  for word in "${words[@]:1:${#words[@]}-2}"; do
    _chokepoint_unquoted "$word"
    before+=("$REPLY")
  done
  word=${words[${#words[@]} - 1]}
  # What bash takes for the word is what follows the last break; only that may be answered.
  tail=${COMP_WORDS[COMP_CWORD]}
  [[ $tail == [=:] ]] && tail=
  while [[ $word != *"$tail" ]]; do tail=${tail%?}; done
  [[ $tail == [\"\']* ]] && quote=${tail:0:1}
  _chokepoint_unquoted "${word%"$tail"}"
  head=$REPLY
  _chokepoint_unquoted "${words[0]}"
  program=$REPLY
  _chokepoint_unquoted "$word"

  while IFS= read -r line; do
    word=${line%%$'\t'*}
    if [[ -z $word ]]; then
      compopt -o bashdefault -o default # names of files, by bash itself
    elif _chokepoint_quoted "${word#"$head"}" "$quote"; then
      values+=("$REPLY")
      labels+=("${line#*$'\t'}")
      [[ $word == *[=:,] ]] && compopt -o nospace
    fi
  done < <("$program" "--complete=$REPLY" "${before[@]}" 2>/dev/null)

  COMPREPLY=("${values[@]}")
  if ((${#values[@]} > 1)) && [[ ${COMP_TYPE-} == 63 ]]; then # a list is shown, nothing is inserted
    for i in "${!values[@]}"; do COMPREPLY[i]+=${labels[i]:+  (${labels[i]})}; done
  fi
}

complete -F _chokepoint chokepoint-searcher chokepoint-indexer searcher indexer

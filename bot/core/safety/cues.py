"""Cue lists: compiled once, found in one pass over an utterance. `cue_syntax` tells how a cue is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from rapidfuzz.distance import OSA

from bot.core.safety.cue_syntax import RANGE, CueError, Element, Phrase, read_cue
from bot.core.safety.wording import Spelling, Wording, plainer, split, undoubled

SHORTEST_FORGIVEN = 7  # letters; a shorter cue word has too many neighbours that mean something else
SHORTEST_SWAPPED = 5  # letters; in these two neighbouring letters may have changed places, or one was doubled
LONGEST_WORD = 24  # letters; what is longer is no slip of a cue word
GAP = 3  # words that `~` may stand for

Spans = list[tuple[int, int]]  # first word, one past the last
Symbols = frozenset[int]

_NOTHING: Symbols = frozenset()


class CueErrors(ValueError):
    """Lists that cannot be compiled: `problems` tells the message, the list and the cue, in the lists' order."""

    def __init__(self, problems: Sequence[tuple[str, str, str]]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(f"{name}: {message} (in «{cue}»)" for message, name, cue in problems))


class _Node:
    """A place in a tree of phrases."""

    __slots__ = ("at_end", "gap", "inner", "lists", "next")

    def __init__(self) -> None:
        self.next: dict[int, _Node] = {}  # by the symbol of a word or of words that may stand for one another
        self.inner: dict[int, _Node] = {}  # by the number of a list inside the phrase
        self.gap: _Node | None = None
        self.lists: tuple[int, ...] = ()  # the lists that have a cue ending here
        self.at_end: tuple[int, ...] = ()  # the same, where a clause ends too

    @property
    def is_leaf(self) -> bool:
        """Whether phrases only end here."""
        return not (self.next or self.inner or self.gap or self.at_end)


class _Begin(NamedTuple):
    """What begins with a word, anywhere or as a sentence's first: lists that the word alone is a cue of, and nodes."""

    alone: tuple[int, ...]
    nodes: tuple[_Node, ...]


_NO_BEGIN = (_Begin((), ()), _Begin((), ()))


class _Level:
    """Lists whose inner lists are all found on earlier levels: their phrases as trees."""

    def __init__(self) -> None:
        self.root, self.start = _Node(), _Node()
        self.roots = (self.root, self.start)  # the second for a sentence's first word alone
        self.begins: dict[Symbols, tuple[_Begin, _Begin]] = {}  # by what a known word stands for
        self.exceptions: list[tuple[int, int]] = []  # the number of the exceptions, the list they belong to

    def begin(self, symbols: Symbols) -> tuple[_Begin, _Begin]:
        """What begins with a word that stands for these symbols, from `root` and from `start`."""
        return self.begins.get(symbols) or (_begin(self.root, symbols), _begin(self.start, symbols))

    def prepare(self, known: Iterable[Symbols]) -> None:
        """Look up beforehand what begins with the words that cues are made of."""
        for symbols in known:
            found = self.begin(symbols)
            self.begins[symbols] = _NO_BEGIN if found == _NO_BEGIN else found


class CueMatcher:
    """Finds every cue list in an utterance. Built once; safe to share; keeps nothing that people write."""

    def __init__(
        self,
        cues: Mapping[str, Sequence[str]] | None = None,
        spelling: Spelling | None = None,
        plain_words: Iterable[str] = (),
    ) -> None:
        """Compile lists by name. Raises `CueErrors`."""
        self.spelling = spelling or Spelling()
        self.names: tuple[str, ...] = tuple(cues or {})
        self._ids = {name: index for index, name in enumerate(self.names)}
        self._symbols: dict[Element, int] = {}
        self._members: dict[Element, set[int]] = {}
        self._inner: set[int] = set()  # lists that other lists use
        phrases: dict[str, list[tuple[bool, Phrase]]] = {name: [] for name in self.names}
        problems: list[tuple[str, str, str]] = []
        for name, entries in (cues or {}).items():
            for cue in entries:
                try:
                    read = read_cue(cue.removeprefix("!"), self.spelling)
                except CueError as error:
                    problems.append((str(error), name, cue))
                    continue
                phrases[name].extend((cue.startswith("!"), phrase) for phrase in read)
        if problems:
            raise CueErrors(problems)
        self._levels: list[_Level] = []
        for names in self._by_depth(phrases):
            self._levels.append(level := _Level())
            for name in names:
                number, exceptions = self._ids[name], len(self._ids) + self._ids[name]
                for excepted, phrase in phrases[name]:
                    self._add(level, phrase, exceptions if excepted else number)
                if any(excepted for excepted, _ in phrases[name]):
                    level.exceptions.append((exceptions, number))
        self._compile_words(plain_words)
        known = {*self._words.values(), *self._prefixes.values(), _NOTHING}
        for level in self._levels:
            level.prepare(known)

    def id_of(self, name: str) -> int:
        """The number of a list, as `find` uses it. Raises KeyError."""
        return self._ids[name]

    # -- building

    def _by_depth(self, phrases: Mapping[str, Sequence[tuple[bool, Phrase]]]) -> list[list[str]]:
        """The lists, those without inner lists first, each after the lists it uses."""
        uses: dict[str, set[str]] = {}
        for name, entries in phrases.items():
            uses[name] = {part[1:-1] for _, phrase in entries for part in phrase if part[0] == "<"}
            for inner in uses[name]:
                if inner not in phrases:
                    raise CueErrors([("there is no such list", name, f"<{inner}>")])
                self._inner.add(self._ids[inner])
        levels: list[list[str]] = []
        done: set[str] = set()
        while len(done) < len(uses):
            ready = [name for name in uses if name not in done and uses[name] <= done]
            if not ready:
                name = next(name for name in uses if name not in done)
                raise CueErrors([("the list contains itself, by way of the lists it uses", name, f"<{name}>")])
            levels.append(ready)
            done.update(ready)
        return levels

    def _add(self, level: _Level, phrase: Phrase, number: int) -> None:
        """Put a phrase into its level's tree."""
        node = level.start if phrase[0] == "^" else level.root
        for element in phrase:
            if element in ("^", "$"):
                continue
            if element == "~":
                node.gap = node.gap or _Node()
                node = node.gap
            elif element[0] == "<":
                node = node.inner.setdefault(self._ids[element[1:-1]], _Node())
            else:
                symbol = self._symbols.setdefault(element, len(self._symbols))
                for word in element.split("|"):
                    self._members.setdefault(word, set()).add(symbol)
                node = node.next.setdefault(symbol, _Node())
        if phrase[-1] == "$":
            node.at_end = tuple(dict.fromkeys((*node.at_end, number)))
        else:
            node.lists = tuple(dict.fromkeys((*node.lists, number)))

    def _compile_words(self, plain_words: Iterable[str]) -> None:
        """Tables from a word to the symbols it stands for."""
        self._ranges: list[tuple[float, float, Symbols]] = []
        self._prefixes: dict[str, Symbols] = {}
        literals: dict[str, set[int]] = {}
        for element, symbols in self._members.items():
            if element[0] == "#":
                found = RANGE.fullmatch(element)
                low, high = found.groups() if found else (None, None)
                self._ranges.append((float(low or "-inf"), float(high or "inf"), frozenset(symbols)))
            elif element[-1] == "*":
                self._prefixes[element[:-1]] = frozenset(symbols)
            else:
                literals[element] = symbols
        self._prefix_lengths = sorted({len(prefix) for prefix in self._prefixes})
        self._words: dict[str, Symbols] = {word: self._by_prefix(word) | symbols for word, symbols in literals.items()}
        self._plain = frozenset(plain_words) | self.spelling.fillers | self.spelling.openers
        self._slips: dict[str, list[str]] = {}
        self._prefix_slips: dict[str, list[str]] = {}
        for table, words in ((self._slips, self._words), (self._prefix_slips, self._prefixes)):
            for word in words:
                if len(word) >= SHORTEST_SWAPPED and word.isalpha():
                    for shorter in {word, *_deletions(word)}:
                        table.setdefault(shorter, []).append(word)

    # -- reading

    def split(self, utterance: str) -> Wording:
        """The utterance as words, sentences and clauses."""
        return split(utterance, self.spelling)

    def _by_prefix(self, word: str) -> Symbols:
        found: Symbols = frozenset()
        size = len(word)
        for length in self._prefix_lengths:
            if length > size:
                break
            symbols = self._prefixes.get(word[:length])
            if symbols is not None:
                found |= symbols
        return found

    def _known(self, word: str) -> Symbols:
        symbols = self._words.get(word)
        return self._by_prefix(word) if symbols is None else symbols

    def _meaning(self, word: str) -> Symbols:
        """The symbols that a word stands for, forgiving one slip in a longer word."""
        if word[-1] in "0123456789" and (number := _as_number(word)) is not None:
            found = self._words.get(word, _NOTHING)
            for low, high, symbols in self._ranges:
                if low <= number <= high:
                    found |= symbols
            return found
        found = self._known(word)
        if found or word in self._plain:
            return found
        for reading in plainer(word):
            for part in self.spelling.written_out.get(reading, (reading,)):
                if found := self._known(part):
                    return found
        if SHORTEST_SWAPPED - 1 <= len(word) <= LONGEST_WORD and word.isalpha():
            return self._forgiven(word)
        return found

    def _forgiven(self, word: str) -> Symbols:
        for shorter in (word, *_deletions(word)):
            for candidate in self._slips.get(shorter, ()):
                if _is_slip(word, candidate):
                    return self._words[candidate]
        for length in self._prefix_lengths:
            if not SHORTEST_FORGIVEN <= length <= len(word) + 1:
                continue
            for size in (length, length - 1, length + 1):
                part = word[:size]
                for shorter in (part, *_deletions(part)):
                    for candidate in self._prefix_slips.get(shorter, ()):
                        if len(candidate) == length and _is_slip(part, candidate):
                            return self._prefixes[candidate]
        return _NOTHING

    def find(self, wording: Wording) -> dict[int, Spans]:
        """Where each list stands in the wording, by list number; overlapping hits are all given."""
        meanings = [self._meaning(word) for word in wording.words]
        self._join_letters(wording.words, meanings)
        skips = [word in self.spelling.fillers for word in wording.words]
        spans: dict[int, Spans] = {}
        inner: dict[int, Spans] = {}  # by first word: the lists that stand there, and where each ends
        for level in self._levels:
            found: dict[int, Spans] = {}
            for first, end in wording.sentences:
                for begin in range(first, end):
                    lists = inner.get(begin)
                    for at in (0, 1) if begin == first else (0,):
                        alone, nodes = level.begin(meanings[begin])[at]
                        for number in alone:
                            found.setdefault(number, []).append((begin, begin + 1))
                        stack = [(node, begin + 1) for node in nodes]
                        if lists and (within := level.roots[at].inner):
                            stack += [(within[number], after) for number, after in lists if number in within]
                        if stack:
                            _follow(stack, begin, end, wording, meanings, skips, inner, found)
            for number, target in level.exceptions:
                if number in found:
                    _take_back(found, found.pop(number), target)
            for number in self._inner & found.keys():
                for begin, after in set(found[number]):
                    inner.setdefault(begin, []).append((number, after))
            spans.update(found)
        return spans

    def _join_letters(self, words: list[str], meanings: list[Symbols]) -> None:
        """Read «k m s» as one word: the first letter takes the meaning when the joined word is known."""
        index = 0
        while index < len(words):
            stop = index
            while stop < len(words) and len(words[stop]) == 1 and words[stop].isalpha():
                stop += 1
            if stop - index >= 3:
                joined = "".join(words[index:stop])
                if symbols := self._words.get(joined):
                    meanings[index] |= symbols
            index = max(stop, index + 1)


def _begin(root: _Node, symbols: Symbols) -> _Begin:
    nodes = [root.next[symbol] for symbol in symbols if symbol in root.next]
    alone = [number for node in nodes if node.is_leaf for number in node.lists]
    return _Begin(tuple(dict.fromkeys(alone)), tuple(node for node in nodes if not node.is_leaf))


def _follow(
    stack: list[tuple[_Node, int]],
    begin: int,
    end: int,
    wording: Wording,
    meanings: Sequence[Symbols],
    skips: Sequence[bool],
    inner: Mapping[int, Spans],
    found: dict[int, Spans],
) -> None:
    """Follow every phrase of a tree that starts at a word, from the places in the stack to the sentence's end."""
    clauses = wording.clauses
    while stack:
        node, position = stack.pop()
        for number in node.lists:
            found.setdefault(number, []).append((begin, position))
        if node.at_end and (
            position == end or clauses[position] != clauses[position - 1] or wording.words[position] == "?"
        ):
            for number in node.at_end:
                found.setdefault(number, []).append((begin, position))
        if (gap := node.gap) is not None:
            anywhere = gap.lists or gap.at_end or gap.gap or gap.inner  # needs none of the next words
            for at in range(position, min(position + GAP + 1, end)):
                if anywhere or skips[at] or not meanings[at].isdisjoint(gap.next):
                    stack.append((gap, at))
        if position == end:
            continue
        branches, meaning = node.next, meanings[position]
        if branches and not meaning.isdisjoint(branches):
            stack += [(branches[symbol], position + 1) for symbol in branches if symbol in meaning]
        if (lists := node.inner) and position in inner:
            stack += [(lists[number], after) for number, after in inner[position] if number in lists]
        if skips[position] and (branches or lists):
            stack.append((node, position + 1))


def _as_number(word: str) -> float | None:
    try:
        return float(word)
    except ValueError:
        return None


def _take_back(found: dict[int, Spans], excused: Iterable[tuple[int, int]], number: int) -> None:
    """Drop a list's hits that lie inside an excused stretch."""
    stretches = list(excused)
    kept = [
        (begin, end)
        for begin, end in found.get(number, ())
        if not any(low <= begin and end <= high for low, high in stretches)
    ]
    if kept:
        found[number] = kept
    else:
        found.pop(number, None)


def _is_slip(word: str, meant: str) -> bool:
    """Whether a word is another one with one slip of the finger."""
    if OSA.distance(word, meant, score_cutoff=1) > 1:
        return False
    return len(meant) >= SHORTEST_FORGIVEN or sorted(word) == sorted(meant) or undoubled(word) == undoubled(meant)


def _deletions(word: str) -> list[str]:
    return [word[:index] + word[index + 1 :] for index in range(len(word))]

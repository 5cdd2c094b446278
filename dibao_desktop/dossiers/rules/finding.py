"""Finding what a typed word means among many lines of text, in memory: a run over one long string is quicker than any
index for words that may stand anywhere in a line."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterator

_END = "\n"


class Lines:
    """Lines of text, each of somebody (an id; the same one may have several, also one after the other)."""

    def __init__(self) -> None:
        self._owners, self._starts = array("q"), array("q")
        self._parts: list[str] = [_END]
        self._length = 1
        self._text = ""

    def add(self, owner: int, line: str) -> None:
        """One more line; found once the lines are closed."""
        self._owners.append(owner)
        self._starts.append(self._length)
        self._parts += (line, _END)
        self._length += len(line) + 1

    def close(self) -> None:
        """Put the lines together: nothing is added from now on."""
        self._text = "".join(self._parts)
        self._parts = []

    def find(self, words: str) -> Iterator[tuple[int, str]]:
        """The owner and the line of each line in which the words stand, in order."""
        at = self._text.find(words)
        while at >= 0:
            place = bisect_right(self._starts, at) - 1
            end = self._text.find(_END, at)
            yield self._owners[place], self._text[self._starts[place] : end]
            at = self._text.find(words, end)


def swapped(name: str) -> tuple[str, ...]:
    """What a name of Chinese characters may have been meant as when two of them were typed the wrong way round."""
    if not 2 <= len(name) <= 4 or name.isascii():
        return ()
    found = []
    for first in range(len(name)):
        for second in range(first + 1, len(name)):
            letters = list(name)
            letters[first], letters[second] = letters[second], letters[first]
            found.append("".join(letters))
    return tuple(word for word in dict.fromkeys(found) if word != name)

"""Which number stands where: the numbering programs of one exchange, looked up by number."""

from __future__ import annotations

from simulator.tables import Model, Place


class NumberBook:
    """Finds the place that holds a number without searching 1,700 ports and groups.

    The factory's numbers are shared by all exchanges of a model; here only the difference is kept.
    """

    def __init__(self, model: Model) -> None:
        """Start with the factory's numbers."""
        self._model = model
        self._places: dict[str, set[Place]] = {}
        self._changed: dict[Place, str] = {}
        self._extensions: list[str] | None = None

    def change(self, place: Place, number: str | None) -> None:
        """Note that ``place`` now holds ``number``; ``None`` means what the factory put there."""
        before = self._changed.pop(place, "")
        if before:
            self._places[before].discard(place)
            if not self._places[before]:
                del self._places[before]
        if number is not None:
            self._changed[place] = number
            if number:
                self._places.setdefault(number, set()).add(place)
        self._extensions = None

    def places(self, number: str) -> list[Place]:
        """Return every place that holds the number, in order. More than one only after programming past the rules."""
        found = set(self._places.get(number, ()))
        factory = self._model.factory_numbers.get(number)
        if factory is not None and factory not in self._changed:
            found.add(factory)
        return sorted(found, key=lambda place: (place[0], int(place[1])))

    def extension_places(self, number: str) -> list[Place]:
        """Return the telephone ports and virtual ports that hold the number."""
        return [place for place in self.places(number) if place[0] in self._model.extension_items]

    def exists(self, number: str) -> bool:
        """Say whether a port holds the number, so that it is an extension."""
        return bool(self.extension_places(number))

    def port_order(self, number: str) -> int | None:
        """Return the place of an extension among the ports."""
        places = self.extension_places(number)
        return self._model.port_order(places[0]) if places else None

    def extensions(self) -> list[str]:
        """Return all extension numbers: by length, then by digits."""
        if self._extensions is None:
            candidates = [*self._model.factory_numbers, *self._places]
            self._extensions = sorted({n for n in candidates if self.exists(n)}, key=lambda n: (len(n), n))
        return self._extensions

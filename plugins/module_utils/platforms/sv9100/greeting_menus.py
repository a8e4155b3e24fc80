"""What a caller may dial while a greeting plays (25-06). No site file says it, so the exchange is asked.

A caller from outside who gets a line to the outside is toll fraud: the exchange pays for his call.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ...model.fields import Object
from ...model.kinds import INCOMING_ROUTES
from .context import Context
from .directory import Directory
from .number_space import numbering_of
from .route_parts import PARTS
from .rows import Rows, index_order

MENU_ITEM = "25-06-01"


def check_menus(
    context: Context, now: Directory, then: Directory, held: Mapping[int, Object], routes: Mapping[int, Object]
) -> None:
    """A route must not lead to a greeting during which callers may dial out. Where one does so already, say it."""
    for slot, route in sorted(routes.items()):
        for part in PARTS:
            before = _menus(context, now, held.get(slot, {}).get(part))
            for sentence in _menus(context, then, route.get(part)):
                if sentence in before:
                    context.warnings.append(f"{INCOMING_ROUTES.label(route)}, {part}: {sentence}")
                else:
                    remedy = "clear that on the exchange first, or lead the route elsewhere"
                    context.refuse(INCOMING_ROUTES.label(route), part, f"{sentence}; {remedy}")


def _menus(context: Context, directory: Directory, destination: object) -> list[str]:
    """What callers may dial out during the greetings of a destination."""
    rows = context.snapshot.rows
    found: list[str] = []
    for name in _greetings(destination):
        message = directory.slot("greetings", name)
        menu = [(index, number) for index, number in rows.of_item(MENU_ITEM) if index[0] == str(message) and number]
        for index, number in sorted(menu, key=lambda entry: index_order(entry[0])):
            if _leads_outside(context, rows, directory, number):
                found.append(
                    f"during greeting {name} (message {message}) a caller may dial {index[1]}, which leads outside to "
                    f"{number} ({MENU_ITEM} {' '.join(index)})"
                )
    return found


def _greetings(destination: object) -> Iterator[str]:
    """The greetings of a destination and of what comes after it."""
    if isinstance(destination, Mapping):
        if "greeting" in destination:
            yield destination["greeting"]
        yield from _greetings(destination.get("then"))


def _leads_outside(context: Context, rows: Rows, directory: Directory, number: str) -> bool:
    """Whether a number is nobody's inside, and has not the form of one either."""
    if number in directory.extensions or number in context.profile.protected_numbers or directory.pilot(number):
        return False
    return numbering_of(rows).get(number[0]) != len(number)

"""What an exchange holds and a site file does not say: found by applying what was gathered to a new exchange.

Whatever a new exchange does not get that way, and this one holds, would be lost; so nothing can be forgotten by
somebody who adds a field and does not think of this list.
"""

from __future__ import annotations

from ...model.site import Site, read_site
from ..operation import Gathered, Wish
from .answer_tables import TABLE_ITEM, TABLE_ITEMS
from .context import Context
from .offline_snapshots import factory_snapshot
from .profile import Profile
from .programs import ITEMS
from .snapshot import Snapshot


def unexpressed_rows(exchange: str, profile: Profile, snapshot: Snapshot, wish: Wish, gathered: Gathered) -> list[str]:
    """One sentence for each row that the gathered site does not account for, sorted by item and index."""
    from .planning import Planning

    site = _enforced(read_site(exchange, gathered.site))
    again = Wish(site, "overridden", gathered.slots, wish.today, transliterate=True)
    new = factory_snapshot(profile)
    new.messages = dict(snapshot.messages)
    new.cards = snapshot.cards
    context = Context(exchange, profile, new, again, {kind: dict(table) for kind, table in gathered.slots.items()})
    _put_tables_where_they_are(snapshot, new, site)
    planning = Planning(context, {}, {})
    planned = planning.target_rows()
    return [
        f"{ITEMS[item].title} {' '.join(index)} ({item}) holds {there!r}, the factory's is {here!r}"
        if here == snapshot.rows.factory(item, *index)
        else f"{ITEMS[item].title} {' '.join(index)} ({item}) holds {there!r}, the site file would make it {here!r}"
        for (item, index), here, there in planned.differences(snapshot.rows)
    ]


def _put_tables_where_they_are(snapshot: Snapshot, new: Snapshot, site: Site) -> None:
    """Answer tables that the site says whole are taken as they are: in which table, and in which order its entries
    stand, is nobody's wish, and a new exchange would choose its own."""
    answers = [answer for box in site.of("mailboxes") for answer in box.get("answers", ())]
    trunks = {str(trunk) for answer in answers for trunk in answer["trunks"]}
    tables = {snapshot.rows.get(TABLE_ITEM, trunk) for trunk in trunks}
    for (item, index), value in snapshot.rows.items():
        if (item == TABLE_ITEM and index[0] in trunks) or (item in TABLE_ITEMS and index[0] in tables):
            new.rows.set((item, index), value)


def _enforced(site: Site) -> Site:
    """The site with what users own enforced: on a new exchange it is to be set, not reported."""
    users = []
    for user in site.of("users"):
        enforced = dict(user)
        if user.get("forward"):
            enforced["forward"] = {**user["forward"], "enforce": True}
        if user.get("keys"):
            enforced["keys"] = tuple({**key, "enforce": True} for key in user["keys"])
        users.append(enforced)
    return Site(site.exchange, {**site.objects, "users": tuple(users)} if site.manages("users") else site.objects)

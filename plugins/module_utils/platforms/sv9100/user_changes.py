"""What happens to users on the way from what is there to what shall be there: they go, come, move, or are shown
otherwise; and factory numbers make room for them."""

from __future__ import annotations

from . import sentences
from .changes import Change
from .context import Context
from .holdings import Goal, Holdings
from .mailboxes import NUMBER_ITEM as BOX_NUMBER_ITEM
from .mailboxes import TYPE_ITEM as BOX_TYPE_ITEM
from .programs import ITEMS
from .rows import RowKey, Rows
from .stages import GROUPS_GO, USERS, USERS_GO
from .target import TargetRows
from .user_fields import USER_FIELDS
from .users import NAME_ITEM, User


class UserChanges:
    """The changes of users of one planning, in no particular order."""

    def __init__(self, context: Context, now: Holdings, goal: Goal) -> None:
        self.context = context
        self.now = now
        self.goal = goal

    def changes(self, target: TargetRows) -> list[Change]:
        """Users who go, come, move or are shown otherwise, and factory numbers that make room for them."""
        changes = [self._user_gone(user) for user in self.goal.users.gone]
        changes += [
            self._box_gone(user, target.switched_off[user.extension])
            for user in self.goal.users.gone
            if user.extension in target.switched_off
        ]
        self._warn_about_restarts()
        moved_numbers = {after.extension for _before, after in self.goal.movement.moved}
        for user in self.goal.movement.created:
            changes.append(
                Change(
                    "users",
                    user.extension,
                    "add",
                    sentences.user_added(user),
                    USERS,
                    user.extension,
                    numbers={self._place(user.port): user.extension},
                    clears=self._displaced(user.port),
                    fills=[user.extension],
                )
            )
        for before, after in self.goal.movement.moved:
            followed = target.followed.get(after.extension, []) if before.extension != after.extension else []
            numbers = {self._place(before.port): "", self._place(after.port): after.extension}
            changes.append(
                Change(
                    "users",
                    after.extension,
                    "renumber" if before.extension != after.extension else "move",
                    sentences.user_moved(before, after, len(followed)),
                    USERS,
                    after.extension,
                    numbers=numbers,
                    clears=[before.extension, *self._displaced(after.port)],
                    fills=[after.extension],
                    rows=followed,
                )
            )
        for number, user in self.goal.users.users.items():
            origin = self.now.users.get(self.goal.users.origins.get(number, ""))
            if origin is not None and number not in moved_numbers:
                rows = [(NAME_ITEM, (number,)), *self._field_rows(user, target.rows)]
                sentence = sentences.user_changed(origin, user)
                changes.append(Change("users", number, "change", sentence, USERS, number, rows=rows))
        for item, index in self.goal.movement.freed:
            number = self.context.snapshot.rows.get(item, *index)
            changes.append(
                Change(
                    "numbers",
                    number,
                    "free",
                    f"free the factory's number {number} on the unused {ITEMS[item].index[0]} {index[0]}",
                    USERS_GO,
                    number,
                    numbers={(item, index): ""},
                )
            )
        return changes

    def _field_rows(self, user: User, rows: Rows) -> list[RowKey]:
        """The rows of the fields that the wish decides, in the order in which they are written."""
        return [
            key
            for definition in USER_FIELDS
            if definition.name in user.given
            for key, _value in definition.rows(
                self.context.snapshot.rows, user.extension, user.fields.get(definition.name)
            )
        ]

    def _user_gone(self, user: User) -> Change:
        return Change(
            "users",
            user.extension,
            "delete",
            sentences.user_deleted(user),
            USERS_GO,
            user.extension,
            numbers={self._place(user.port): ""},
            clears=[user.extension],
        )

    def _box_gone(self, user: User, box: int) -> Change:
        return Change(
            "mailboxes",
            user.extension,
            "switch off",
            f"switch off mailbox {user.extension} (station mailbox {box}), which the factory gave to {user.label}",
            GROUPS_GO,
            f"{box:06d}",
            rows=[(item, (str(box),)) for item in (BOX_TYPE_ITEM, BOX_NUMBER_ITEM)],
        )

    def _warn_about_restarts(self) -> None:
        """Telephones restart when their number or port changes, and cut the call that is on them (CommsPlus, extension
        swap)."""
        moved = [after.extension for _before, after in self.goal.movement.moved if not after.virtual]
        if moved:
            self.context.warnings.append(
                f"the telephone{'s' if len(moved) > 1 else ''} of {', '.join(moved)} may restart (number or port)"
            )

    def _place(self, port: int) -> RowKey:
        return self.context.snapshot.rows.place(port)

    def _displaced(self, port: int) -> list[str]:
        """Nothing of a factory number that is replaced on its port may be left behind."""
        item, index = self._place(port)
        number = self.context.snapshot.rows.get(item, *index)
        return [number] if number and number not in self.now.users else []

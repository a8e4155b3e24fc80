# Copyright (c) 2026 Sentral contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What the modules that work on one exchange have in common: inventory variables, check mode, and so on."""

from __future__ import annotations


class ModuleDocFragment:
    """Shared parts of the modules' documentation."""

    DOCUMENTATION = r"""
requirements:
  - netmiko
attributes:
  action_group:
    description: Use C(group/sentral.nec.nec) in C(module_defaults) to set defaults for this module.
    support: full
    membership:
      - sentral.nec.nec
notes:
  - Works over the connection P(sentral.nec.pbx#connection) only, and in an action plugin on the controller. Nothing is
    installed or run on the exchange.
  - "Inventory variable C(pbx_platform): the model family of the exchange, default V(sv9100). An exchange that says that
    it is another model or programmed for another region is left alone."
  - "Inventory variable C(pbx_region): the region that the exchange is programmed for, V(EU), V(NA) or V(AU), default
    V(EU). Factory settings and service codes differ between them."
  - "Inventory variable C(pbx_slots_file): the file that says which slot of the exchange holds which name, for names
    that the exchange cannot store. The default is C(slots/<exchange>.yml) beside the inventory. Sentral writes it, and
    it belongs in git."
  - "Inventory variable C(pbx_today): the day for which dates are planned, such as V(2026-12-24). The default is the
    controller's date."
seealso:
  - plugin: sentral.nec.pbx
    plugin_type: connection
"""

    CHANGES = r"""
attributes:
  check_mode:
    description: Can run in check_mode and return changed status prediction without modifying target.
    support: full
    details:
      - Reads the exchange and makes the same plan. RV(after) is what it would hold.
  diff_mode:
    description: Will return details on what has changed (or possibly needs changing in check_mode), when in diff mode.
    support: full
    details:
      - Shows the objects that differ, as a site file would hold them.
  idempotent:
    description:
      - When run twice in a row outside check mode, with the same arguments, the second invocation indicates no change.
    support: full
    details:
      - When nothing is left to do, no write is sent.
notes:
  - All objects are read once, compared once, written in one session in the order in which they depend on each other,
    and read back. Give a list instead of looping over the task.
  - On a refusal, an unknown answer or a lost session, what was written is taken back. See RV(end).
  - An exchange is read-only until M(sentral.nec.pbx_confirm) has confirmed it, and again when its software or what
    Sentral knows of its platform is another one. As long as the line session of a platform is a stand-in of Sentral's
    own, writes go to exchanges simulated on this machine only.
  - Numbers, times, dates and calendar codes must be written in quotes. YAML turns C(0201) into 129, C(10:00) into 600
    and C(NO) into false, and such a value is an error.
  - "Inventory variable C(pbx_site_file): the site file, default C(sites/<exchange>.yml) beside the inventory. Audio
    files are looked for beside it, then beside the inventory."
  - "Inventory variable C(pbx_state_dir): the folder of locks and journals, default C(.sentral) beside the inventory."
  - "Inventory variable C(pbx_lock_dir): the folder in which the address of an exchange is locked as well, so that two
    working copies do not change it at the same time. The default is a folder of the account below the one for
    temporary files. Accounts that share exchanges name a folder that all of them may write to."
  - "Inventory variable C(pbx_on_interrupted): what becomes of an earlier run that did not end, because the controller
    was killed or the exchange could not be reached any more. V(stop), the default, does nothing and says how far it
    came. V(undo) takes it back first, V(finish) does the rest of it first, V(keep) leaves the exchange as it is."
  - "Inventory variable C(pbx_reconnect_timeout): for how many seconds an exchange that cannot be reached is waited for
    on the way back, because it may only be restarting, default V(60)."
  - "Inventory variable C(pbx_change_window): the hours in which changes may be made that can disturb calls, such as
    C({daily: ['00:00-06:00', '18:00-24:00'], sunday: ['00:00-24:00']}). Changes of ring groups and hunt groups that are
    there, renumbering and deleting users are such changes. Outside these hours a plan that has one is refused as a
    whole. Without a window the plan only says so."
  - "Inventory variable C(pbx_change_window_wait): whether a run waits for the change window, default V(false)."
  - "Inventory variable C(pbx_disturb_calls): whether the change window does not matter, default V(false)."
  - "Inventory variable C(pbx_timezone): the time zone of the exchange, such as V(Europe/Oslo), where it is not that of
    the controller."
  - "Inventory variable C(pbx_confirmation_file): the file of the confirmation, default C(confirmations/<exchange>.yml)
    beside the inventory."
  - "Inventory variable C(pbx_max_deletions): a plan that deletes more objects than this is refused, default V(5).
    Unless it is set, a plan that empties a kind is refused too."
  - "Inventory variable C(pbx_transliterate): whether names with letters that the exchange cannot show are written with
    others, ae for æ, o for ø, a for å. The default is V(false), so such a letter is an error."
  - "Inventory variable C(pbx_numbering): C(lengths) gives the length of numbers by their first digit, such as
    C({lengths: {'1': 3, '3': 4}}), for the checks before the session. The default is the factory's numbering plan."
  - "Inventory variable C(pbx_profiles): named sets of user fields, such as C({sales: {class_of_service: {day: 2}}}). A
    user with C(profile: sales) gets them; what the user has as well comes first."
  - "Inventory variable C(pbx_operator): who does it, for journal and plan file. The default is the name of the account
    that runs Ansible."
  - "Inventory variable C(pbx_request): what asked for the change, such as the number of a request, for the journal and
    the commit messages of the archive."
"""

    ARCHIVE = r"""
options: {}
notes:
  - "Inventory variable C(pbx_archive): the folder of the archive, a git repository of its own. The default is
    C(archive) beside the inventory. The first backup makes it."
  - "Inventory variable C(pbx_archive_branch): the branch that the archive is on, default V(main)."
"""

    READS = r"""
attributes:
  check_mode:
    description: Can run in check_mode and return changed status prediction without modifying target.
    support: full
    details:
      - Only reads, also outside check mode.
  diff_mode:
    description: Will return details on what has changed (or possibly needs changing in check_mode), when in diff mode.
    support: N/A
    details:
      - Changes nothing.
  idempotent:
    description:
      - When run twice in a row outside check mode, with the same arguments, the second invocation indicates no change.
    support: full
"""

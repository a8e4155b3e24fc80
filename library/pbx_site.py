#!/usr/bin/python
# Copyright (c) 2026 Sentral contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# Written by tooling/module_documentation.py: change the kinds' tables or tooling/module_texts, not this file.
"""Documentation of sentral.nec.pbx_site; the work is done by the action plugin of the same name."""

from __future__ import annotations

DOCUMENTATION = r"""
module: pbx_site
short_description: Everything of one NEC telephone exchange
version_added: 0.1.0
author:
  - Sentral contributors (@sentral)
description:
  - Makes an exchange what its site file says, in one snapshot, one plan, one session and one journal.
  - A key that is absent is not managed. A key that is present, even as an empty list, is complete under
    O(state=overridden).
  - With O(config) neither the site file nor the inventory variable C(pbx_config) is looked at.
extends_documentation_fragment:
  - sentral.nec.exchange
  - sentral.nec.exchange.changes
requirements:
  - holidays
  - numpy
  - soundfile
  - soxr
notes:
  - 'Inventory variable C(pbx_config): the same keys as in the site file, inline, for a small site. Without
    it the site file is read, which may hold C(!vault) values.'
seealso:
  - module: sentral.nec.pbx_site_info
  - module: sentral.nec.pbx_user
  - module: sentral.nec.pbx_hunt_group
  - module: sentral.nec.pbx_pickup_group
  - module: sentral.nec.pbx_queue
  - module: sentral.nec.pbx_answering_position
  - module: sentral.nec.pbx_greeting
  - module: sentral.nec.pbx_schedule
  - module: sentral.nec.pbx_incoming_route
  - module: sentral.nec.pbx_mailbox
options:
  state:
    description:
      - What is wanted.
      - V(merged) makes sure that every object is there, with the fields that are given. Fields left out
        stay as they are, and nothing is deleted.
      - V(replaced) makes sure that every object that is given is exactly so. Fields left out take the
        platform's defaults. Other objects stay as they are.
      - V(overridden) makes sure that, of each kind that is given, there are the objects that are given
        and no others. Every other one is deleted, and fields left out take the platform's defaults. Kinds
        that are not given stay as they are.
      - V(deleted) makes sure that the objects are not there. Only the field that identifies each of them
        counts. Without O(config) these are all objects of the site file.
      - V(gathered) changes nothing on the exchange and returns what it holds as a site file would hold
        it. Outside check mode the names that objects are given are kept in the slots file.
      - V(rendered) returns the commands that would make an exchange that is new from the factory so.
        No session is opened, and the slots file counts for nothing.
      - V(parsed) reads the listing in O(running_config) and returns what it holds as a site file would
        hold it. No session is opened.
    type: str
    default: merged
    choices: [merged, replaced, overridden, deleted, gathered, rendered, parsed]
  config:
    description:
      - What the exchange should do. The default is the inventory variable C(pbx_config), else the site
        file.
    type: dict
    suboptions:
      users:
        description:
          - The users.
        type: list
        elements: dict
        suboptions:
          extension:
            description:
              - The number that is dialled to reach the user, in quotes.
            type: str
            required: true
          name:
            description:
              - The user's full name, as the service company writes it.
              - Needed for a new user, and with O(state=replaced) or O(state=overridden).
            type: str
          display_name:
            description:
              - The name that the exchange shows.
              - Left out of a new user, or with O(state=replaced) or O(state=overridden), it means the
                name, when it fits.
            type: str
          port:
            description:
              - The port of the exchange that the user's telephone is on.
              - Left out of a new user, or with O(state=replaced) or O(state=overridden), it means the
                port that the user has; a new user gets the lowest free one.
              - Not together with C(virtual).
            type: int
          virtual:
            description:
              - Whether the number stands on a virtual port, without a telephone of its own.
              - Left out of a new user, or with O(state=replaced) or O(state=overridden), it means no.
              - Not together with C(port).
            type: bool
          class_of_service:
            description:
              - 'The class of service by mode, such as C({day: 2, night: 5}); C(mode_3) to C(mode_8) where
                they differ. It says what the telephone may use.'
              - Left out of a new user, or with O(state=replaced) or O(state=overridden), it means the
                class that the factory gives the extension.
            type: dict
            suboptions:
              day:
                description:
                  - In day mode.
                type: int
                required: true
              night:
                description:
                  - In night mode. Left out, it is as in day mode.
                type: int
              mode_3:
                description:
                  - In mode 3.
                type: int
              mode_4:
                description:
                  - In mode 4.
                type: int
              mode_5:
                description:
                  - In mode 5.
                type: int
              mode_6:
                description:
                  - In mode 6.
                type: int
              mode_7:
                description:
                  - In mode 7.
                type: int
              mode_8:
                description:
                  - In mode 8.
                type: int
          toll_class:
            description:
              - 'The toll restriction class by mode, such as C({day: 1, night: 7}); C(mode_3) to C(mode_8)
                where they differ. It says which numbers may be called.'
              - Left out of a new user, or with O(state=replaced) or O(state=overridden), it means the
                class that the factory gives the extension.
            type: dict
            suboptions:
              day:
                description:
                  - In day mode.
                type: int
                required: true
              night:
                description:
                  - In night mode. Left out, it is as in day mode.
                type: int
              mode_3:
                description:
                  - In mode 3.
                type: int
              mode_4:
                description:
                  - In mode 4.
                type: int
              mode_5:
                description:
                  - In mode 5.
                type: int
              mode_6:
                description:
                  - In mode 6.
                type: int
              mode_7:
                description:
                  - In mode 7.
                type: int
              mode_8:
                description:
                  - In mode 8.
                type: int
          forward:
            description:
              - 'Where the calls go that the telephone does not take, such as C({busy: "180", no_answer:
                "180"}). One type at a time: all, both_ring, or busy and no_answer. C({}) or V("off")
                means none.'
              - Left out of a new user, or with O(state=replaced) or O(state=overridden), it means no
                forwarding.
            type: dict
            suboptions:
              all:
                description:
                  - 'Where every call goes. One number in quotes, or C({inside: "180", outside: "0922334455"}).'
                type: raw
              both_ring:
                description:
                  - 'What rings together with the telephone. One number in quotes, or C({inside: "180",
                    outside: "0922334455"}).'
                type: raw
              busy:
                description:
                  - 'Where calls go while the telephone is busy. One number in quotes, or C({inside: "180",
                    outside: "0922334455"}).'
                type: raw
              no_answer:
                description:
                  - 'Where calls go that nobody answers. One number in quotes, or C({inside: "180", outside:
                    "0922334455"}).'
                type: raw
              enforce:
                description:
                  - Whether each run sets back what the telephone's user has changed. Left out, it is
                    set once and then reported.
                type: bool
          hunt_group:
            description:
              - The name of the hunt group that the user is a member of, after the members that the group
                lists.
              - Left out of a new user, or with O(state=replaced) or O(state=overridden), it means none,
                unless a hunt group lists the extension as a member.
            type: str
          pickup_group:
            description:
              - The name of the pickup group that the user is a member of.
              - Left out of a new user, or with O(state=replaced) or O(state=overridden), it means none,
                unless a pickup group lists the extension as a member.
            type: str
          keys:
            description:
              - 'What the function keys of the telephone do, such as C([{key: 5, function: night_mode,
                data: "1"}]).'
              - Left out of a new user, or with O(state=replaced) or O(state=overridden), it means the
                keys that the factory programmes.
            type: list
            elements: dict
            suboptions:
              key:
                description:
                  - The number of the key, 1 to 48.
                type: int
                required: true
              function:
                description:
                  - What the key does. Either this or code.
                type: str
                choices: [virtual_extension, night_mode, forward_all, forward_busy_no_answer, pickup_own_group,
                  pickup_other_group, pickup_any_group, room_monitor, account_code, delayed_announcement,
                  voice_mail]
              code:
                description:
                  - What the key does, as the exchange's own code, such as V("01") or V("*05"), in quotes.
                type: str
              data:
                description:
                  - What the function is for, such as the number of a virtual extension, V("301"), in
                    quotes.
                type: str
              ring:
                description:
                  - How calls to the virtual extension ring. Only for V(virtual_extension).
                type: str
                choices: [at_once, delayed, none]
              enforce:
                description:
                  - Whether the key is set back by each run when the telephone's user has programmed it.
                    Left out, it is set once and then reported.
                type: bool
      hunt_groups:
        description:
          - The hunt groups.
        type: list
        elements: dict
        suboptions:
          name:
            description:
              - The group's name.
            type: str
            required: true
          display_name:
            description:
              - The name that the exchange holds for the group.
              - Left out of a new hunt group, or with O(state=replaced) or O(state=overridden), it means
                the name, when it fits.
            type: str
          pilot:
            description:
              - The number that is dialled to reach the group, in quotes.
              - 'Left out of a new hunt group, or with O(state=replaced) or O(state=overridden), it means
                none: the group can be reached through its members and routes only.'
            type: str
          distribution:
            description:
              - Who is rung first. V(priority) always begins with the first member, V(circular) with the
                one after the last one that was rung.
              - Left out of a new hunt group, or with O(state=replaced) or O(state=overridden), it means
                V(priority).
            type: str
            choices: [priority, circular]
          members:
            description:
              - The extensions of the members, in the order in which they are rung.
              - Left out of a new hunt group, or with O(state=replaced) or O(state=overridden), it means
                the users whose hunt_group names this group.
            type: list
            elements: str
      pickup_groups:
        description:
          - The pickup groups.
        type: list
        elements: dict
        suboptions:
          name:
            description:
              - The group's name.
            type: str
            required: true
          members:
            description:
              - The extensions of the members, who may take each other's calls.
              - Left out of a new pickup group, or with O(state=replaced) or O(state=overridden), it means
                the users whose pickup_group names this group.
            type: list
            elements: str
      queues:
        description:
          - The queues.
        type: list
        elements: dict
        suboptions:
          name:
            description:
              - The queue's name.
            type: str
            required: true
          pilot:
            description:
              - The number that is dialled to reach the queue, in quotes.
              - 'Left out of a new queue, or with O(state=replaced) or O(state=overridden), it means none:
                the queue can be reached through routes and overflows only.'
            type: str
          agents:
            description:
              - The extensions of the agents who answer.
              - Left out of a new queue, or with O(state=replaced) or O(state=overridden), it means no
                agents.
            type: list
            elements: str
          hours:
            description:
              - 'When the queue is open on each weekday, such as C({monday: ["08:00-16:00"]}). A day left
                out is closed. The exchange holds no dates for queues: holidays are closed on the routes
                that lead here.'
              - Left out of a new queue, or with O(state=replaced) or O(state=overridden), it means always
                open.
            type: dict
            suboptions:
              monday:
                description:
                  - When it is open on a Monday.
                type: list
                elements: str
              tuesday:
                description:
                  - When it is open on a Tuesday.
                type: list
                elements: str
              wednesday:
                description:
                  - When it is open on a Wednesday.
                type: list
                elements: str
              thursday:
                description:
                  - When it is open on a Thursday.
                type: list
                elements: str
              friday:
                description:
                  - When it is open on a Friday.
                type: list
                elements: str
              saturday:
                description:
                  - When it is open on a Saturday.
                type: list
                elements: str
              sunday:
                description:
                  - When it is open on a Sunday.
                type: list
                elements: str
          announcements:
            description:
              - 'What callers hear while they wait, such as C([{greeting: please-wait, after: 10, repeat:
                3}]), two at most. They are messages of the VRS; those of InMail and of ACI ports cannot
                be said.'
              - Left out of a new queue, or with O(state=replaced) or O(state=overridden), it means no
                announcements.
            type: list
            elements: dict
            suboptions:
              greeting:
                description:
                  - The name of the greeting.
                type: str
                required: true
              after:
                description:
                  - How many seconds a caller has waited when the first announcement starts. A second
                    one follows the first. Left out, it starts at once.
                type: int
              repeat:
                description:
                  - How many times it is played. Left out, once.
                type: int
              queue_depth:
                description:
                  - Whether the exchange says after it how many callers wait. Left out, it does not.
                type: bool
          waiting_tone:
            description:
              - What callers hear between the announcements.
              - Left out of a new queue, or with O(state=replaced) or O(state=overridden), it means V(ringback).
            type: str
            choices: [ringback, music, background_music]
          overflow:
            description:
              - 'Where callers go that have waited for some seconds, such as C({after: 60, to: {mailbox:
                "190"}}), or C({after: 60, to: [{queue: Help}, {queue: Night}]}) with several queues in
                the order of preference.'
              - 'Left out of a new queue, or with O(state=replaced) or O(state=overridden), it means nowhere:
                they wait.'
            type: dict
            suboptions:
              after:
                description:
                  - How many seconds a caller has waited by then.
                type: int
                required: true
              to:
                description:
                  - 'Where the caller goes; not to a hunt group. One place, such as C({queue: Help}),
                    C({mailbox: "190"}), C({ring: ["101", "102"]}) or C({speed_dial: 17}). Or a list of
                    up to seven queues in the order of preference, such as C([{queue: Help}, {queue: Night}]),
                    in which the mailbox may come last. A mailbox is that of the queue''s own pilot.'
                type: raw
                required: true
          limit:
            description:
              - 'How many callers may wait, such as C({calls: 10, when_full: busy}).'
              - Left out of a new queue, or with O(state=replaced) or O(state=overridden), it means no
                limit.
            type: dict
            suboptions:
              calls:
                description:
                  - How many callers may wait, 1 to 400; SV8100 1 to 200, SL2100 1 to 128, SL1100 1 to
                    84.
                type: int
                required: true
              when_full:
                description:
                  - Who leaves when one more calls. V(busy) gives the new caller the busy tone, V(last)
                    lets the last one overflow, V(longest) the one who has waited longest. Left out, it
                    is V(busy).
                type: str
                choices: [busy, last, longest]
          disconnect_after:
            description:
              - How many seconds after the last announcement a waiting caller is disconnected.
              - Left out of a new queue, or with O(state=replaced) or O(state=overridden), it means 60
                seconds.
            type: int
      answering_positions:
        description:
          - The answering positions.
        type: list
        elements: dict
        suboptions:
          name:
            description:
              - The position's name.
            type: str
            required: true
          number:
            description:
              - The number of the operator, 1 to 8.
              - Needed for a new answering position, and with O(state=replaced) or O(state=overridden).
            type: int
          extension:
            description:
              - The extension of the telephone that answers, in quotes.
              - Needed for a new answering position, and with O(state=replaced) or O(state=overridden).
            type: str
          console:
            description:
              - Whether the telephone is an attendant console.
              - Left out of a new answering position, or with O(state=replaced) or O(state=overridden),
                it means no.
            type: bool
          overflow:
            description:
              - Where calls go that the position does not answer. Held as the forwarding when busy or
                not answered of its extension, because an exchange has no overflow of its own for positions.
              - Left out of a new answering position, or with O(state=replaced) or O(state=overridden),
                it means the forwarding of the extension.
            type: dict
            suboptions:
              user:
                description:
                  - The extension of a user, in quotes.
                type: str
              hunt_group:
                description:
                  - The name of a hunt group.
                type: str
              queue:
                description:
                  - The name of a queue.
                type: str
              mailbox:
                description:
                  - The number of a mailbox, in quotes.
                type: str
              number:
                description:
                  - Another number, as the exchange dials it, in quotes.
                type: str
      greetings:
        description:
          - The greetings.
        type: list
        elements: dict
        suboptions:
          name:
            description:
              - The greeting's name.
            type: str
            required: true
          audio:
            description:
              - The audio file, beside the site file or the inventory. It is converted to the exchange's
                format. V(sha256:...) instead of a file means the recording with that checksum, which
                must be there already.
              - Needed for a new greeting, and with O(state=replaced) or O(state=overridden).
            type: str
          message:
            description:
              - The number of the message on the exchange.
              - Left out of a new greeting, or with O(state=replaced) or O(state=overridden), it means
                the message that holds the greeting; a new greeting gets the lowest free one.
            type: int
      schedules:
        description:
          - The schedules.
        type: list
        elements: dict
        suboptions:
          name:
            description:
              - The schedule's name.
            type: str
            required: true
          trunks:
            description:
              - The trunks that follow the schedule, such as V(["1-8"]).
              - 'Left out of a new schedule, or with O(state=replaced) or O(state=overridden), it means
                none: the schedule is programmed and switches no trunk.'
            type: list
            elements: str
          extensions:
            description:
              - The extensions whose class of service and toll class switch with the schedule.
              - Left out of a new schedule, or with O(state=replaced) or O(state=overridden), it means
                none.
            type: list
            elements: str
          weekly:
            description:
              - 'The opening hours of each weekday, such as C({monday: ["08:00-16:00"]}). A day left out
                is closed.'
              - Left out of a new schedule, or with O(state=replaced) or O(state=overridden), it means
                closed on every day.
            type: dict
            suboptions:
              monday:
                description:
                  - When it is open on a Monday.
                type: list
                elements: str
              tuesday:
                description:
                  - When it is open on a Tuesday.
                type: list
                elements: str
              wednesday:
                description:
                  - When it is open on a Wednesday.
                type: list
                elements: str
              thursday:
                description:
                  - When it is open on a Thursday.
                type: list
                elements: str
              friday:
                description:
                  - When it is open on a Friday.
                type: list
                elements: str
              saturday:
                description:
                  - When it is open on a Saturday.
                type: list
                elements: str
              sunday:
                description:
                  - When it is open on a Sunday.
                type: list
                elements: str
          holidays:
            description:
              - 'The calendar of public holidays, such as C({calendar: "NO"}). The exchange is closed
                on them.'
              - Left out of a new schedule, or with O(state=replaced) or O(state=overridden), it means
                no holidays.
            type: dict
            suboptions:
              calendar:
                description:
                  - The code of the country, with or without its region, such as V("NO"), in quotes.
                type: str
                required: true
          exceptions:
            description:
              - Single dates with hours of their own, which come before holidays and the week.
              - Left out of a new schedule, or with O(state=replaced) or O(state=overridden), it means
                no exceptions.
            type: list
            elements: dict
            suboptions:
              date:
                description:
                  - The date, such as V("2026-12-24"), in quotes.
                type: str
                required: true
              open:
                description:
                  - When it is open on that date, instead of the weekday's hours. An empty list means
                    closed.
                type: list
                elements: str
              closed:
                description:
                  - When it is closed on that date, such as V(["12:00-24:00"]); the rest is as on the
                    weekday. Either this or open.
                type: list
                elements: str
              reason:
                description:
                  - Why, for people. It is not programmed.
                type: str
      incoming_routes:
        description:
          - The incoming routes.
        type: list
        elements: dict
        suboptions:
          number:
            description:
              - The full public number that is called, in quotes. V(*1) is every other number of trunk
                group 1, and where its calls go in the end when nobody takes them. A direct line that
                nobody has given its number yet is called by its first trunk, such as V(trunk-5).
            type: str
            required: true
          name:
            description:
              - The name of the route.
              - Left out of a new incoming route, or with O(state=replaced) or O(state=overridden), it
                means none.
            type: str
          trunk_group:
            description:
              - The trunk group that the calls come in on.
              - 'Left out of a new incoming route, or with O(state=replaced) or O(state=overridden), it
                means none: the calls come in on the trunks of a direct line.'
              - Either this or C(trunks).
            type: int
          trunks:
            description:
              - The trunks of a direct line, such as V(["5"]), instead of a trunk group.
              - 'Left out of a new incoming route, or with O(state=replaced) or O(state=overridden), it
                means none: the calls come in on a trunk group.'
              - Either this or C(trunk_group).
            type: list
            elements: str
          schedule:
            description:
              - The name of the schedule that says when it is open.
              - Left out of a new incoming route, or with O(state=replaced) or O(state=overridden), it
                means always open.
              - Needs C(closed).
            type: str
          open:
            description:
              - 'Where calls lead while it is open, such as C({queue: Sales}).'
              - Needed for a new incoming route, and with O(state=replaced) or O(state=overridden).
            type: dict
            suboptions:
              user:
                description:
                  - The extension of a user, in quotes.
                type: str
              hunt_group:
                description:
                  - The name of a hunt group.
                type: str
              queue:
                description:
                  - The name of a queue.
                type: str
              mailbox:
                description:
                  - The number of a mailbox, in quotes.
                type: str
              greeting:
                description:
                  - The name of a greeting, which is played.
                type: str
              answering_position:
                description:
                  - The name of an answering position.
                type: str
              ring:
                description:
                  - Extensions that ring together, such as V(["101", "102"]).
                type: list
                elements: str
              number:
                description:
                  - Another number, as the exchange dials it, in quotes.
                type: str
              voice_mail:
                description:
                  - V(true) for the voice mail, which chooses the mailbox itself.
                type: bool
              disconnect:
                description:
                  - V(true) for nowhere, calls are cut. Only where calls to other numbers lead.
                type: bool
              then:
                description:
                  - 'What comes after it: another destination, or V(disconnect). A greeting needs it.'
                type: raw
          closed:
            description:
              - 'Where calls lead while it is closed, such as C({greeting: closed, then: disconnect}).
                Needed with a schedule.'
              - 'Left out of a new incoming route, or with O(state=replaced) or O(state=overridden), it
                means nowhere: without a schedule it is always open.'
              - Needs C(schedule).
            type: dict
            suboptions:
              user:
                description:
                  - The extension of a user, in quotes.
                type: str
              hunt_group:
                description:
                  - The name of a hunt group.
                type: str
              queue:
                description:
                  - The name of a queue.
                type: str
              mailbox:
                description:
                  - The number of a mailbox, in quotes.
                type: str
              greeting:
                description:
                  - The name of a greeting, which is played.
                type: str
              answering_position:
                description:
                  - The name of an answering position.
                type: str
              ring:
                description:
                  - Extensions that ring together, such as V(["101", "102"]).
                type: list
                elements: str
              number:
                description:
                  - Another number, as the exchange dials it, in quotes.
                type: str
              voice_mail:
                description:
                  - V(true) for the voice mail, which chooses the mailbox itself.
                type: bool
              disconnect:
                description:
                  - V(true) for nowhere, calls are cut. Only where calls to other numbers lead.
                type: bool
              then:
                description:
                  - 'What comes after it: another destination, or V(disconnect). A greeting needs it.'
                type: raw
          other_numbers:
            description:
              - 'For a route such as V(*1): whether calls to numbers that no route has go there too. Without,
                they are cut off, and only calls that nobody took go there.'
              - Left out of a new incoming route, or with O(state=replaced) or O(state=overridden), it
                means V(true).
            type: bool
          time_tables:
            description:
              - Whether the number is routed by time on its own, instead of by the night mode of its trunks,
                which need not follow its schedule then. All numbers of a trunk group or none. It works
                only after somebody has activated the tables at a telephone, which Sentral cannot do;
                the plan says which.
              - Left out of a new incoming route, or with O(state=replaced) or O(state=overridden), it
                means V(false).
              - Needs C(trunk_group).
            type: bool
      mailboxes:
        description:
          - The mailboxes.
        type: list
        elements: dict
        suboptions:
          number:
            description:
              - The number of the mailbox, in quotes.
            type: str
            required: true
          user:
            description:
              - The extension of the user whose mailbox it is, in quotes.
              - 'Left out of a new mailbox, or with O(state=replaced) or O(state=overridden), it means
                none: it is the mailbox of a group.'
              - Either this or C(group).
            type: str
          group:
            description:
              - The name of the hunt group or queue whose mailbox it is.
              - 'Left out of a new mailbox, or with O(state=replaced) or O(state=overridden), it means
                none: it is the mailbox of a user.'
              - Either this or C(user).
            type: str
          greeting:
            description:
              - The name of the greeting that callers hear.
              - Left out of a new mailbox, or with O(state=replaced) or O(state=overridden), it means
                the greeting of the voice mail itself.
            type: str
          messages:
            description:
              - How many messages the mailbox takes.
              - Left out of a new mailbox, or with O(state=replaced) or O(state=overridden), it means
                20.
            type: int
          keep_days:
            description:
              - For how many days messages are kept, V(0) for as long as they are not erased.
              - Left out of a new mailbox, or with O(state=replaced) or O(state=overridden), it means
                V(0).
            type: int
          answers:
            description:
              - The trunks whose calls it takes when the voice mail answers them, and when. Mailboxes
                share a trunk by their hours; one without hours takes the calls at all other times.
              - Left out of a new mailbox, or with O(state=replaced) or O(state=overridden), it means
                it takes no trunk's calls. Trunks that no mailbox names are answered as from the factory.
            type: list
            elements: dict
            suboptions:
              trunks:
                description:
                  - The trunks, such as V(["1-4", "7"]).
                type: list
                elements: str
                required: true
              weekly:
                description:
                  - Its hours by weekday. Left out together with dates, it takes the calls at all times
                    at which no other mailbox does.
                type: dict
                suboptions:
                  monday:
                    description:
                      - When it is open on a Monday.
                    type: list
                    elements: str
                  tuesday:
                    description:
                      - When it is open on a Tuesday.
                    type: list
                    elements: str
                  wednesday:
                    description:
                      - When it is open on a Wednesday.
                    type: list
                    elements: str
                  thursday:
                    description:
                      - When it is open on a Thursday.
                    type: list
                    elements: str
                  friday:
                    description:
                      - When it is open on a Friday.
                    type: list
                    elements: str
                  saturday:
                    description:
                      - When it is open on a Saturday.
                    type: list
                    elements: str
                  sunday:
                    description:
                      - When it is open on a Sunday.
                    type: list
                    elements: str
              dates:
                description:
                  - Days of the year with other hours than the weekday's.
                type: list
                elements: dict
                suboptions:
                  date:
                    description:
                      - The date in every year, such as V("12-24"), in quotes.
                    type: str
                    required: true
                  open:
                    description:
                      - Its hours on that date, instead of the weekday's. An empty list means none.
                    type: list
                    elements: str
                    required: true
          accept_kept_messages:
            description:
              - Whether the messages that an earlier owner left in the box may be heard by this one.
              - Left out of a new mailbox, or with O(state=replaced) or O(state=overridden), it means
                no.
            type: bool
  plan:
    description:
      - A plan that was saved with O(save_plan) and reviewed, as a path relative to the inventory.
      - It is made again from the desired state and the exchange as it is now. Nothing is changed unless
        that gives the reviewed plan, byte for byte. What is sent never comes from the file.
    type: str
  save_plan:
    description:
      - Where to save the plan, as a path relative to the inventory. C(.json) is what O(plan) takes, and
        C(.md) beside it is for a pull request.
      - Saved before anything is changed, and also in check mode.
    type: str
  show_plan:
    description: Whether the plan is shown in words before anything is changed.
    type: bool
    default: false
  running_config:
    description:
      - What O(state=parsed) reads, the text of a listing, a row a line, such as C(15-01-01 101 = Resepsjon).
        Not together with anything else.
    type: str
"""

EXAMPLES = r"""
- name: Make the exchange what its site file says
  sentral.nec.pbx_site:
    state: overridden

- name: Save the plan for a pull request, and change nothing
  sentral.nec.pbx_site:
    state: overridden
    save_plan: "plans/{{ inventory_hostname }}"
    show_plan: true
  check_mode: true

- name: Do what was reviewed, or nothing
  sentral.nec.pbx_site:
    state: overridden
    plan: "plans/{{ inventory_hostname }}.json"

- name: A new employee and a greeting for the summer, and nothing else
  sentral.nec.pbx_site:
    config:
      users:
        - {extension: "107", name: Ingrid Viken}
      hunt_groups:
        - {name: Ordre, members: ["102", "103", "104", "107"]}
      greetings:
        - {name: ferie, audio: greetings/ferie.wav}

- name: A whole small site
  sentral.nec.pbx_site:
    state: overridden
    config:
      users:
        - {extension: "101", name: Resepsjon}
        - {extension: "102", name: Kari Nordmann, display_name: Kari N}
        - {extension: "103", name: Ola Fiskerstrand, display_name: Ola F}
      hunt_groups:
        - {name: Ordre, pilot: "180", distribution: circular, members: ["102", "103"]}
      greetings:
        - {name: velkommen, message: 1, audio: greetings/velkommen.wav}
        - {name: stengt, message: 2, audio: greetings/stengt.wav}
      schedules:
        - name: åpningstid
          trunks: ["1-4"]
          weekly:
            monday: ["08:00-16:00"]
            tuesday: ["08:00-16:00"]
            wednesday: ["08:00-16:00"]
            thursday: ["08:00-16:00"]
            friday: ["08:00-15:00"]
          holidays: {calendar: "NO"}
          exceptions: [{date: "2026-12-23", open: ["08:00-12:00"]}]

- name: Begin with what the exchange holds
  sentral.nec.pbx_site:
    state: gathered
  register: exchange

- name: Exactly this of one queue and one number, and the rest of the exchange as it is
  sentral.nec.pbx_site:
    state: replaced
    config:
      queues:
        - name: Ordre
          pilot: "190"
          agents: ["102", "103"]
          announcements: [{greeting: vent litt, after: 10, repeat: 3}]
          overflow: {after: 60, to: {mailbox: "190"}}
      incoming_routes:
        - number: "22334455"
          trunk_group: 1
          schedule: åpningstid
          open: {queue: Ordre}
          closed: {greeting: stengt, then: disconnect}

- name: See which commands a new exchange would need, without an exchange
  sentral.nec.pbx_site:
    state: rendered
  register: from_the_factory

- name: Read a listing that was saved, without an exchange
  sentral.nec.pbx_site:
    state: parsed
    running_config: "{{ lookup('ansible.builtin.file', 'listings/fjordfisk.txt') }}"
  register: listing

- name: Delete what a project needed
  sentral.nec.pbx_site:
    state: deleted
    config:
      users: [{extension: "107"}]
      greetings: [{name: ferie}]
"""

RETURN = r"""
plan:
  description: The plan as a document, as O(save_plan) saves it.
  returned: unless state is gathered, rendered or parsed
  type: dict
  contains:
    format:
      description: Version of the document.
      returned: unless state is gathered, rendered or parsed
      type: int
      sample: 1
    exchange:
      description: Name of the exchange in the inventory.
      returned: unless state is gathered, rendered or parsed
      type: str
      sample: fjordfisk
    platform:
      description: Platform that the inventory declares.
      returned: unless state is gathered, rendered or parsed
      type: str
      sample: sv9100
    model:
      description: Model that the exchange reports.
      returned: unless state is gathered, rendered or parsed
      type: str
      sample: SV9100
    software:
      description: Software version that the exchange reports.
      returned: unless state is gathered, rendered or parsed
      type: str
      sample: '12.00'
    profile_hash:
      description: SHA-256 of the platform's tables.
      returned: unless state is gathered, rendered or parsed
      type: str
      sample: e73679213c13c069b6e635a6e320fc6406a848f3ddc82fc4d99b54d9f431b649
    before_hash:
      description: SHA-256 of what the exchange held.
      returned: unless state is gathered, rendered or parsed
      type: str
      sample: 13bf1ff0450d1f43f5d9c15759cbcee0f2a3447fbfe048a47007e5adf66c3c35
    desired_hash:
      description: SHA-256 of the desired state.
      returned: unless state is gathered, rendered or parsed
      type: str
      sample: e96b03f8ba1319fb6cf8d02a9113a9e94766e2cba1341451f443c37b11030da0
    state:
      description: The state that was asked for.
      returned: unless state is gathered, rendered or parsed
      type: str
      sample: overridden
    today:
      description: The day for which dates are planned.
      returned: unless state is gathered, rendered or parsed
      type: str
      sample: '2026-11-23'
    operations:
      description: What is done, in order.
      returned: unless state is gathered, rendered or parsed
      type: list
      elements: dict
      contains:
        id:
          description: The same in every plan that does the same.
          returned: unless state is gathered, rendered or parsed
          type: str
          sample: users/101/add
        kind:
          description: Kind of the object.
          returned: unless state is gathered, rendered or parsed
          type: str
          sample: users
        object:
          description: What identifies the object.
          returned: unless state is gathered, rendered or parsed
          type: str
          sample: '101'
        action:
          description: What is done with it, in a word.
          returned: unless state is gathered, rendered or parsed
          type: str
          sample: add
        sentence:
          description: What is done with it, in a sentence.
          returned: unless state is gathered, rendered or parsed
          type: str
          sample: add user 101 Resepsjon on port 1
        commands:
          description: The commands that do it.
          returned: unless state is gathered, rendered or parsed
          type: list
          elements: str
          sample: [WRITE 15-01-01 101 = Resepsjon]
        undo:
          description: The commands that undo it, in the order in which they are sent.
          returned: unless state is gathered, rendered or parsed
          type: list
          elements: str
          sample: [WRITE 15-01-01 101 =]
    slots:
      description: Which slot holds which name, by kind.
      returned: unless state is gathered, rendered or parsed
      type: dict
      sample:
        users: {Resepsjon: 1}
    warnings:
      description: What is worth knowing before it is done.
      returned: unless state is gathered, rendered or parsed
      type: list
      elements: str
      sample: []
end:
  description:
    - How it ended.
    - V(planned) in check mode, when there is something to do.
    - V(nothing to do) when the exchange held everything already.
    - V(all new) when everything was written and read back.
    - V(all old) when something went wrong and everything was taken back.
    - V(left) when taking it back did not succeed everywhere. RV(left) says what is left.
  returned: unless state is gathered, rendered or parsed
  type: str
  sample: all new
before:
  description: What the exchange held before, by kind, as a site file would hold it.
  returned: unless state is gathered, rendered or parsed
  type: dict
  sample: {users: []}
after:
  description: What it holds now, by kind; in check mode, what it would hold.
  returned: unless state is gathered, rendered or parsed
  type: dict
  sample: {users: [{extension: '101', name: Resepsjon, port: 1}]}
operations:
  description: What is done, one sentence for each object.
  returned: unless state is gathered, rendered or parsed
  type: list
  elements: str
  sample: [add user 101 Resepsjon on port 1]
commands:
  description: The commands that do it, in order.
  returned: unless state is gathered, rendered or parsed
  type: list
  elements: str
  sample: [WRITE 15-01-01 101 = Resepsjon]
plan_hash:
  description: SHA-256 of the plan. The same input gives the same plan, byte for byte.
  returned: unless state is gathered, rendered or parsed
  type: str
  sample: 0772cc630ba13f3e22182aad004040606051a35a5f26f1ca4cfffba2b6f6736b
summary:
  description: How many objects and commands, in one line.
  returned: unless state is gathered, rendered or parsed
  type: str
  sample: 'fjordfisk: 1 change, 1 command'
commands_sent:
  description: The commands that were sent, also those of reading back and taking back.
  returned: unless state is gathered, rendered or parsed
  type: dict
  sample: {reads: 62, writes: 3}
  contains:
    reads:
      description: Commands that change nothing.
      returned: unless state is gathered, rendered or parsed
      type: int
      sample: 62
    writes:
      description: Commands that change something. The audio of a greeting is sent in several.
      returned: unless state is gathered, rendered or parsed
      type: int
      sample: 3
diff:
  description: The objects that differ, as YAML. Shown with C(--diff).
  returned: unless state is gathered, rendered or parsed
  type: dict
  contains:
    before_header:
      description: The name of the exchange.
      returned: unless state is gathered, rendered or parsed
      type: str
      sample: fjordfisk
    after_header:
      description: The name of the exchange.
      returned: unless state is gathered, rendered or parsed
      type: str
      sample: fjordfisk after
    before:
      description: What was there and is not, or is otherwise.
      returned: unless state is gathered, rendered or parsed
      type: str
      sample: ''
    after:
      description: What is there and was not, or was otherwise.
      returned: unless state is gathered, rendered or parsed
      type: str
      sample: |
        users:
        - {extension: '101', name: Resepsjon, port: 1}
journal:
  description: The file with every command that was sent, its result and its way back.
  returned: when something was written
  type: str
  sample: /home/kari/exchanges/.sentral/fjordfisk/journal/20261123T192038319648Z-0772cc630ba1.jsonl
left:
  description: What could not be taken back, a sentence each. Empty when RV(end) is V(all old).
  returned: when the exchange was reached, and something went wrong after the first write
  type: list
  elements: str
  sample: []
msg:
  description: What went wrong, and how it ended.
  returned: when the exchange was reached, and something went wrong after the first write
  type: str
  sample: 'fjordfisk: ''WRITE 15-01-01 106 = Lager'' was refused: 04 DATA OUT OF RANGE. Everything was
    taken back; the exchange holds what it held before'
gathered:
  description: What the exchange holds, by kind, as a site file would hold it.
  returned: when state is gathered
  type: dict
  sample:
    users:
      - {extension: '101', name: Resepsjon}
    hunt_groups: []
    pickup_groups: []
    queues: []
    answering_positions: []
    greetings: []
    schedules: []
    incoming_routes: []
    mailboxes: []
rendered:
  description: The commands that would make an exchange that is new from the factory so, in order.
  returned: when state is rendered
  type: list
  elements: str
  sample: [WRITE 15-01-01 101 = Resepsjon]
parsed:
  description: What the listing holds, by kind, as a site file would hold it.
  returned: when state is parsed
  type: dict
  sample:
    users:
      - {extension: '101', name: Resepsjon}
    hunt_groups: []
    pickup_groups: []
    queues: []
    answering_positions: []
    greetings: []
    schedules: []
    incoming_routes: []
    mailboxes: []
"""

"""The call model: what happens to a call, as the exchange is programmed. Written from the published facts alone.

``place_call`` and ``place_internal_call`` return the events of a call, ``dial`` is a service code dialled at a
telephone. Each rule names its source; one marked *assumed* was not found in any document. All of them are in
docs/platforms/sv9100-calls.md.
"""

from simulator.calls.dialled import Dialled, dial
from simulator.calls.events import Event, Kind
from simulator.calls.incoming import place_call, place_internal_call, trunk_of_group
from simulator.calls.people import People

__all__ = ["Dialled", "Event", "Kind", "People", "dial", "place_call", "place_internal_call", "trunk_of_group"]

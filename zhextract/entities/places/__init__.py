"""Places that are no region: waters, mountains, islands, streets, stations, buildings, villages, former states.

Facts have no use for them and no field of the output holds them, so that no extraction reads this room or its weights;
they are for whoever asks, above all for the measure of names beside other corpora, which call all of it LOC.
"""

from zhextract.entities.places.find import all_places, find_places

__all__ = ["all_places", "find_places"]

"""What a recorded document does, read from its conveyance text."""

from patentrack.conveyances.classify import Classification, classify
from patentrack.conveyances.folding import fold
from patentrack.conveyances.rules import RULES, Rule
from patentrack.conveyances.types import CONVEYANCE_TYPES, ConveyanceType

__all__ = ["CONVEYANCE_TYPES", "RULES", "Classification", "ConveyanceType", "Rule", "classify", "fold"]

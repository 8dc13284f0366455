"""The twenty conveyance types: the rows of the lookup table ``conveyance`` (design section 5)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ConveyanceType:
    """One kind of recorded document.

    Args:
        convey_name: The value that ``convey_ty`` columns hold.
        is_ota: Whether ownership passes by the document. A correction has no answer of its own: the lookup
            says no, and readers go by the corrected type.
        description: What the type means, for people who read the lookup.
    """

    convey_name: str
    is_ota: bool
    description: str


CONVEYANCE_TYPES: tuple[ConveyanceType, ...] = (
    ConveyanceType(
        "assignment",
        True,
        "Ownership passes: assignment, nunc pro tunc, bill of sale, asset or stock purchase, quitclaim, "
        "contribution, distribution, deed, donation",
    ),
    ConveyanceType("partialassignment", True, "An undivided part or a percentage of the ownership passes"),
    ConveyanceType("employee", True, "From an inventor to the employer"),
    ConveyanceType("merger", True, "Merger, also merger and change of name"),
    ConveyanceType("namechg", True, "Change of name or legal form, entity conversion, redomestication"),
    ConveyanceType("courtorder", True, "Court order, judgment, bankruptcy transfer"),
    ConveyanceType("courtappointment", True, "Trustee, receiver or executor appointed, letters testamentary"),
    ConveyanceType(
        "govern",
        False,
        "Interest of the US government: confirmatory licence or instrument, Executive Order 9424, Bayh-Dole",
    ),
    ConveyanceType("license", False, "Licence, sublicence or covenant not to sue, exclusive or not"),
    ConveyanceType("licenseend", False, "End of a licence"),
    ConveyanceType(
        "security",
        False,
        "Security interest, mortgage, pledge, lien, collateral assignment, supplement, joinder, assignment "
        "of a security interest, succession of agent",
    ),
    ConveyanceType("restatedsecurity", False, "Security interest amended, restated or ratified"),
    ConveyanceType(
        "release",
        False,
        "Security interest released, discharged, terminated, satisfied or reassigned",
    ),
    ConveyanceType("partialrelease", False, "Part of the collateral released"),
    ConveyanceType("option", False, "Option to purchase"),
    ConveyanceType("correct", False, "Corrects an earlier recording; transfers what the corrected type does"),
    ConveyanceType("addresschg", False, "Change of the address of a party"),
    ConveyanceType("correspondchange", False, "Change of the correspondent or the correspondence address"),
    ConveyanceType("other", False, "The text says what the document is, and it is none of these"),
    ConveyanceType("missing", False, "The text says nothing"),
)

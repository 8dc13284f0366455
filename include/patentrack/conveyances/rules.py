"""The ordered rules that say what a recorded document does (design section 5).

A rule applies when all of its patterns are found, in any order, and none of ``unless``. The first rule that
applies decides, so the more specific stands before the more general. Patterns are regular expressions over
folded text (see ``folding``) without names and other asides (see ``asides``); they match whole words only, which a
rule need not write down.
"""

from __future__ import annotations

from patentrack.conveyances.rule import Rule
from patentrack.conveyances.rules_companies import COMPANIES, COURTS
from patentrack.conveyances.rules_corrections import CORRECTIONS
from patentrack.conveyances.rules_encumbrances import ENCUMBRANCES
from patentrack.conveyances.rules_title import TITLE

# A correction is one whatever it confirms; liens come before title, because "assignment of security interest"
# transfers no patent; what happens to a company comes before the words its papers share with a sale.
RULES: tuple[Rule, ...] = CORRECTIONS + ENCUMBRANCES + COURTS + COMPANIES + TITLE

__all__ = ["RULES", "Rule"]

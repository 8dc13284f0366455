"""What is known of maintenance fees ahead of any file: the event codes, and the amounts of law by date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Fee:
    """What one payment costs one size of entity from a day on, until a later row of the same code takes over.

    Attributes:
        event_code: Code of the payment in the maintenance fee events: `"M1551"`.
        entity: Who pays: large (undiscounted), small or micro.
        year: The year after grant up to which the payment keeps the patent in force: 4, 8 or 12.
        kind: The fee itself, or the surcharge for paying it in the six months after it was due.
        valid_from: First day of the amount.
        amount: Whole US dollars.
        source: Paragraph of 37 CFR and the rule that set the amount.
    """

    event_code: str
    entity: str
    year: int
    kind: str
    valid_from: date
    amount: int
    source: str


# First day, source, and by entity the fees due 3.5, 7.5 and 11.5 years after grant and the surcharge on any of
# them. An amount that a rule left alone is not repeated: 82 FR 52780 (2018-01-16) changed none of these, and the
# act of 2022 only the discounts of small (60 %, before 50 %) and micro entities (80 %, before 75 %).
# The petition after expiry (M1558, M2558, M3558) is left out: 37 CFR 1.17(m) has two amounts for one code.
_SCHEDULES: tuple[tuple[date, str, dict[str, tuple[int, int, int, int]]], ...] = (
    (
        date(2013, 3, 19),
        "78 FR 4212",
        {"large": (1600, 3600, 7400, 160), "small": (800, 1800, 3700, 80), "micro": (400, 900, 1850, 40)},
    ),
    (
        date(2020, 10, 2),
        "85 FR 46932",
        {"large": (2000, 3760, 7700, 500), "small": (1000, 1880, 3850, 250), "micro": (500, 940, 1925, 125)},
    ),
    (
        date(2022, 12, 29),
        "88 FR 17147 (Unleashing American Innovators Act of 2022)",
        {"small": (800, 1504, 3080, 200), "micro": (400, 752, 1540, 100)},
    ),
    (
        date(2025, 1, 19),
        "89 FR 91898",
        {"large": (2150, 4040, 8280, 540), "small": (860, 1616, 3312, 216), "micro": (430, 808, 1656, 108)},
    ),
)

_CODE_PREFIXES = {"large": "M1", "small": "M2", "micro": "M3"}
_PARAGRAPHS = {4: "e", 8: "f", 12: "g"}


def _fees() -> tuple[Fee, ...]:
    fees: list[Fee] = []
    for valid_from, rule, schedule in _SCHEDULES:
        for entity, (*amounts, surcharge) in schedule.items():
            prefix = _CODE_PREFIXES[entity]
            for stage, (year, amount) in enumerate(zip(_PARAGRAPHS, amounts, strict=True)):
                paragraph = f"37 CFR 1.20({_PARAGRAPHS[year]}), {rule}"
                fees.append(Fee(f"{prefix}55{1 + stage}", entity, year, "fee", valid_from, amount, paragraph))
                paragraph = f"37 CFR 1.20(h), {rule}"
                fees.append(Fee(f"{prefix}55{4 + stage}", entity, year, "surcharge", valid_from, surcharge, paragraph))
    return tuple(fees)


FEES = _fees()
"""Maintenance fees and surcharges since micro entities exist, oldest first."""

EVENT_CODES = {
    "ASPN": "Payor Number Assigned.",
    "BIG.": "Entity status set to Undiscounted (note the period is included in the code).",
    "EXP.": "Patent Expired for Failure to Pay Maintenance Fees.",
    "EXPX": "Patent Reinstated After Maintenance Fee Payment Confirmed.",
    "F160": "Maintenance Fee Has Already Been Paid. Refund is scheduled.",
    "F161": "Maintenance Fee Tendered too Early. Refund is scheduled.",
    "F162": "Maint Fee Payment Does Not Properly Identify the Patent.",
    "F163": "M.F.Payment/Certificate of Mailing Untimely, 37 CFR 1.8.",
    "F164": "M.F.Payment/Express Mail Procedures Untimely, 37 CFR 1.10.",
    "F165": "M.F.Payment Sent With Fees for Other Purposes - Will Refund.",
    "F166": "M.F. Payment not Accepted/Not Immed. Negotiable/Returned.",
    "F167": "Check/Deposit Account Authorization is Unsigned - Returned.",
    "F168": "Payment Received - Balance in Deposit Account Insufficient.",
    "F169": "Payment is in Excess of Amount Required. Refund Scheduled.",
    "F170": "Payment of Maintenance Fee, 4th Year.",
    "F171": "Payment of Maintenance Fee, 8th Year.",
    "F172": "Payment of Maintenance Fee, 12th Year.",
    "F173": "Payment of Maintenance Fee, 4th Year, Undiscounted Entity.",
    "F174": "Payment of Maintenance Fee, 8th Year, Undiscounted Entity.",
    "F175": "Payment of Maintenance Fee, 12th Year, Undiscounted Entity.",
    "F176": "Surcharge for late payment.",
    "F177": "Surcharge for late payment, Undiscounted Entity.",
    "F273": "Payment of Maintenance Fee, 4th Year, Small Entity.",
    "F274": "Payment of Maintenance Fee, 8th Year, Small Entity.",
    "F275": "Payment of Maintenance Fee, 12th Year, Small Entity.",
    "F277": "Surcharge for late payment, Small Entity.",
    "LSM1": "Pat Hldr no Longer Claims Small Ent Stat as Indiv Inventor.",
    "LSM2": "Pat Hldr no Longer Claims Small Ent Stat as Small Business.",
    "LSM3": "Pat Hldr no Longer Claims Small Ent Stat as Nonprofit Org.",
    "LTOS": "Pat Holder Claims Small Entity Status.",
    "M1461": "Payment of Filing Fees under 1.28(c).",
    "M1551": "Payment of Maintenance Fee, 4th Year, Large Entity.",
    "M1552": "Payment of Maintenance Fee, 8th Year, Large Entity.",
    "M1553": "Payment of Maintenance Fee, 12th Year, Large Entity.",
    "M1554": "Surcharge for Late Payment, Large Entity.",
    "M1555": "7.5 yr surcharge - late pmt w/in 6 mo, Large Entity.",
    "M1556": "11.5 yr surcharge- late pmt w/in 6 mo, Large Entity.",
    "M1557": "Surcharge, Petition to Accept Pymt After Exp, Unavoidable.",
    "M1558": "Surcharge, Petition to Accept Pymt After Exp, Unintentional.",
    "M1559": "Payment of Maintenance Fee under 1.28(c).",
    "M170": "Payment of Maintenance Fee, 4th Year, PL 96-517.",
    "M171": "Payment of Maintenance Fee, 8th Year, PL 96-517.",
    "M172": "Payment of Maintenance Fee, 12th Year, PL 96-517.",
    "M173": "Payment of Maintenance Fee, 4th Year, PL 97-247.",
    "M174": "Payment of Maintenance Fee, 8th Year, PL 97-247.",
    "M175": "Payment of Maintenance Fee, 12th Year, PL 97-247.",
    "M176": "Surcharge for Late Payment, PL 96-517.",
    "M177": "Surcharge for Late Payment, PL 97-247.",
    "M178": "Surcharge, Petition to Accept Payment After Expiration.",
    "M181": "7.5 yr surcharge - late pmt w/in 6 mo, Large Entity.",
    "M182": "11.5 yr surcharge- late pmt w/in 6 mo, Large Entity.",
    "M183": "Payment of Maintenance Fee, 4th Year, Large Entity.",
    "M184": "Payment of Maintenance Fee, 8th Year, Large Entity.",
    "M185": "Payment of Maintenance Fee, 12th Year, Large Entity.",
    "M186": "Surcharge for Late Payment, Large Entity.",
    "M187": "Surcharge, Petition to Accept Pymt After Exp, Unavoidable.",
    "M188": "Surcharge, Petition to Accept Pymt After Exp, Unintentional.",
    "M2551": "Payment of Maintenance Fee, 4th Yr, Small Entity.",
    "M2552": "Payment of Maintenance Fee, 8th Yr, Small Entity.",
    "M2553": "Payment of Maintenance Fee, 12th Yr, Small Entity.",
    "M2554": "Surcharge for late Payment, Small Entity.",
    "M2555": "7.5 yr surcharge - late pmt w/in 6 mo, Small Entity.",
    "M2556": "11.5 yr surcharge- late pmt w/in 6 mo, Small Entity.",
    "M273": "Payment of Maintenance Fee, 4th Yr, Small Entity, PL 97-247.",
    "M274": "Payment of Maintenance Fee, 8th Yr, Small Entity, PL 97-247.",
    "M275": "Payment of Maintenance Fee,12th Yr, Small Entity, PL 97-247.",
    "M277": "Surcharge for Late Payment, Small Entity, PL 97-247.",
    "M281": "7.5 yr surcharge - late pmt w/in 6 mo, Small Entity.",
    "M282": "11.5 yr surcharge- late pmt w/in 6 mo, Small Entity.",
    "M283": "Payment of Maintenance Fee, 4th Yr, Small Entity.",
    "M284": "Payment of Maintenance Fee, 8th Yr, Small Entity.",
    "M285": "Payment of Maintenance Fee, 12th Yr, Small Entity.",
    "M286": "Surcharge for late Payment, Small Entity.",
    "M3551": "Payment of Maintenance Fee, 4th Year, Micro Entity.",
    "M3552": "Payment of Maintenance Fee, 8th Year, Micro Entity.",
    "M3553": "Payment of Maintenance Fee, 12th Year, Micro Entity.",
    "M3554": "Surcharge for Late Payment, Micro Entity.",
    "M3555": "Surcharge for Late Payment, Micro Entity.",
    "M3556": "Surcharge for Late Payment, Micro Entity.",
    "M3557": "Surcharge, Petition to Accept Pymt After Exp, Unavoidable.",
    "M3558": "Surcharge, Petition to Accept Pymt After Exp, Unintentional.",
    "M695": "Payment of Maintenance Fee under 1.28(c).",
    "M699": "Payment of Filing Fees under 1.28(c).",
    "MICR": "Entity status set to Micro.",
    "MTOS": "Pat Hldr no Longer Claims Micro Ent Stat.",
    "PMFD": "Petition Related to Maintenance Fees Denied/Dismissed.",
    "PMFG": "Petition Related to Maintenance Fees Granted.",
    "PMFP": "Petition Related to Maintenance Fees Filed.",
    "PMFS": "Petition Related to Maintenance Fees Dismissed.",
    "R1461": "Refund - Payment of Filing Fees under 1.28(c).",
    "R1551": "Refund - Payment of Maintenance Fee, 4th Year, Large Entity.",
    "R1552": "Refund - Payment of Maintenance Fee, 8th Year, Large Entity.",
    "R1553": "Refund - Payment of Maintenance Fee, 12th Year, Large Entity.",
    "R1554": "Refund - Surcharge for Late Payment, Large Entity.",
    "R1555": "Refund - 7.5 yr surcharge - late pmt w/in 6 mo, Large Entity.",
    "R1556": "Refund - 11.5 yr surcharge - late pmt w/in 6 mo, Large Entity.",
    "R1557": "Refund - Surcharge, Petition to Accept Pymt After Exp, Unavoidable.",
    "R1558": "Refund - Surcharge, Petition to Accept Pymt After Exp, Unintentional.",
    "R1559": "Refund - Payment of Maintenance Fee under 1.28(c).",
    "R160": "Refund Processed. Maintenance Fee Has Already Been Paid.",
    "R161": "Refund Processed. Maintenance Fee Tendered too Early.",
    "R165": "Refund Processed. Maintenance Fees Mixed With Other Fees.",
    "R169": "Refund of Excess Payments Processed.",
    "R170": "Refund - Payment of Maintenance Fee, 4th Year, PL 96-517.",
    "R171": "Refund - Payment of Maintenance Fee, 8th Year, PL 96-517.",
    "R172": "Refund - Payment of Maintenance Fee, 12th Year, PL 96-517.",
    "R173": "Refund - Payment of Maintenance Fee, 4th Year, PL 97-247.",
    "R174": "Refund - Payment of Maintenance Fee, 8th Year, PL 97-247.",
    "R175": "Refund - Payment of Maintenance Fee, 12th Year, PL 97-247.",
    "R176": "Refund - Surcharge for Late Payment, PL 96-517.",
    "R177": "Refund - Surcharge for Late Payment, PL 97-247.",
    "R178": "Refund - Surcharge, Petition to Accept Payment After Expiration.",
    "R181": "Refund - 7.5 yr surcharge - late pmt w/in 6 mo, Large Entity.",
    "R182": "Refund - 11.5 yr surcharge - late pmt w/in 6 mo, Large Entity.",
    "R183": "Refund - Payment of Maintenance Fee, 4th Year, Large Entity.",
    "R184": "Refund - Payment of Maintenance Fee, 8th Year, Large Entity.",
    "R185": "Refund - Payment of Maintenance Fee, 12th Year, Large Entity.",
    "R186": "Refund - Surcharge for Late Payment, Large Entity.",
    "R187": "Refund - Surcharge, Petition to Accept Pymt After Exp, Unavoidable.",
    "R188": "Refund - Surcharge, Petition to Accept Pymt After Exp, Unintentional.",
    "R2551": "Refund - Payment of Maintenance Fee, 4th Yr, Small Entity.",
    "R2552": "Refund - Payment of Maintenance Fee, 8th Yr, Small Entity.",
    "R2553": "Refund - Payment of Maintenance Fee, 12th Yr, Small Entity.",
    "R2554": "Refund - Surcharge for late Payment, Small Entity.",
    "R2555": "Refund - 7.5 yr surcharge - late pmt w/in 6 mo, Small Entity.",
    "R2556": "Refund - 11.5 yr surcharge- late pmt w/in 6 mo, Small Entity.",
    "R2558": "Refund \u2013 Surcharge, Petition to Accept Payment After Expired, Unintentional.",
    "R273": "Refund - Payment of Maintenance Fee, 4th Yr, Small Entity, PL 97-247.",
    "R274": "Refund - Payment of Maintenance Fee, 8th Yr, Small Entity, PL 97-247.",
    "R275": "Refund - Payment of Maintenance Fee,12th Yr, Small Entity, PL 97-247.",
    "R277": "Refund - Surcharge for Late Payment, Small Entity, PL 97-247.",
    "R281": "Refund - 7.5 yr surcharge - late pmt w/in 6 mo, Small Entity.",
    "R282": "Refund - 11.5 yr surcharge- late pmt w/in 6 mo, Small Entity.",
    "R283": "Refund - Payment of Maintenance Fee, 4th Yr, Small Entity.",
    "R284": "Refund - Payment of Maintenance Fee, 8th Yr, Small Entity.",
    "R285": "Refund - Payment of Maintenance Fee, 12th Yr, Small Entity.",
    "R286": "Refund - 3.5 yr surcharge - late pmt w/in 6 mo, Small Entity.",
    "R3551": "Refund - Payment of Maintenance Fee, 4th Year, Micro Entity.",
    "R3552": "Refund - Payment of Maintenance Fee, 8th Year, Micro Entity.",
    "R3553": "Refund - Payment of Maintenance Fee, 12th Year, Micro Entity.",
    "R3554": "Refund - Surcharge for Late Payment, Micro Entity.",
    "R3555": "Refund - Surcharge for Late Payment, Micro Entity.",
    "R3556": "Refund - Surcharge for Late Payment, Micro Entity.",
    "R3557": "Refund - Surcharge, Petition to Accept Pymt After Exp, Unavoidable.",
    "R3558": "Refund - Surcharge, Petition to Accept Pymt After Exp, Unintentional.",
    "R669": "Refund - Payment of Filing Fees under 1.28(c).",
    "R695": "Refund - Payment of Maintenance Fee under 1.28(c).",
    "REM.": "Maintenance Fee Reminder Mailed.",
    "RMPN": "Payer Number De-assigned.",
    "SM01": "Pat Holder Claims Small Entity Status - Indiv Inventor.",
    "SM02": "Pat Holder Claims Small Entity Status - Small Business.",
    "SM03": "Pat Holder Claims Small Entity Status - Nonprofit Org.",
    "SMAL": "Entity status set to Small.",
    "STOL": "Pat Hldr no Longer Claims Small Ent Stat",
    "STOM": "Pat Hldr Claims Micro Ent Stat.",
}
"""Event code -> description: table 2 of the USPTO's documentation of April 2025, word for word."""
